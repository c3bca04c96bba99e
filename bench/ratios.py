"""What ours took beside what others took, what was wanted, and all of it as a table.

Every bench here makes `Ratio`s; `bench.together` lays those of all benches out in one table.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

HEADS = ("what", "ours", "theirs", "ratio", "goal")
_QUARTILES_FROM = 4
_EVEN_FROM = 100


class Unit(StrEnum):
    """What is counted."""

    SECONDS = "s"
    MEGABYTES = "MB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What somebody took for something, each time; the median counts."""

    name: str
    amounts: Sequence[float]
    unit: Unit = Unit.SECONDS

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.amounts)

    def shown(self, amount: float | None = None) -> str:
        """Write an amount, or the median, with its unit."""
        value = self.median if amount is None else amount
        if self.unit is Unit.SECONDS and value < 1:
            return f"{value * 1000:.2f} ms" if value < 0.1 else f"{value * 1000:.0f} ms"
        return f"{value:.0f} MB" if self.unit is Unit.MEGABYTES else f"{value:.2f} s"

    def line(self) -> str:
        """Say the median, and the quartiles where there are enough."""
        line = f"  {self.name:<18} {self.shown():>10}"
        if len(self.amounts) >= _QUARTILES_FROM:
            first, _, third = statistics.quantiles(self.amounts, n=4)
            line += f"   quartiles {self.shown(first)} to {self.shown(third)}"
        return f"{line}   {len(self.amounts)} times"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What is wanted: so much of something, at least or, if it `is_most`, at most."""

    number: float
    is_most: bool = False

    def is_met(self, value: float) -> bool:
        """Tell whether a value is good enough."""
        return value <= self.number if self.is_most else value >= self.number

    def __str__(self) -> str:
        return f"at {'most' if self.is_most else 'least'} {self.number:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """What ours took beside theirs for the same, and what is wanted.

    With a goal that is a most, the ratio is ours to theirs; else theirs to ours, how many times as
    fast. Without theirs the goal is a limit of ours, in its unit.
    """

    what: str
    ours: Taken
    goal: Goal
    theirs: Taken | None = None
    note: str = ""

    @property
    def value(self) -> float:
        """What is held against the goal."""
        if self.theirs is None:
            return self.ours.median
        if self.goal.is_most:
            return self.ours.median / self.theirs.median
        return self.theirs.median / self.ours.median

    @property
    def is_met(self) -> bool:
        """Whether it is as wanted."""
        return self.goal.is_met(self.value)

    def wanted(self) -> str:
        """Write the goal, and whether it is missed."""
        unit = f" {self.ours.unit}" if self.theirs is None else ""
        return f"{self.goal}{unit}{'' if self.is_met else ', not met'}"

    def lines(self) -> Iterator[str]:
        """Say all of it."""
        yield f"{self.what}{', ' if self.note else ''}{self.note}"
        yield self.ours.line()
        if self.theirs is not None:
            yield self.theirs.line()
        yield f"  -> {_short(self.value)} (wanted: {self.wanted()})"

    def cells(self) -> tuple[str, ...]:
        """Write the row of the table."""
        theirs = f"{self.theirs.shown()} {self.theirs.name}" if self.theirs else ""
        ratio = _short(self.value) if self.theirs else ""
        return (self.what, self.ours.shown(), theirs, ratio, self.wanted())


def tell(ratios: Iterable[Ratio]) -> None:
    """Print each as it comes."""
    for ratio in ratios:
        print(*ratio.lines(), sep="\n", flush=True)


def table(ratios: Sequence[Ratio]) -> Iterator[str]:
    """Lay ratios out as a table that is Markdown too."""
    rows = [HEADS, *(ratio.cells() for ratio in ratios)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    rows.insert(1, tuple("-" * width for width in widths))
    for row in rows:
        padded = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        yield f"| {' | '.join(padded)} |"


def seconds_of(times: int, work: Callable[[], object]) -> list[float]:
    """Do a piece of work several times; give the seconds of each."""
    taken: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return taken


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= _EVEN_FROM else f"{value:.2f}"
