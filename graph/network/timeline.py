"""What claims tell month by month, or year by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

from graph.claims.claim import Stage
from graph.network.cells import NetworkClaim
from graph.network.filter import Filter
from graph.network.network import Network

Told: TypeAlias = tuple[list[NetworkClaim], list[NetworkClaim]]
"""What is said, and what disputes it."""


class Clock(StrEnum):
    """Which time months are of: of the events, or of the reports."""

    EVENT = "event"
    REPORT = "report"


class Pace(StrEnum):
    """What claims are counted by: a claim of no month may well be of a year."""

    MONTH = "month"
    YEAR = "year"


_WRITTEN = {Pace.MONTH: len("2025-01"), Pace.YEAR: len("2025")}
"""Characters of a day that are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """Claims of a month (`YYYY-MM`), the articles they stand in, and how many at each stage.

    `disputing` are claims that dispute anything of the same pairs, told or dated in that month.
    Year by year, `month` is the year (`YYYY`).
    """

    month: str
    claims: int
    articles: int
    disputing: int
    stages: tuple[tuple[Stage, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Months, or years, with any claim, in order.

    `unplaced` claims have no date, or one that spans several.
    """

    sequence: int
    wanted: Filter
    clock: Clock
    by: Pace
    months: tuple[Month, ...]
    unplaced: int


def timeline(network: Network, wanted: Filter, *, clock: Clock, by: Pace = Pace.MONTH) -> Timeline:
    """Count claims that match, and those that dispute them, by month or by year."""
    gathered = network.gather(wanted)
    said = chain.from_iterable(gathered.cells.values())
    noes = [
        no
        for no in chain.from_iterable(gathered.against.values())
        if wanted.covers(no.brief.munition)
    ]
    months, unplaced = count_months(said, noes, clock, by)
    return Timeline(
        sequence=gathered.sequence,
        wanted=wanted,
        clock=clock,
        by=by,
        months=months,
        unplaced=unplaced,
    )


def count_months(
    said: Iterable[NetworkClaim],
    noes: Iterable[NetworkClaim],
    clock: Clock,
    by: Pace = Pace.MONTH,
) -> tuple[tuple[Month, ...], int]:
    """Count what is said, and what disputes it, by month; tell how much is said of no month."""
    months: dict[str, Told] = {}
    unplaced = 0
    for placed, is_no in [*((one, False) for one in said), *((no, True) for no in noes)]:
        month = _month(placed, clock, by)
        if month is None:
            unplaced += not is_no
        else:
            months.setdefault(month, ([], []))[is_no].append(placed)
    return tuple(_count(month, *told) for month, told in sorted(months.items())), unplaced


def _count(month: str, said: list[NetworkClaim], noes: list[NetworkClaim]) -> Month:
    stages = Counter(placed.brief.stage for placed in said)
    return Month(
        month=month,
        claims=len(said),
        articles=len({placed.article.id for placed in said}),
        disputing=len(noes),
        stages=tuple((stage, stages[stage]) for stage in Stage if stages[stage]),
    )


def _month(placed: NetworkClaim, clock: Clock, by: Pace) -> str | None:
    if clock is Clock.REPORT:
        return _of(placed.article.known, by)
    first, last = _of(placed.earliest, by), _of(placed.latest, by)
    return first if first == last else None


@lru_cache(maxsize=65_536)  # days are few, and claims many
def _of(day: date | None, by: Pace) -> str | None:
    return None if day is None else day.isoformat()[: _WRITTEN[by]]
