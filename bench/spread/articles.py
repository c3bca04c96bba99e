"""Articles to be read: the gold texts over and over, and others that tell of no aid."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Sequence

from bench.evaluate import gold_file
from graph.claims.article import Article, make_article
from graph.spread.batching import batches
from graph.spread.work import Item

FILES = ("real", "written", "train")
EVERY = 20
"""Of so many articles one is a gold text where not all are."""

_PLAIN = (
    "The council of a small town met on Tuesday to talk about the new bridge over the river. "
    "Its members agreed that the road to the station has to be mended before winter comes. "
    "A teacher from the school said that children wait for the bus in the rain every morning. "
    "The mayor promised an answer by the end of the month, and thanked everybody who came. "
)


@functools.cache
def gold_texts() -> Sequence[str]:
    """Read the gold texts of several kinds, in the order of the files."""
    texts: list[str] = []
    for name in FILES:
        file = gold_file(name)
        if file.exists():
            rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
            texts += [row["text"] for row in rows if row.get("text")]
    if not texts:
        raise SystemExit("The gold is not at hand: MATERIEL_SHARED names its folder.")
    return texts


def gold(number: int) -> Iterator[Article]:
    """Make so many different articles of the gold texts, by a first sentence of their own."""
    texts = gold_texts()
    step = next(one for one in (7, 11, 13, 17) if len(texts) % one)  # long and short ones mixed
    for place in range(number):
        text = texts[place * step % len(texts)]
        yield make_article(f"This is report {place}.\n\n{text}")


def mixed(number: int) -> Iterator[Article]:
    """Make articles of which every twentieth is a gold text, and the rest tell of no aid."""
    golden = gold(number // EVERY + 1)
    for place in range(number):
        yield plain(place) if place % EVERY else next(golden)


def plain(place: int) -> Article:
    """Make an article that tells of no aid."""
    return make_article(f"This is letter {place}.\n\n{_PLAIN * (1 + place % 5)}")


def in_batches(articles: Iterator[Article]) -> Iterator[list[Item]]:
    """Put articles together as an ingest does."""
    return batches(Item(name=f"article {place}", article=one) for place, one in enumerate(articles))
