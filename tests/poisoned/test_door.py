"""No claim gets past the archive's door without words of the article, whatever is offered."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from graph.archive.archive import Archive
from graph.claims.article import Article, make_article
from graph.claims.claim import Claim
from graph.claims.evidence import Passage
from graph.claims.reading import ReadArticle, Reading
from graph.claims.verdict import Decision, Ruling
from graph.errors import MaterielError
from tests.inventing import read_articles
from tests.making import EXTRACTOR, make_claim

TEXT = "Oslo \u201csent\u201d  cafe\u0301 owners\u00a0in Kyiv ten\u200b howitzers.\r\nNobody did."

ALTER: dict[str, Callable[[str], str]] = {
    "case": str.swapcase,
    "one letter more": lambda quote: quote + "s",
    "white space": lambda quote: quote.replace(" ", "  "),
    "a hard space": lambda quote: quote.replace(" ", "\u00a0"),
    "composed": lambda quote: unicodedata.normalize("NFC", quote),
    "decomposed": lambda quote: unicodedata.normalize("NFD", quote),
    "compatible": lambda quote: unicodedata.normalize("NFKC", quote),
    "a zero-width space": lambda quote: quote + "\u200b",
    "a look-alike": lambda quote: quote.replace("o", "о"),
    "half a letter": lambda quote: quote + "\ud83d",
    "nothing": lambda _: "",
    "turned": lambda quote: quote[::-1],
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("door")) as opened:
        yield opened


def forged(quote: str, start: int, end: int) -> Passage:
    """Make a passage past its own check, as who writes to the archive by other ways would."""
    passage = object.__new__(Passage)
    for name, value in (("quote", quote), ("start", start), ("end", end)):
        object.__setattr__(passage, name, value)
    return passage


def offer(archive: Archive, article: Article, claim: Claim) -> None:
    reading = Reading(article_id=article.id, extractor=EXTRACTOR, claims=(claim,))
    archive.add(article, reading)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.data(),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=2, max_size=60) | st.just(TEXT),
    st.sampled_from(sorted(ALTER)),
    st.integers(-3, 3),
)
def test_an_altered_quote_is_refused(
    archive: Archive, data: st.DataObject, text: str, way: str, off: int
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = ALTER[way](text[start:end])
    moved = start + off
    assume(moved < 0 or text[moved : moved + len(quote)] != quote or not quote)
    article = make_article(text)
    passage = forged(quote, moved, moved + len(quote))
    claim = make_claim(passage, supplier="NOR", recipient="UKR", munition="howitzer")
    with pytest.raises((ValueError, MaterielError)):
        offer(archive, article, claim)
    assert archive.find(article.id) is None


@pytest.mark.parametrize("off", [-1, 1, 5, -10_000, 10_000])
def test_a_place_that_is_out_is_refused(archive: Archive, off: int) -> None:
    article = make_article(TEXT + f" {off}")
    start = 5 + off
    passage = forged(TEXT[5:20], start, start + 15)
    claim = make_claim(passage, supplier="NOR", recipient="UKR", munition="howitzer")
    with pytest.raises((ValueError, MaterielError)):
        offer(archive, article, claim)


def test_one_forged_quote_among_many_keeps_all_of_them_out(archive: Archive) -> None:
    good, bad = make_article("Oslo sent howitzers."), make_article("Bonn sent nothing.")
    said = make_claim(Passage.of(good.text, 0, 19), supplier="NOR", recipient="UKR", munition=None)
    reading = Reading(article_id=good.id, extractor=EXTRACTOR, claims=(said,))
    with pytest.raises(ValueError, match="is not in article"):
        archive.add_many([(good, reading), (bad, replace(reading, article_id=bad.id))])
    assert archive.find(good.id) is None


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(read_articles())
def test_what_was_kept_comes_back_with_its_words(archive: Archive, read: ReadArticle) -> None:
    archive.add(read.article, read.reading)
    archive.add(read.article, replace(read.reading, claims=()))  # read again: the first stays
    found = archive.find(read.article.id)
    assert found is not None
    for claim in found.reading.claims:
        passage = claim.passage
        assert found.article.text[passage.start : passage.end] == passage.quote


def test_a_verdict_leaves_the_words_alone(tmp_path: Path) -> None:
    article = make_article("Oslo sent Kyiv howitzers.")
    passage = Passage.of(article.text, 0, 24)
    claim = make_claim(passage, supplier="NOR", recipient="UKR", munition="howitzer")
    with Archive.open(tmp_path) as archive:
        offer(archive, article, claim)
        found = archive.find(article.id)
        assert found is not None
        ((claim_id, _),) = found.identified_claims()
        for field in ("passage", "quote", "start", "end"):
            ruling = Ruling(decision=Decision.CORRECT, correction=((field, "No"),))
            with pytest.raises(MaterielError):
                archive.judge(article.id, claim_id, ruling, who="Ada", why="No")
        ruling = Ruling(decision=Decision.CORRECT, correction=(("supplier", "CZE"),))
        archive.judge(article.id, claim_id, ruling, who="Ada", why="Misread")
        archive.withdraw(article.id, who=None, why="Planted")
        archive.restore(article.id, who=None, why=None)
        again = archive.find(article.id)
        assert again is not None
        ((_, standing),) = again.standing_claims()
        assert standing.passage == passage
