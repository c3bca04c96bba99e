"""The fields of a list: what each takes from a row, and the choice of a client among them.

Rows become plain objects column by column, which costs a fraction of making a model of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from operator import attrgetter
from types import NoneType
from typing import Any, get_args, get_origin

import orjson
from pydantic import BaseModel

from graph.errors import InvalidField

Take = Callable[[Any], Any]
"""Takes a value from a row, or from the value that holds it."""

OPTIONS = orjson.OPT_UTC_Z
"""How values are written as JSON."""

_JOINT = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A member of an object: a plain value, an object with `fields`, or with `many` a list of them.

    What is taken for an object may be None, which is shown as null. With `kept`, each of many keeps
    what it looks like as its `shown`: it must never look otherwise.
    """

    name: str
    take: Take
    fields: tuple[Field, ...] = ()
    many: bool = False
    kept: bool = False


def fields_of(
    model: type[BaseModel], takes: Mapping[str, Take | str] | None = None, *, base: str = ""
) -> tuple[Field, ...]:
    """Make the fields that a model documents, for rows of any type.

    `takes` says by dotted name how a value is taken from what holds it, a string being a path of
    attributes; all others are the attribute of that name, of the row's attribute `base`.
    """
    return tuple(_fields(model, takes or {}, "", base))


def pick(fields: Sequence[Field], names: str) -> tuple[Field, ...]:
    """Choose fields by dotted names with commas, in that order; raises InvalidField for others."""
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    return _pick(fields, wanted, "")


def find_take(fields: Sequence[Field], name: str) -> Take:
    """Find how the value of a dotted name is taken from a row; None on the way stays None."""
    head, _, rest = name.partition(_JOINT)
    field = next(each for each in fields if each.name == head)
    if not rest:
        return field.take
    outer, inner = field.take, find_take(field.fields, rest)

    def take(row: object) -> object:
        value = outer(row)
        return None if value is None else inner(value)

    return take


def sorts_by(fields: Sequence[Field], *names: str) -> dict[str, Take]:
    """Tell how the values of plain fields are taken, by their dotted names."""
    return {name: find_take(fields, name) for name in names}


def objects(fields: Sequence[Field], rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Show rows as plain objects, for orjson."""
    names = tuple(field.name for field in fields)
    columns = [_column(field, rows) for field in fields]
    # Objects of few members are made in a fifth of the time when they are spelled out.
    match names:
        case (one,):
            return [{one: first} for first in columns[0]]
        case (one, two):
            return [{one: a, two: b} for a, b in zip(*columns, strict=True)]
        case (one, two, three):
            return [{one: a, two: b, three: c} for a, b, c in zip(*columns, strict=True)]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _column(field: Field, rows: Iterable[Any]) -> list[Any]:
    values = list(map(field.take, rows))
    if not field.fields:
        return values
    if field.kept:
        _keep(field, [one for one in chain.from_iterable(values) if one.shown is None])
        return [[orjson.Fragment(one.shown) for one in value] for value in values]
    if field.many:
        made = iter(objects(field.fields, list(chain.from_iterable(values))))
        return [list(islice(made, len(value))) for value in values]
    made = iter(objects(field.fields, [value for value in values if value is not None]))
    return [None if value is None else next(made) for value in values]


def _keep(field: Field, values: Sequence[Any]) -> None:
    """Let values, each of which has room for it, keep what they look like."""
    for value, shown in zip(values, objects(field.fields, values), strict=True):
        value.shown = orjson.dumps(shown, option=OPTIONS)


def _pick(fields: Sequence[Field], names: Sequence[str], prefix: str) -> tuple[Field, ...]:
    known = {field.name: field for field in fields}
    inner: dict[str, list[str] | None] = {}
    for name in names:
        head, _, rest = name.partition(_JOINT)
        if head not in known or (rest and not known[head].fields):
            raise _unknown(prefix + name, prefix, known)
        parts = inner.setdefault(head, [])
        if not rest:
            inner[head] = None
        elif parts is not None:
            parts.append(rest)
    return tuple(
        replace(
            known[head],
            fields=_pick(known[head].fields, parts, f"{prefix}{head}{_JOINT}"),
            kept=False,
        )
        if parts
        else known[head]
        for head, parts in inner.items()
    )


def _unknown(name: str, prefix: str, known: Iterable[str]) -> InvalidField:
    listed = ", ".join(prefix + other for other in known)
    return InvalidField(
        f"fields names {name!r}, which this list has not",
        field="fields",
        value=name,
        remedy=f"Choose from: {listed}",
    )


def _fields(
    model: type[BaseModel], takes: Mapping[str, Take | str], prefix: str, base: str
) -> Iterator[Field]:
    for name, info in model.model_fields.items():
        path = prefix + name
        take = takes.get(path, f"{base}{_JOINT}{name}" if base else name)
        inner, many = _model_in(info.annotation)
        yield Field(
            name=info.alias or name,
            take=attrgetter(take) if isinstance(take, str) else take,
            fields=tuple(_fields(inner, takes, path + _JOINT, "")) if inner else (),
            many=many,
        )


def _model_in(annotation: object) -> tuple[type[BaseModel] | None, bool]:
    """Find the model of a field, itself, optional or many of it; None for a plain value."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    inner = [one for one in get_args(annotation) if one not in (NoneType, Ellipsis)]
    if len(inner) != 1:
        return None, False
    model, _ = _model_in(inner[0])
    return model, get_origin(annotation) in (tuple, list)
