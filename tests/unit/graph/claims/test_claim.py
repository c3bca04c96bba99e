import dataclasses

import pytest

from graph.claims.article import make_article
from graph.claims.claim import Claim, Extractor, Stage, Status, claim_id
from graph.claims.evidence import Passage
from graph.claims.reading import Reading, check_reading

TEXT = "Norway has sent eight tanks to Ukraine."
READER = Extractor(name="test", version="1")
CLAIM = Claim(
    supplier="NOR",
    recipient="UKR",
    munition="battle-tank",
    munition_text="tanks",
    designation=None,
    stage=Stage.DELIVERY,
    status=Status.ASSERTED,
    source=None,
    quantity=None,
    value=None,
    date=None,
    via=(),
    passage=Passage.of(TEXT, 0, len(TEXT)),
    confidence=0.9,
    extractor=READER,
)


def test_a_claim_is_named_by_content_not_by_who_read_it_or_how_surely() -> None:
    other = dataclasses.replace(
        CLAIM, confidence=0.5, extractor=Extractor(name="other", version="2")
    )
    assert claim_id("a", CLAIM) == claim_id("a", other)
    assert claim_id("a", CLAIM) != claim_id("b", CLAIM)
    assert claim_id("a", CLAIM) != claim_id("a", dataclasses.replace(CLAIM, munition=None))


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("status", list(Status))
def test_only_what_is_said_to_pass_makes_an_edge(stage: Stage, status: Status) -> None:
    claim = dataclasses.replace(CLAIM, stage=stage, status=status)
    affirmed = status in {Status.ASSERTED, Status.ALLEGED}
    assert claim.is_supply == (affirmed and stage not in {Stage.REQUEST, Stage.SUSPENSION})


def test_a_passage_that_does_not_fit_its_quote_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Passage(quote="tanks", start=0, end=4)
    with pytest.raises(ValueError, match="does not fit"):
        Passage(quote="", start=0, end=0)


def test_a_reading_with_a_quote_that_the_text_lacks_is_refused() -> None:
    article = make_article(TEXT)
    check_reading(article, Reading(article_id=article.id, extractor=READER, claims=(CLAIM,)))
    invented = dataclasses.replace(CLAIM, passage=Passage(quote="Norway denies", start=0, end=13))
    with pytest.raises(ValueError, match="is not in article"):
        check_reading(article, Reading(article_id=article.id, extractor=READER, claims=(invented,)))
    with pytest.raises(ValueError, match="offered for"):
        check_reading(article, Reading(article_id="0" * 32, extractor=READER, claims=()))
