"""The order of a list: its own, or by the fields that a client names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from app.listing.fields import Take
from graph.errors import InvalidField

Row = TypeVar("Row")
Scalar = str | int | float | None
Own = Callable[[Any], tuple[Scalar, ...]]
"""Gives the key of a row in a list's own order; best a key that few share."""

_DOWN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A part of an order; rows without the value come last either way."""

    take: Take
    descending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order of rows: by keys, and among equals the list's own. `text` is how it was asked."""

    text: str
    keys: tuple[Key, ...]
    own: Own

    def arrange(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Put rows that are in the list's own order into this one."""
        for key in reversed(self.keys):
            values = list(map(key.take, rows))
            valued = [index for index, value in enumerate(values) if value is not None]
            valued.sort(key=values.__getitem__, reverse=key.descending)
            bare = [row for row, value in zip(rows, values, strict=True) if value is None]
            rows = [rows[index] for index in valued] + bare
        return rows

    def place(self, row: object) -> Place:
        """Tell where a row stands."""
        named = tuple(_plain(key.take(row)) for key in self.keys)
        return Place(order=self, values=(*named, *self.own(row)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a row stands or stood in an order."""

    order: Order
    values: tuple[Scalar, ...]

    def __lt__(self, other: Place) -> bool:
        """Tell whether this comes before another; raises InvalidField for what is no place here."""
        keys = self.order.keys
        if len(self.values) != len(other.values):
            raise foreign_cursor()
        for index, (mine, its) in enumerate(zip(self.values, other.values, strict=True)):
            if mine == its:
                continue
            if mine is None or its is None:
                return its is None
            is_text = isinstance(mine, str)
            if is_text is not isinstance(its, str):
                raise foreign_cursor()
            descending = index < len(keys) and keys[index].descending
            return bool(mine > its if descending else mine < its)  # type: ignore[operator]  # both are text, or both numbers
        return False


def foreign_cursor() -> InvalidField:
    """Refuse a cursor that is none, or of another list or order."""
    return InvalidField(
        "The cursor is none of this list in this order",
        field="cursor",
        remedy="Take it from `next` or the Link header of an answer, and keep `sort` as it was",
    )


def order_by(text: str, sorts: Mapping[str, Take], own: Own) -> Order:
    """Read an order such as `-claims,supplier.id`; raises InvalidField for what sorts no row."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    keys = []
    for name in names:
        plain = name.removeprefix(_DOWN)
        if plain not in sorts:
            raise InvalidField(
                f"sort names {plain!r}, by which this list is not sorted",
                field="sort",
                value=plain,
                remedy=f"Choose from: {', '.join(sorts)}; with - before it for descending",
            )
        keys.append(Key(take=sorts[plain], descending=name.startswith(_DOWN)))
    return Order(text=",".join(names), keys=tuple(keys), own=own)


def _plain(value: object) -> Scalar:
    """Write a value as a cursor can hold it, in the same order: of days, as text."""
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)
