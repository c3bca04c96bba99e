"""Try to deceive the archive and the network: `python -m bench.torture.poisoned`.

    python -m bench.torture.poisoned [--trials N] [--seed S]

Copies: each trial takes a story (`tests/poisoned/wires.toml`), alters it in one way that a forger
has (`altering.py`), and puts the copies in beside it under the names of other publishers; origins
must stay one. Independent reports (`tests/poisoned/independent.toml`) must stay two, whichever of
them comes first.
"""

from __future__ import annotations

import argparse
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from bench.torture.altering import ALTERATIONS, Story
from graph.claims.article import make_article
from graph.claims.claim import Claim, Extractor, Stage, Status
from graph.claims.evidence import Passage
from graph.claims.reading import ReadArticle, Reading
from graph.network.filter import Filter
from graph.network.network import Network

POISONED = Path(__file__).resolve().parents[2] / "tests" / "poisoned"
FIRST_DAY = date(2025, 3, 1)
_BY_HAND = Extractor(name="by hand", version="1")

Ends = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """A story, and who arms whom in it."""

    ends: Ends
    story: Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One event, reported twice by people who did not read one another."""

    ends: Ends
    one: Story
    other: Story


@cache
def wires() -> tuple[Wire, ...]:
    """Load the stories that are copied."""
    rows = tomllib.loads((POISONED / "wires.toml").read_text(encoding="utf-8"))["wire"]
    return tuple(
        Wire(
            ends=_ends(row["cell"]),
            story=Story(sentences=tuple(row["text"].strip().splitlines()), key=row["key"]),
        )
        for row in rows
    )


@cache
def pairs() -> tuple[Pair, ...]:
    """Load the independent reports."""
    rows = tomllib.loads((POISONED / "independent.toml").read_text(encoding="utf-8"))["pair"]
    return tuple(
        Pair(ends=_ends(row["cell"]), one=_marked(row["one"]), other=_marked(row["other"]))
        for row in rows
    )


def _ends(cell: str) -> Ends:
    supplier, recipient, munition = cell.split()
    return supplier, recipient, munition


def _marked(text: str) -> Story:
    before, _, rest = text.partition("[[")
    sentence, _, after = rest.partition("]]")
    around = [part.strip() for part in (before, sentence, after)]
    return Story(sentences=tuple(part for part in around if part), key=1 if around[0] else 0)


def read_of(story: Story, ends: Ends, *, number: int, publisher: str | None = None) -> ReadArticle:
    """Read a story by hand: its sentence says who arms whom."""
    article = make_article(
        story.text,
        published=FIRST_DAY + timedelta(days=number),
        publisher=publisher or f"Paper {number}",
    )
    supplier, recipient, munition = ends
    claim = Claim(
        supplier=supplier,
        recipient=recipient,
        munition=munition,
        munition_text=None,
        designation=None,
        stage=Stage.DELIVERY,
        status=Status.ASSERTED,
        source=None,
        quantity=None,
        value=None,
        date=None,
        via=(),
        passage=Passage.of(article.text, *story.span),
        confidence=0.9,
        extractor=_BY_HAND,
    )
    reading = Reading(article_id=article.id, extractor=_BY_HAND, claims=(claim,))
    return ReadArticle(article=article, reading=reading, sequence=number + 1)


def origins_of(stories: Sequence[Story], ends: Ends) -> int:
    """Count the origins of stories that different publishers print, one a day."""
    network = Network()
    for number, story in enumerate(stories):
        network.add(read_of(story, ends, number=number))
    (row,) = network.supplies(Filter(supplier=ends[0], recipient=ends[1]))
    return row.origins


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What came of a copy: `raised` tells that origins were more than the one of the original."""

    way: str
    raised: bool


def copy_stories(trials: int, rolls: random.Random) -> Iterator[Copied]:
    """Copy stories in all ways, one after the other, so often."""
    ways = list(ALTERATIONS.items())
    for trial in range(trials):
        way, alter = ways[trial % len(ways)]
        wire = wires()[trial // len(ways) % len(wires())]
        copies = alter(wire.story, rolls)
        yield Copied(way=way, raised=origins_of([wire.story, *copies], wire.ends) > 1)


def joined_pairs(trials: int, rolls: random.Random) -> Iterator[bool]:
    """Tell of independent reports, so many, whether they were taken for one."""
    for trial in range(trials):
        pair = pairs()[trial % len(pairs())]
        both = [pair.one, pair.other]
        rolls.shuffle(both)
        yield origins_of(both, pair.ends) != len(both)


def main(argv: Sequence[str] | None = None) -> int:
    """Print how many copies raised the count of origins, and what was taken for a copy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=1500, help="copies")
    parser.add_argument("--seed", type=int, default=2025)
    given = parser.parse_args(argv)
    rolls = random.Random(given.seed)
    tried, raised = Counter[str](), Counter[str]()
    for copied in copy_stories(given.trials, rolls):
        tried[copied.way] += 1
        raised[copied.way] += copied.raised
    for way, number in tried.items():
        print(f"  {way:58} {number:5} copied, {raised[way]:5} raised")
    joined = list(joined_pairs(len(pairs()) * 2, rolls))
    counts = (
        ("altered copies are one origin", tried.total(), raised.total()),
        ("independent reports are two origins", len(joined), sum(joined)),
    )
    for promise, number, broken in counts:
        print(f"{promise}: {number} trials, {broken} broken")
    return int(any(broken for _, _, broken in counts))


if __name__ == "__main__":
    sys.exit(main())
