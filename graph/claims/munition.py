"""The munition concepts and their tree."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Munition:
    """A munition concept; the last three fields are categories of the field's registers."""

    id: str
    label: str
    broader: str | None
    unroca: str | None
    sipri: str | None
    eu_cml: str | None
    examples: tuple[str, ...]


@functools.cache
def munitions() -> Mapping[str, Munition]:
    """Read the munition concepts (`ontology/munitions.csv`), by id."""
    with resources.files("ontology").joinpath("munitions.csv").open(encoding="utf-8") as lines:
        rows = [_munition(row) for row in csv.DictReader(lines)]
    return MappingProxyType({munition.id: munition for munition in rows})


def _munition(row: dict[str, str]) -> Munition:
    return Munition(
        id=row["id"],
        label=row["label"],
        broader=row["broader"] or None,
        unroca=row["unroca"] or None,
        sipri=row["sipri"] or None,
        eu_cml=row["eu_cml"] or None,
        examples=tuple(part.strip() for part in row["examples"].split(";") if part.strip()),
    )


@functools.cache
def broader_munitions(munition_id: str) -> tuple[str, ...]:
    """List the concepts above this one, nearest first."""
    above: list[str] = []
    current = munitions()[munition_id].broader
    while current is not None:
        above.append(current)
        current = munitions()[current].broader
    return tuple(above)


@functools.cache
def narrower_munitions(munition_id: str) -> frozenset[str]:
    """List this concept and all below it."""
    if munition_id not in munitions():
        raise KeyError(munition_id)
    return frozenset(
        other
        for other in munitions()
        if other == munition_id or munition_id in broader_munitions(other)
    )
