from collections import Counter

import pytest

from graph.claims.claim import Stage, Status
from graph.ingest.learned.scores import LINK, OUTPUTS, Place, Scores
from tests.judging import outputs

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
