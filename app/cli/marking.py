"""Cut a text where marks begin and end, so that marks may lie in, over and across each other.

The pieces together are the text, to the letter. Pure: knows neither HTML nor how claims are made.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Protocol, TypeVar


class Role(StrEnum):
    """What marked words are in the claims of their sentence; the last two are in none."""

    SUPPLIER = "supplier"
    RECIPIENT = "recipient"
    VIA = "via"
    MUNITION = "munition"
    ACTOR = "actor"
    THING = "thing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words at `start:end` with their roles; `title` says whom or what they name."""

    start: int
    end: int
    roles: tuple[Role, ...]
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words at `start:end` that claims rest on; `number` names it on the page."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words under the same marks; `ends` are the marks whose last words these are."""

    text: str
    marks: tuple[Mark, ...]
    ends: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Pieces under the same quotes; `opens` and `closes` are those that begin and end with it.

    `is_gap`: white space between lines, where no words stand.
    """

    pieces: tuple[Piece, ...]
    quotes: tuple[Quote, ...]
    opens: tuple[Quote, ...]
    closes: tuple[Quote, ...]
    is_gap: bool


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Spanned)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """What no edge lies in; `row` counts rows from 0."""

    start: int
    end: int
    row: int
    is_gap: bool
    quotes: tuple[Quote, ...]
    marks: tuple[Mark, ...]


def cut(
    text: str, rows: Iterable[int], quotes: Iterable[Quote], marks: Iterable[Mark]
) -> tuple[tuple[Stretch, ...], ...]:
    """Cut a text into rows, rows into stretches, stretches into pieces.

    `rows` are the places at which a row begins, 0 always among them. What is empty or not in the
    text is not marked.
    """
    starts = sorted({0, *(place for place in rows if 0 < place < len(text))})
    cells = _cells(text, starts, _within(quotes, text), _within(marks, text))
    found: list[list[Stretch]] = [[] for _ in starts]
    for (row, is_gap, covering), group in groupby(
        cells, key=lambda one: (one.row, one.is_gap, one.quotes)
    ):
        found[row].append(_stretch(text, tuple(group), covering, is_gap=is_gap))
    return tuple(map(tuple, found))


def _within(spans: Iterable[S], text: str) -> list[S]:
    return [one for one in spans if 0 <= one.start < one.end <= len(text)]


def _cells(
    text: str, starts: Sequence[int], quotes: Sequence[Quote], marks: Sequence[Mark]
) -> Iterator[_Cell]:
    """Yield the cells of a text in order; the white space around a row's words is apart."""
    bodies = [_body(text, start, end) for start, end in pairwise([*starts, len(text)])]
    spans: list[_Spanned] = [*quotes, *marks]
    places = {place for span in spans for place in (span.start, span.end)}
    edges = sorted({*starts, len(text), *places, *(edge for body in bodies for edge in body)})
    covers = zip(pairwise(edges), _covers(edges, quotes), _covers(edges, marks), strict=True)
    for (start, end), over, named in covers:
        row = bisect_right(starts, start) - 1
        first, last = bodies[row]
        yield _Cell(
            start=start,
            end=end,
            row=row,
            is_gap=end <= first or start >= last,
            quotes=over,
            marks=named,
        )


def _body(text: str, start: int, end: int) -> tuple[int, int]:
    row = text[start:end]
    first = start + len(row) - len(row.lstrip())
    return first, max(first, start + len(row.rstrip()))


def _covers(edges: Sequence[int], spans: Sequence[S]) -> Iterator[tuple[S, ...]]:
    """Yield, for each two neighbouring edges, the spans over what lies between."""
    beginning: dict[int, list[S]] = defaultdict(list)
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        beginning[span.start].append(span)
    active: list[S] = []
    for start, _ in pairwise(edges):
        active = [span for span in active if span.end > start] + beginning[start]
        yield tuple(active)


def _stretch(
    text: str, cells: Sequence[_Cell], covering: tuple[Quote, ...], *, is_gap: bool
) -> Stretch:
    start, end = cells[0].start, cells[-1].end
    return Stretch(
        pieces=tuple(
            Piece(
                text=text[cell.start : cell.end],
                marks=cell.marks,
                ends=tuple(mark for mark in cell.marks if mark.end == cell.end),
            )
            for cell in cells
        ),
        quotes=covering,
        opens=tuple(quote for quote in covering if quote.start == start),
        closes=tuple(quote for quote in covering if quote.end == end),
        is_gap=is_gap,
    )
