"""The registers of the field and their categories, with which munition concepts are matched."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType

from graph.claims.munition import Munition


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A register: what it is called, and where it can be read."""

    id: str
    label: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A category of a register: its sign there, and what it is called."""

    register: Register
    notation: str
    label: str


def registered(munition: Munition) -> tuple[Category, ...]:
    """List the categories that a concept comes close to: UNROCA, SIPRI, EU military list."""
    signs = (
        ("unroca", munition.unroca),
        ("sipri", munition.sipri),
        ("eu-cml", munition.eu_cml),
    )
    return tuple(_categories()[scheme, sign] for scheme, sign in signs if sign is not None)


@functools.cache
def _registers() -> Mapping[str, Register]:
    rows = _rows("schemes.csv")
    return MappingProxyType(
        {
            row["scheme"]: Register(id=row["scheme"], label=row["label"], page=row["page"])
            for row in rows
        }
    )


@functools.cache
def _categories() -> Mapping[tuple[str, str], Category]:
    found = {
        (row["scheme"], row["notation"]): Category(
            register=_registers()[row["scheme"]], notation=row["notation"], label=row["label"]
        )
        for row in _rows("categories.csv")
    }
    return MappingProxyType(found)


def _rows(file: str) -> list[dict[str, str]]:
    with resources.files("ontology").joinpath(file).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
