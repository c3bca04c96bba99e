"""Rows as CSV (RFC 4180): objects laid flat, a column for each plain value in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, islice
from types import NoneType
from typing import Any

from app.listing.fields import Field, Take
from app.schemas.tables import safe_cell

Cells = Mapping[str, Take]
"""Columns that are laid out by hand, each with how it is taken from the value of its field."""

_NAMESAKES = frozenset({"id", "name"})
"""Parts that take the name of the object which they identify."""
_JOINT = ";"
_HARMLESS = frozenset({int, float, bool, date, datetime, NoneType})


def write_csv(
    fields: Sequence[Field],
    rows: Sequence[Any],
    cells: Mapping[str, Cells] | None = None,
    only: Sequence[str] = (),
) -> bytes:
    """Write the rows with a heading.

    `supplier.id` is the column `supplier`, `supplier.label` is `supplier_label`; lists are joined
    by `;`. `cells` gives the columns of some fields by hand. `only` names the columns to write, in
    their order.
    """
    made = dict(_columns(fields, rows, cells or {}))
    columns = {name: made[name] for name in only} if only else made
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return out.getvalue().encode("utf-8", "backslashreplace")


def _columns(
    fields: Sequence[Field], rows: Sequence[Any], cells: Mapping[str, Cells]
) -> Iterator[tuple[str, list[Any]]]:
    for field in fields:
        values = list(map(field.take, rows))
        if field.name in cells:
            for name, take in cells[field.name].items():
                yield name, _cells([take(value) for value in values])
        else:
            yield from _leaves(field, values, field.name)


def _leaves(field: Field, values: Sequence[Any], name: str) -> Iterator[tuple[str, list[Any]]]:
    if not field.fields:
        yield name, _cells(values)
    elif field.many:
        flat = list(chain.from_iterable(values))
        for inner in _inner_leaves(field, flat, name):
            parts = iter(inner[1])
            yield inner[0], [_join(islice(parts, len(value))) for value in values]
    else:
        yield from _inner_leaves(field, values, name)


def _inner_leaves(
    field: Field, values: Sequence[Any], name: str
) -> Iterator[tuple[str, list[Any]]]:
    for inner in field.fields:
        taken = [None if value is None else inner.take(value) for value in values]
        inner_name = name if inner.name in _NAMESAKES else f"{name}_{inner.name}"
        yield from _leaves(inner, taken, inner_name)


def _cells(values: Sequence[Any]) -> list[Any]:
    return [
        value
        if type(value) in _HARMLESS
        else safe_cell(_join(value) if isinstance(value, tuple | list) else value)
        for value in values
    ]


def _join(values: Iterable[object]) -> str:
    return _JOINT.join("" if value is None else str(value) for value in values)
