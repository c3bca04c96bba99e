"""How claims are weighed; unless a test says else, confidence is the network's probability."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims.article import make_article
from graph.claims.claim import Stage, Status
from graph.claims.evidence import Passage
from graph.ingest.learned import weighing
from graph.ingest.learned.finding import FOUND
from graph.ingest.learned.grounds import grounds_of
from graph.ingest.learned.scores import Scores
from graph.ingest.learned.settings import Thresholds
from graph.ingest.learned.weighing import Drop, Weighed, in_order
from graph.ingest.read.claims import Made
from graph.ingest.read.gate import Outline, outline
from graph.ingest.reader import ArticleReader
from tests.judging import munition_of, outputs, place_of
from tests.making import make_claim

TEXT = "Norway sent Chad mortars. Mali sold Peru rifles. Oslo armed Chad."
LAID = outline(make_article(TEXT))
NEVER = math.log(0.002 / 0.998)
"""Log odds of what has no score."""


def limits(**weights: float) -> Thresholds:
    """Weigh the grounds that are named; all others count nothing."""
    silent = dict.fromkeys(("bias", *grounds_of(MORTARS, LAID, scores())), 0.0)
    assert weights.keys() <= silent.keys()
    return Thresholds(
        reach=0.6,
        munition=0.4,
        further=0.4,
        stage=0.6,
        stands=0.5,
        stands_negative=0.3,
        weights={**silent, **weights},
    )


def made(
    pair: str, words: str | None, sentence: int = 0, laid: Outline = LAID, **more: Any
) -> Made:
    """Make what a rule would have, of a sentence and the words of its munition."""
    supplier, recipient = pair.split()
    place = laid.sentences[sentence]
    claim = make_claim(
        Passage.of(laid.article.text, place.start, place.end),
        **{"supplier": supplier, "recipient": recipient, "munition": "mortar", **more},
    )
    return Made(
        claim=claim,
        rules=("a rule",),
        sentence=sentence,
        mention=None if words is None else munition_of(laid, words, sentence),
        by_rules=True,
    )


def found(one: Made) -> Made:
    """Let the network have made what a rule has."""
    return replace(one, rules=(f"{FOUND}: 0.61", "asserted"), by_rules=False)


MORTARS = made("NOR TCD", "mortars")
RIFLES = made("MLI PER", "rifles", 1)


def scores(**given: float) -> Scores:
    """Score the mortars, their sentence (`sent`), both turned round, the rifles, and `later`."""
    places = {
        "mortars": place_of(LAID, "NOR TCD", "mortars"),
        "sent": place_of(LAID, "NOR TCD"),
        "back": place_of(LAID, "TCD NOR", "mortars"),
        "sent_back": place_of(LAID, "TCD NOR"),
        "rifles": place_of(LAID, "MLI PER", "rifles", 1),
        "later": place_of(LAID, "NOR TCD", None, 2),
    }
    return Scores({places[name]: outputs(link) for name, link in given.items()})


def weigh(ones: Sequence[Made], given: Scores, thresholds: Thresholds) -> tuple[Weighed, ...]:
    return weighing.weigh(ones, LAID, given, thresholds)


LIMITS = limits(found=1, backed=1)


def odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def confidence(one: Made, given: Scores, thresholds: Thresholds) -> float:
    (weighed,) = weigh([one], given, thresholds)
    return weighed.claim.confidence


@pytest.mark.parametrize(("munition", "sentence"), [(0.9, 0.1), (0.1, 0.9)])
def test_of_a_munition_and_its_sentence_the_likelier_counts(
    munition: float, sentence: float
) -> None:
    given = scores(mortars=munition, sent=sentence, back=munition, sent_back=sentence)
    (one,) = weigh([MORTARS], given, LIMITS)
    assert (one.score, one.kept) == (0.9, True)


def test_a_claim_without_a_munition_is_weighed_by_its_sentence() -> None:
    given = [made("NOR TCD", None)]
    assert weigh(given, scores(sent=0.8), LIMITS)[0].score == 0.8
    assert weigh(given, scores(mortars=0.8), LIMITS)[0].score == 0


def test_a_claim_that_is_not_likely_enough_is_dropped_and_says_so() -> None:
    (one,) = weigh([MORTARS], scores(mortars=0.49), LIMITS)
    assert not one.kept
    assert (one.score, one.claim.confidence, one.rules) == (0.49, 0.49, ("a rule",))


def test_a_claim_that_is_as_likely_as_it_must_be_stands() -> None:
    (one,) = weigh([MORTARS], scores(mortars=0.5), LIMITS)
    assert one.kept
    assert replace(one.claim, confidence=MORTARS.claim.confidence) == MORTARS.claim


def test_it_is_not_the_rounded_confidence_that_must_be_likely_enough() -> None:
    (one,) = weigh([MORTARS], scores(mortars=0.4999), LIMITS)
    assert (one.claim.confidence, one.kept) == (0.5, False)


def test_a_claim_of_which_the_network_knows_nothing_is_dropped_if_nothing_else_speaks_for_it() -> (
    None
):
    (one,) = weigh([MORTARS], scores(rifles=0.9), LIMITS)
    assert (one.score, one.kept) == (0, False)


def test_rules_may_outweigh_the_network() -> None:
    (one,) = weigh([MORTARS], scores(), limits(backed=0.1, rule=3))
    assert one.kept
    assert one.claim.confidence == pytest.approx(1 / (1 + math.exp(-0.1 * NEVER - 3)), abs=0.005)


@pytest.mark.parametrize(
    "told",
    [
        {"status": Status.NEGATED},
        {"status": Status.DENIED},
        {"status": Status.HYPOTHETICAL},
        {"stage": Stage.REQUEST},
        {"stage": Stage.SUSPENSION},
    ],
)
def test_a_claim_that_does_not_say_yes_has_a_threshold_of_its_own(told: dict[str, Any]) -> None:
    negative = made("NOR TCD", "mortars", **told)
    assert weigh([negative], scores(mortars=0.31), LIMITS)[0].kept
    assert not weigh([negative], scores(mortars=0.29), LIMITS)[0].kept
    assert not weigh([MORTARS], scores(mortars=0.31), LIMITS)[0].kept


def test_the_networks_stage_counts_where_it_is_sure_of_claim_and_stage() -> None:
    ordered = {place_of(LAID, "NOR TCD", "mortars"): outputs(0.8, Stage.ORDER)}
    (one,) = weigh([MORTARS], Scores(ordered), LIMITS)
    assert (one.claim.stage, one.rules) == (Stage.ORDER, ("a rule", "network-stage: delivery"))
    (other,) = weigh([MORTARS], Scores(ordered), replace(LIMITS, stage=0.95))
    assert (other.claim.stage, other.rules) == (Stage.DELIVERY, ("a rule",))
    faint = {place: outputs(0.5, Stage.ORDER) for place in ordered}
    assert weigh([MORTARS], Scores(faint), LIMITS)[0].claim.stage is Stage.DELIVERY


def test_a_stage_that_rules_and_network_share_needs_no_word() -> None:
    assert weigh([MORTARS], scores(mortars=0.8), LIMITS)[0].rules == ("a rule",)


def test_what_the_rules_read_as_a_halt_is_not_told_as_given() -> None:
    halted = made("NOR TCD", "mortars", stage=Stage.SUSPENSION)
    (one,) = weigh([halted], scores(mortars=0.9), LIMITS)
    assert (one.claim.stage, one.rules) == (Stage.SUSPENSION, ("a rule",))


def test_two_claims_of_the_same_goods_in_a_sentence_keep_their_stages() -> None:
    promised = made("NOR TCD", "mortars", stage=Stage.COMMITMENT)
    weighed = weigh([MORTARS, promised], scores(mortars=0.9), LIMITS)
    assert [one.claim.stage for one in weighed] == [Stage.DELIVERY, Stage.COMMITMENT]


def test_a_halt_that_the_network_sees_is_weighed_as_one() -> None:
    halted = {place_of(LAID, "NOR TCD", "mortars"): outputs(0.65, Stage.SUSPENSION)}
    strict = replace(LIMITS, stands=0.9)
    assert weigh([MORTARS], Scores(halted), strict)[0].kept
    assert not weigh([MORTARS], scores(mortars=0.65), strict)[0].kept


def test_who_arms_whom_is_not_the_other_way_round() -> None:
    (one,) = weigh([made("TCD NOR", "mortars")], scores(mortars=0.9), LIMITS)
    assert not one.kept


def test_what_is_said_of_the_pair_elsewhere_may_count_for_a_claim() -> None:
    repeated = limits(backed=1, elsewhere=0.5)
    lone, twice = scores(mortars=0.5), scores(mortars=0.5, later=0.9)
    assert confidence(MORTARS, twice, repeated) > confidence(MORTARS, lone, repeated)


def test_confidence_is_the_logistic_of_bias_and_weighed_signs() -> None:
    weights = limits(bias=-1, found=0.5, elsewhere=0.125)
    given = scores(mortars=0.9, back=0.2, later=0.7)
    sum_ = -1 + 0.5 * odds(0.9) + 0.125 * odds(0.7)
    assert confidence(found(MORTARS), given, weights) == round(1 / (1 + math.exp(-sum_)), 2)


def test_rules_and_network_have_weights_of_their_own() -> None:
    weights, given = limits(found=1, backed=0.5, rule=-1), scores(mortars=0.8)
    assert confidence(found(MORTARS), given, weights) == 0.8
    assert confidence(MORTARS, given, weights) == round(1 / (1 + math.exp(1 - 0.5 * odds(0.8))), 2)


def test_confidence_has_two_places_and_is_never_none_or_all() -> None:
    given = scores(mortars=0.8765, rifles=0.001)
    assert [one.claim.confidence for one in weigh([MORTARS, RIFLES], given, LIMITS)] == [0.88, 0.01]
    assert confidence(MORTARS, given, limits(bias=40)) == 0.99


@settings(deadline=None)
@given(
    link=st.floats(0, 1),
    back=st.floats(0, 1),
    later=st.floats(0, 1),
    weights=st.lists(st.floats(-5, 5), min_size=len(LIMITS.weights), max_size=len(LIMITS.weights)),
    proposed=st.booleans(),
)
def test_whatever_the_weights_confidence_is_between_0_and_1(
    link: float, back: float, later: float, weights: list[float], *, proposed: bool
) -> None:
    thresholds = replace(LIMITS, weights=dict(zip(LIMITS.weights, weights, strict=True)))
    one = found(MORTARS) if proposed else MORTARS
    (weighed,) = weigh([one], scores(mortars=link, back=back, later=later), thresholds)
    assert 0 < weighed.claim.confidence < 1
    assert weighed.score == link


def test_claims_come_in_the_order_of_the_text_kept_or_not() -> None:
    weighed = weigh([RIFLES, MORTARS], scores(mortars=0.1, rifles=0.9), LIMITS)
    assert [(one.claim.supplier, one.kept) for one in weighed] == [("NOR", False), ("MLI", True)]
    assert weigh([], scores(mortars=0.9), LIMITS) == ()


def test_claims_of_one_passage_stay_as_they_were_found() -> None:
    ones = [Weighed.by_rules(made(pair, None)) for pair in ("TCD NOR", "NOR TCD", "MLI TCD")]
    assert in_order(iter(ones)) == tuple(ones)


def test_what_no_network_was_asked_about_stands_as_it_is() -> None:
    assert Weighed.by_rules(MORTARS) == Weighed(claim=MORTARS.claim, rules=("a rule",), score=None)


def test_the_reader_drops_what_is_unlikely(reader: ArticleReader) -> None:
    (prepared,) = reader.prepare([LAID])
    scored = replace(prepared, scores=scores(mortars=0.9, rifles=0.05))
    weighed = reader.decide(scored, LIMITS)
    assert [(one.claim.munition, one.score, one.kept) for one in weighed[:2]] == [
        ("mortar", 0.9, True), ("small-arms", 0.05, False),
    ]  # fmt: skip


def test_goods_without_a_name_are_told_only_where_none_are_named() -> None:
    unnamed = found(replace(MORTARS, claim=replace(MORTARS.claim, munition=None), mention=None))
    given = scores(mortars=0.9, sent=0.9)
    assert [one.drop for one in weigh([unnamed, MORTARS], given, LIMITS)] == [
        Drop.ADDS_NOTHING, None,
    ]  # fmt: skip
    assert [one.kept for one in weigh([unnamed], given, LIMITS)] == [True]
    by_rules = replace(unnamed, by_rules=True)
    assert [one.kept for one in weigh([by_rules, MORTARS], given, LIMITS)] == [True, True]


def test_what_is_dropped_says_who_had_proposed_it() -> None:
    given = scores(mortars=0.1)
    drops = [weigh([one], given, LIMITS)[0].drop for one in (MORTARS, found(MORTARS))]
    assert drops == [Drop.RULE_UNLIKELY, Drop.FOUND_UNLIKELY]
