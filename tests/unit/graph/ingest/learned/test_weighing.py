from __future__ import annotations

from dataclasses import replace

import pytest

from graph.claims.article import make_article
from graph.claims.evidence import Passage
from graph.ingest.learned.scores import Scores
from graph.ingest.learned.settings import Thresholds
from graph.ingest.learned.weighing import Weighed, weigh
from graph.ingest.read.claims import Made
from graph.ingest.read.gate import Outline, outline
from graph.ingest.reader import ArticleReader
from tests.judging import munition_of, outputs, place_of
from tests.making import make_claim

LIMITS = Thresholds(reach=0.6, munition=0.4, veto=0.2)
TEXT = "Norway sent Chad mortars. Mali sold Peru rifles."
LAID = outline(make_article(TEXT))


def made(pair: str, words: str | None, sentence: int = 0, laid: Outline = LAID) -> Made:
    """Make what a rule would have, of a sentence and the words of its munition."""
    supplier, recipient = pair.split()
    place = laid.sentences[sentence]
    passage = Passage.of(laid.article.text, place.start, place.end)
    return Made(
        claim=make_claim(passage, supplier=supplier, recipient=recipient, munition="mortar"),
        rules=("a rule",),
        sentence=sentence,
        mention=None if words is None else munition_of(laid, words, sentence),
    )


MORTARS = made("NOR TCD", "mortars")
RIFLES = made("MLI PER", "rifles", 1)


def scores(**given: float) -> Scores:
    """Score the mortars, their sentence (`sent`), and the rifles."""
    places = {
        "mortars": place_of(LAID, "NOR TCD", "mortars"),
        "sent": place_of(LAID, "NOR TCD"),
        "rifles": place_of(LAID, "MLI PER", "rifles", 1),
    }
    return Scores({places[name]: outputs(link) for name, link in given.items()})


def test_a_claim_of_rules_that_the_network_finds_unlikely_is_dropped_and_says_so() -> None:
    (one,) = weigh([MORTARS], scores(mortars=0.19), LIMITS)
    assert not one.kept
    assert one.score == 0.19
    assert one.rules == ("a rule",)


def test_a_claim_that_is_as_likely_as_the_veto_asks_stands() -> None:
    (one,) = weigh([MORTARS], scores(mortars=0.2), LIMITS)
    assert one.kept
    assert replace(one.claim, confidence=MORTARS.claim.confidence) == MORTARS.claim


def test_a_claim_of_which_the_network_knows_nothing_is_dropped() -> None:
    (one,) = weigh([MORTARS], scores(rifles=0.9), LIMITS)
    assert (one.score, one.kept) == (0, False)


@pytest.mark.parametrize(("munition", "sentence"), [(0.9, 0.1), (0.1, 0.9)])
def test_of_a_munition_and_its_sentence_the_likelier_counts(
    munition: float, sentence: float
) -> None:
    (one,) = weigh([MORTARS], scores(mortars=munition, sent=sentence), LIMITS)
    assert (one.score, one.kept) == (0.9, True)


def test_a_claim_without_a_munition_is_weighed_by_its_sentence() -> None:
    given = [made("NOR TCD", None)]
    assert weigh(given, scores(sent=0.8), LIMITS)[0].score == 0.8
    assert weigh(given, scores(mortars=0.8), LIMITS)[0].score == 0


def test_who_arms_whom_is_not_the_other_way_round() -> None:
    (one,) = weigh([made("TCD NOR", "mortars")], scores(mortars=0.9), LIMITS)
    assert not one.kept


def test_confidence_is_the_networks_and_never_none() -> None:
    found = weigh([MORTARS, RIFLES], scores(mortars=0.8765, rifles=0.001), LIMITS)
    assert [one.claim.confidence for one in found] == [0.88, 0.01]


def test_claims_come_in_the_order_of_the_text_kept_or_not() -> None:
    found = weigh([RIFLES, MORTARS], scores(mortars=0.1, rifles=0.9), LIMITS)
    assert [(one.claim.supplier, one.kept) for one in found] == [("NOR", False), ("MLI", True)]
    assert weigh([], scores(mortars=0.9), LIMITS) == ()


def test_what_no_network_was_asked_about_stands_as_it_is() -> None:
    assert Weighed.by_rules(MORTARS) == Weighed(
        claim=MORTARS.claim, rules=("a rule",), score=None, kept=True
    )


def test_the_reader_drops_what_is_unlikely(reader: ArticleReader) -> None:
    (prepared,) = reader.prepare([LAID])
    scored = replace(prepared, scores=scores(mortars=0.9, rifles=0.05))
    found = reader.decide(scored, LIMITS)
    assert [(one.claim.munition, one.score, one.kept) for one in found] == [
        ("mortar", 0.9, True), ("small-arms", 0.05, False),
    ]  # fmt: skip
