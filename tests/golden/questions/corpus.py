"""The demo corpus with the claims of a careful reader: `claims.csv`, set down by hand.

The automatic reader is left out, so that an answer changes with a question, never with a rule.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources
from pathlib import Path

from graph.claims.article import Article, make_article
from graph.claims.claim import Claim, Extractor, Quantity, Stage, Status, Value
from graph.claims.evidence import Passage, Source, SourceKind
from graph.claims.reading import ReadArticle, Reading
from graph.quads.iris import Iris

FOLDER = Path(__file__).parent
IRIS = Iris(base="https://materiel.example/id/")
READ_AT = datetime(2026, 1, 2, tzinfo=UTC)
BY_HAND = Extractor(name="careful-reader", version="1")

Row = Mapping[str, str]


@cache
def claim_rows() -> tuple[Row, ...]:
    """Read the claims as they stand in the file."""
    with (FOLDER / "claims.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def demo_articles() -> Mapping[str, Article]:
    """Make the articles of the demo corpus, by the ids that its README uses."""
    lines = resources.files("app.demo").joinpath("articles.jsonl").read_text("utf-8").splitlines()
    given = [json.loads(line) for line in lines]
    return {each["id"]: _article(each) for each in given}


@cache
def demo_reads() -> tuple[ReadArticle, ...]:
    """Put articles and claims together, in the order of the corpus."""
    told: dict[str, list[Row]] = defaultdict(list)
    for row in claim_rows():
        told[row["article"]].append(row)
    return tuple(_reads(told))


def _reads(told: Mapping[str, list[Row]]) -> Iterator[ReadArticle]:
    for place, (name, article) in enumerate(demo_articles().items(), start=1):
        claims = tuple(_claim(row, article.text) for row in told.get(name, []))
        reading = Reading(article_id=article.id, extractor=BY_HAND, claims=claims)
        yield ReadArticle(article=article, reading=reading, sequence=place, read_at=READ_AT)


def _article(given: dict[str, str]) -> Article:
    return make_article(
        given["text"],
        title=given["title"],
        published=date.fromisoformat(given["published"]),
        publisher=given["publisher"],
        url=given["url"],
    )


def _claim(row: Row, text: str) -> Claim:
    start = text.index(row["quote"])
    return Claim(
        supplier=row["supplier"],
        recipient=row["recipient"],
        munition=row["munition"] or None,
        munition_text=row["munition_text"] or None,
        designation=row["designation"] or None,
        stage=Stage(row["stage"]),
        status=Status(row["status"]),
        source=Source(name=row["source"], kind=SourceKind(row["kind"])) if row["source"] else None,
        quantity=_quantity(row) if row["quantity"] else None,
        value=Value(amount=float(row["amount"]), currency=row["currency"])
        if row["amount"]
        else None,
        date=row["date"] or None,
        via=tuple(row["via"].split()),
        passage=Passage.of(text, start, start + len(row["quote"])),
        confidence=1.0,
        extractor=BY_HAND,
    )


def _quantity(row: Row) -> Quantity:
    return Quantity(
        text=row["quantity"],
        min=int(row["min"]) if row["min"] else None,
        max=int(row["max"]) if row["max"] else None,
        unit=row["unit"] or None,
        approximate=row["approximate"] == "yes",
    )
