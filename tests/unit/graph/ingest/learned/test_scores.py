from collections import Counter
from dataclasses import replace

import pytest

from graph.claims.article import make_article
from graph.claims.claim import Stage, Status
from graph.ingest.learned.scores import LINK, OUTPUTS, Place, Scores
from graph.ingest.read.gate import outline
from tests.judging import outputs, place_of

HERE = Place(supplier="NOR", recipient="TCD", sentence=0, munition=None)
THERE = Place(supplier="TCD", recipient="NOR", sentence=0, munition=None)


def test_the_network_has_one_output_for_the_link_and_each_stage_and_status() -> None:
    named = Counter((one.kind, one.value) for one in OUTPUTS)
    wanted = [
        ("link", ""),
        *(("stage", one) for one in Stage),
        *(("status", one) for one in Status),
    ]
    assert named == Counter(wanted)
    assert OUTPUTS[LINK].kind == "link"


def test_what_the_network_gave_of_a_place_is_told() -> None:
    scores = Scores({HERE: outputs(0.7, Stage.REQUEST, Status.DENIED)})
    assert scores.link(HERE) == 0.7
    assert scores.stage(HERE) is Stage.REQUEST
    assert scores.status(HERE) is Status.DENIED
    assert scores.outputs(HERE) == outputs(0.7, Stage.REQUEST, Status.DENIED)
    assert list(scores) == [HERE]


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("status", Status)
def test_the_likeliest_stage_and_status_are_named(stage: Stage, status: Status) -> None:
    scores = Scores({HERE: outputs(0.5, stage, status)})
    assert (scores.stage(HERE), scores.status(HERE)) == (stage, status)


def test_nothing_is_likely_at_a_place_that_was_not_scored() -> None:
    scores = Scores({HERE: outputs(0.7)})
    assert scores.link(THERE) == 0
    assert set(scores.outputs(THERE)) == {0.0}
    assert len(scores.outputs(THERE)) == len(OUTPUTS)
    assert list(Scores({})) == []


def test_elsewhere_is_the_likeliest_of_the_pair_in_other_sentences() -> None:
    second, third = replace(HERE, sentence=1), replace(HERE, sentence=2)
    scores = Scores({HERE: outputs(0.9), second: outputs(0.3), third: outputs(0.6)})
    assert scores.elsewhere(HERE) == 0.6
    assert scores.elsewhere(second) == 0.9
    assert scores.elsewhere(third) == 0.9


def test_a_munition_of_another_sentence_is_elsewhere_and_one_of_the_same_is_not() -> None:
    laid = outline(make_article("Norway sent Chad mortars. Norway sold Chad rifles."))
    mortars = place_of(laid, "NOR TCD", "mortars")
    rifles = place_of(laid, "NOR TCD", "rifles", 1)
    scores = Scores({mortars: outputs(0.8), HERE: outputs(0.7), rifles: outputs(0.4)})
    assert scores.elsewhere(mortars) == scores.elsewhere(HERE) == 0.4
    assert scores.elsewhere(rifles) == 0.8


def test_other_pairs_and_the_roles_turned_round_are_not_elsewhere() -> None:
    others = [replace(THERE, sentence=1), replace(HERE, recipient="MLI", sentence=1)]
    scores = Scores({HERE: outputs(0.7), **{one: outputs(0.9) for one in others}})
    assert scores.elsewhere(HERE) == 0


def test_a_place_that_was_not_scored_may_have_an_elsewhere() -> None:
    scores = Scores({HERE: outputs(0.7)})
    assert scores.elsewhere(replace(HERE, sentence=5)) == 0.7
    assert scores.elsewhere(THERE) == 0
    assert Scores({}).elsewhere(HERE) == 0
    assert list(scores) == [HERE]
