"""Which rows of a list an answer holds, and how to ask for those before and after."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.listing.cursor import Cursor, read_cursor, write_cursor
from app.listing.order import Order
from app.schemas.wanted import PageWanted
from graph.errors import InvalidField

Step = Mapping[str, str]
"""The parameters that lead to another part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some rows out of `total`, the first of them after `offset` others, where that is known."""

    rows: Sequence[Any]
    total: int
    offset: int | None
    next: Step | None
    prev: Step | None


def cut(rows: Sequence[Any], wanted: PageWanted, order: Order) -> Part:
    """Cut the part that is wanted out of rows in that order; raises InvalidField for a cursor."""
    by_offset = "offset" in wanted.model_fields_set
    refuse_both(wanted, "offset")
    start, end = _bounds(rows, wanted, order)
    shown = rows[start:end]
    next_step: Step | None = None
    prev_step: Step | None = None
    if by_offset:
        next_step = {"offset": str(end)} if end < len(rows) else None
        prev_step = {"offset": str(max(0, start - wanted.limit))} if start else None
    elif shown:
        if end < len(rows):
            next_step = {"cursor": _mark(rows, end, order, before=False)}
        if start > 0:
            prev_step = {"cursor": _mark(rows, start, order, before=True)}
    return Part(rows=shown, total=len(rows), offset=start, next=next_step, prev=prev_step)


def refuse_both(wanted: PageWanted, *others: str) -> None:
    """Raise InvalidField for a cursor together with another parameter that tells the place."""
    for name in others:
        if wanted.cursor and name in wanted.model_fields_set:
            raise InvalidField(
                f"cursor and {name} are both given",
                field="cursor",
                value=wanted.cursor,
                remedy="Give one of them",
            )


def _bounds(rows: Sequence[Any], wanted: PageWanted, order: Order) -> tuple[int, int]:
    if not wanted.cursor:
        return wanted.offset, wanted.offset + wanted.limit
    cursor = read_cursor(wanted.cursor, order)
    first = bisect_left(rows, cursor.place, key=order.place)
    beyond = bisect_right(rows, cursor.place, lo=first, key=order.place)
    index = min(first + cursor.passed, beyond)
    if cursor.before:
        return max(0, index - wanted.limit), index
    return index, index + wanted.limit


def _mark(rows: Sequence[Any], index: int, order: Order, *, before: bool) -> str:
    """Write the cursor of the place before a row by its index, or after the one before it."""
    named = index if before else index - 1
    place = order.place(rows[named])
    passed = index - bisect_left(rows, place, hi=named, key=order.place)
    return write_cursor(Cursor(place=place, passed=passed, before=before))
