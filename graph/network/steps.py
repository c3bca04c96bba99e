"""The claims of a hop as steps in time, those of any time soon found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Generic, TypeAlias, TypeVar

from graph.network.cells import NetworkClaim

Told = TypeVar("Told")

Window: TypeAlias = tuple[date, date]
"""Of a hop: steps that end no earlier than the first day, and start no later than the second."""

TOLD = 64
"""Parts of a hop of which it is kept what they add up to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A claim as a step in time: from the first to the last day it can mean.

    A claim without a date counts by its article's publication day, and with neither, or with an
    open end, as far as days go.
    """

    claim: NetworkClaim
    first: date
    last: date


def date_claim(placed: NetworkClaim) -> Dated:
    """Tell when a claim says that it happens."""
    first, last = placed.earliest, placed.latest
    if placed.brief.date is None:
        first = last = placed.article.published
    return Dated(claim=placed, first=first or date.min, last=last or date.max)


class Steps(Generic[Told]):
    """Steps of a hop, at least one, and what parts of them add up to, once that was asked for.

    Any number of threads may ask: each of them would find the same.
    """

    __slots__ = ("_ending", "_most", "_starting", "_steps", "_told")

    def __init__(self, steps: Iterable[Dated]) -> None:
        self._steps = tuple(steps)
        self._told: dict[tuple[int, int], Told] = {}
        self._most: tuple[int, int] | None = None
        self._ending: tuple[list[date], list[date]] | None = None
        self._starting: tuple[list[date], list[date]] | None = None

    @classmethod
    def of(cls, claims: Iterable[NetworkClaim]) -> Steps[Told]:
        """Date claims."""
        return cls(map(date_claim, claims))

    def __len__(self) -> int:
        return len(self._steps)

    @property
    def claims(self) -> Sequence[NetworkClaim]:
        """The claims of all steps."""
        return [step.claim for step in self._steps]

    @property
    def _by_last(self) -> tuple[list[date], list[date]]:
        """All last days in order, each with the first day of what ends then or later."""
        if self._ending is None:
            ordered = sorted((step.last, step.first) for step in self._steps)
            earliest = list(accumulate((first for _, first in reversed(ordered)), min))
            self._ending = [last for last, _ in ordered], earliest[::-1]
        return self._ending

    @property
    def _by_first(self) -> tuple[list[date], list[date]]:
        """All first days in order, each with the last day of what starts by then."""
        if self._starting is None:
            ordered = sorted((step.first, step.last) for step in self._steps)
            latest = list(accumulate((last for _, last in ordered), max))
            self._starting = [first for first, _ in ordered], latest
        return self._starting

    def count_since(self, since: date) -> int:
        """Count the steps that can be on a day or later."""
        return len(self._steps) - bisect_left(self._by_last[0], since)

    def start(self, since: date) -> date | None:
        """Find the first day, no earlier than one, that a step can be on; None if none can."""
        lasts, earliest = self._by_last
        place = bisect_left(lasts, since)
        return max(since, earliest[place]) if place < len(lasts) else None

    def end(self, until: date) -> date | None:
        """Find the last day, no later than one, that a step can be on; None if none can."""
        firsts, latest = self._by_first
        place = bisect_right(firsts, until)
        return min(until, latest[place - 1]) if place else None

    def at_most(
        self, weigh: Callable[[Sequence[NetworkClaim]], tuple[int, int]]
    ) -> tuple[int, int]:
        """Tell how strong the claims may be at most, as `weigh` does, which is asked once."""
        if self._most is None:
            self._most = weigh(self.claims)
        return self._most

    def within(self, window: Window) -> Sequence[Dated]:
        """List the steps of a window, in their order."""
        since, until = window
        return [step for step in self._steps if step.last >= since and step.first <= until]

    def tell(self, window: Window, build: Callable[[Sequence[Dated]], Told]) -> Told:
        """Tell what the steps of a window add up to, as `build` does, which is asked once."""
        since, until = window
        asked = (bisect_left(self._by_last[0], since), bisect_right(self._by_first[0], until))
        told = self._told.get(asked)
        if told is None:
            told = build(self.within(window))
            if len(self._told) >= TOLD:
                self._told.clear()
            self._told[asked] = told
        return told


def fit(hops: Sequence[Steps[Told]]) -> Sequence[Window] | None:
    """Find for each hop the window of the steps that some choice of all puts in order.

    These are no earlier than one of the hop before, and no later than one of the hop after. None
    if a hop is left without any.
    """
    starts = [date.min]
    for steps in hops:
        start = steps.start(starts[-1])
        if start is None:
            return None
        starts.append(start)
    ends = [date.max]
    for steps in reversed(hops):
        end = steps.end(ends[-1])
        if end is None:
            return None
        ends.append(end)
    ends.reverse()
    return list(zip(starts[:-1], ends[1:], strict=True))
