"""Articles and readings of every shape that the nouns allow, for hypothesis."""

from __future__ import annotations

from datetime import UTC, date

from hypothesis import strategies as st

from graph.claims.actor import actors
from graph.claims.article import make_article
from graph.claims.claim import Claim, Extractor, Quantity, Stage, Status, Value
from graph.claims.evidence import Passage, Source, SourceKind
from graph.claims.munition import munitions
from graph.claims.reading import ReadArticle, Reading

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
WORDS = st.sampled_from(["Ruritania", "10,000 shells", 'a "quoted" word', "naïve\ttab", "\\", "🛩"])
ACTORS = st.sampled_from([*list(actors())[:12], "name:example-arms", "name:škola"])
DATES = st.sampled_from(
    ["2025", "2025-10", "2025-10-17", "2024~", "2024/2025", "../2026", "2022/..", "199X", "2025-22"]
)
MOMENTS = st.datetimes(timezones=st.just(UTC))
EXTRACTORS = st.builds(Extractor, name=st.sampled_from(["rules", "other one"]), version=TEXT)
SOURCES = st.builds(Source, name=TEXT, kind=st.sampled_from(SourceKind))


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Draw a quantity with bounds in order, either of them open."""
    least, most = sorted(draw(st.lists(st.integers(0, 10**24), min_size=2, max_size=2)))
    return Quantity(
        text=draw(TEXT),
        min=draw(st.sampled_from([least, None])),
        max=draw(st.sampled_from([most, None])),
        unit=draw(st.none() | WORDS),
        approximate=draw(st.booleans()),
    )


@st.composite
def claims(draw: st.DrawFn, text: str, extractors: st.SearchStrategy[Extractor]) -> Claim:
    """Draw a well-formed claim that rests on some passage of the text."""
    supplier, recipient, *via = draw(st.lists(ACTORS, min_size=2, max_size=5, unique=True))
    munition = draw(st.none() | st.sampled_from(list(munitions())))
    start = draw(st.integers(0, len(text) - 1))
    amounts = st.floats(0, allow_nan=False, allow_infinity=False)
    return Claim(
        supplier=supplier,
        recipient=recipient,
        munition=munition,
        munition_text=draw(TEXT) if munition else None,
        designation=draw(st.none() | TEXT),
        stage=draw(st.sampled_from(Stage)),
        status=draw(st.sampled_from(Status)),
        source=draw(st.none() | SOURCES),
        quantity=draw(st.none() | quantities()),
        value=draw(st.none() | st.builds(Value, amount=amounts, currency=st.just("EUR"))),
        date=draw(st.none() | DATES),
        via=tuple(via),
        passage=Passage.of(text, start, draw(st.integers(start + 1, len(text)))),
        confidence=draw(st.floats(0, 1)),
        extractor=draw(extractors),
    )


@st.composite
def read_articles(draw: st.DrawFn, *, most: int = 4) -> ReadArticle:
    """Draw an article with a reading of up to so many claims."""
    text = draw(TEXT)
    article = make_article(
        text,
        title=draw(st.none() | TEXT),
        published=draw(st.none() | st.dates(date(1900, 1, 1))),
        publisher=draw(st.none() | TEXT),
        url=draw(st.none() | TEXT),
    )
    made = draw(st.lists(claims(text, EXTRACTORS), max_size=most, unique_by=_content))
    extractor = made[0].extractor if made else draw(EXTRACTORS)
    reading = Reading(article_id=article.id, extractor=extractor, claims=tuple(made))
    return ReadArticle(
        article=article,
        reading=reading,
        sequence=draw(st.integers(1, 10**6)),
        read_at=draw(st.none() | MOMENTS),
    )


def _content(claim: Claim) -> tuple[object, ...]:
    """Tell claims apart as their ids do: confidence and extractor do not count."""
    return (
        claim.supplier, claim.recipient, claim.munition, claim.munition_text, claim.designation,
        claim.stage, claim.status, claim.source, claim.quantity, claim.value, claim.date,
        claim.via, claim.passage,
    )  # fmt: skip
