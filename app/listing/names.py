"""Names in order, found by how they begin and by what they hold."""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate

from graph.ingest.resolve.spelled import Spelled, Thing

SHORTEST_PART = 3
"""Letters from which a name is looked for inside of words too."""
REMOTE = 4
"""Letters from which the names of persons count that are not typed in full."""

_END = "\n"


class Fit(IntEnum):
    """How a name fits what is typed, best first."""

    WHOLE = 0
    BEGINS = 1
    WORD_BEGINS = 2
    HOLDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A name that fits."""

    fit: Fit
    spelled: Spelled

    @property
    def order(self) -> tuple[int, bool, int]:
        """Of several names of a thing the one to show: the best fit, its label, the shortest."""
        return self.fit, not self.spelled.is_label, len(self.spelled.key)


class Names:
    """Names by their keys; made once, never changed."""

    def __init__(self, names: Iterable[Spelled], rank: Mapping[Thing, int] | None = None) -> None:
        """Take names; with `rank`, only the first of many that fit are looked at."""
        self._names = sorted(names, key=lambda one: one.key)
        self._ranks = [rank[one.thing] for one in self._names] if rank is not None else None
        self._keys = [one.key for one in self._names]
        self._text = _END.join(["", *self._keys, ""])
        lengths = (len(key) + 1 for key in self._keys)
        self._starts = list(accumulate(lengths, initial=1))

    def find(self, key: str, enough: int) -> dict[Thing, Match]:
        """Find things by a key of `name_key`, each by its best name.

        Poorer fits are looked for only while fewer than `enough` things were found.
        """
        found: dict[Thing, Match] = {}
        if not key:
            return found
        for fit in Fit:
            if fit > Fit.BEGINS and len(found) >= enough:
                break
            for place in self._best(self._places(key, fit), enough):
                spelled = self._names[place]
                if spelled.is_remote and fit is not Fit.WHOLE and len(key) < REMOTE:
                    continue
                match = Match(fit=fit, spelled=spelled)
                known = found.get(spelled.thing)
                if known is None or match.order < known.order:
                    found[spelled.thing] = match
        return found

    def _best(self, places: Iterable[int], enough: int) -> Iterable[int]:
        if self._ranks is None:
            return places
        return heapq.nsmallest(enough, places, key=self._ranks.__getitem__)

    def _places(self, key: str, fit: Fit) -> Iterator[int]:
        match fit:
            case Fit.WHOLE:
                yield from range(bisect_left(self._keys, key), bisect_right(self._keys, key))
            case Fit.BEGINS:
                last = bisect_left(self._keys, key + "\U0010ffff")
                yield from range(bisect_right(self._keys, key), last)
            case Fit.WORD_BEGINS:
                yield from self._holding(f" {key}")
            case Fit.HOLDS if len(key) >= SHORTEST_PART:
                yield from self._holding(key)

    def _holding(self, part: str) -> Iterator[int]:
        at = self._text.find(part)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            yield place
            at = self._text.find(part, self._starts[place + 1] - 1)
