"""The headings of articles as the network holds them: columns, in which a row is an article."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from graph.claims.brief import BriefArticle
from graph.claims.publisher import publisher_id
from graph.network.cells import CellKey, Heading, NetworkClaim
from graph.network.interned import Interned
from graph.network.origins import FirstCopy
from graph.network.words import Words

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_NEVER = -(2**63)

AT_HAND = 32_768
"""Headings that are kept as they were made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Articles by publisher and day, all claims by cell, and publishers that are muted, by id.

    `first` gives the article that another one copies, or itself.
    """

    sequence: int
    articles: Counter[tuple[str | None, date | None]]
    cells: Mapping[CellKey, tuple[NetworkClaim, ...]]
    muted: frozenset[str]
    first: FirstCopy


class HeldHeadings:
    """What heads articles, by number; numbers that are free again are given anew.

    `claims` tells where the claims of an article begin among all claims, and how many there are.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._numbers: dict[str, int] = {}
        self._ids: list[str] = []
        self._publishers: Interned[str | None] = Interned()
        self._publisher = array("I")
        self._published = array("i")  # ordinal day, 0 if it is not told
        self._came = array("q")  # microseconds
        self._reading = array("q")
        self._start = array("I")
        self._count = array("I")
        self._free: list[int] = []
        self._made: dict[int, Heading] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._numbers

    def add(self, brief: BriefArticle, rows: range) -> int:
        """Hold the heading of an article whose claims are in these rows; give its number."""
        number = self._free.pop() if self._free else self._grow()
        self._numbers[brief.id] = number
        self._ids[number] = brief.id
        self._publisher[number] = self._publishers.number(brief.publisher)
        self._published[number] = brief.published.toordinal() if brief.published else 0
        came = brief.read_at
        self._came[number] = _NEVER if came is None else (came - _EPOCH) // _MICROSECOND
        self._reading[number] = brief.reading
        self._start[number] = rows.start
        self._count[number] = len(rows)
        return number

    def remove(self, article_id: str) -> None:
        """Let go of an article."""
        number = self._numbers.pop(article_id)
        self._ids[number] = ""
        self._made.pop(number, None)
        self._free.append(number)

    def claims(self, article_id: str) -> range:
        """Tell where the claims of an article are, if it is here."""
        number = self._numbers.get(article_id)
        if number is None:
            return range(0)
        return range(self._start[number], self._start[number] + self._count[number])

    def article_by(self, publisher: str) -> str | None:
        """Find any article of a publisher, by the publisher's id."""
        names = self._publishers.things
        wanted = {
            number
            for number, name in enumerate(names)
            if name is not None and publisher_id(name) == publisher
        }
        found = (one for one, at in self._numbers.items() if self._publisher[at] in wanted)
        return next(found, None)

    def printed(self) -> Counter[tuple[str | None, date | None]]:
        """Count articles by publisher and by the day from which they were known."""
        headings = map(self._make, self._numbers.values())
        return Counter((heading.publisher, heading.known) for heading in headings)

    def reading(self, article_id: str) -> int:
        """Give the number of the reading of an article."""
        return self._reading[self._numbers[article_id]]

    def heading(self, number: int) -> Heading:
        """Make the heading of an article, or give the one that was made before."""
        made = self._made.get(number)
        if made is None:
            if len(self._made) >= AT_HAND:
                del self._made[next(iter(self._made))]
            made = self._made[number] = self._make(number)
        return made

    def _make(self, number: int) -> Heading:
        day, moment = self._published[number], self._came[number]
        published = date.fromordinal(day) if day else None
        came = None if moment == _NEVER else _EPOCH + timedelta(microseconds=moment)
        return Heading(
            id=self._ids[number],
            publisher=self._publishers.things[self._publisher[number]],
            published=published,
            came=came,
            known=published or (came.date() if came is not None else None),
            reading=self._reading[number],
            words=self._words,
        )

    def _grow(self) -> int:
        self._ids.append("")
        for column in (self._publisher, self._start, self._count):
            column.append(0)
        for signed in (self._published, self._came, self._reading):
            signed.append(0)
        return len(self._ids) - 1
