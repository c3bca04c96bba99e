"""The actors: states, organisations and armed groups, and companies by name."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from types import MappingProxyType

NAMED = "name:"
"""Prefix of an actor that no register knows: `name:` and its lower-case hyphenated name."""

_NAMED_ID = re.compile(r"name:[^\W_]+(?:-[^\W_]+)*\Z")


class ActorKind(StrEnum):
    """What sort of actor it is."""

    STATE = "state"
    HISTORICAL_STATE = "historical-state"
    ORGANISATION = "organisation"
    NON_STATE = "non-state"
    NAMED = "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor of the register; `home` is the state a group belongs to, years are inclusive."""

    id: str
    label: str
    kind: ActorKind
    home: str | None = None
    alpha2: str | None = None
    from_year: int | None = None
    until_year: int | None = None


@functools.cache
def actors() -> Mapping[str, Actor]:
    """Read the register of actors (`ontology/actors.csv`), by id."""
    with resources.files("ontology").joinpath("actors.csv").open(encoding="utf-8") as lines:
        rows = [_actor(row) for row in csv.DictReader(lines)]
    return MappingProxyType({actor.id: actor for actor in rows})


def _actor(row: dict[str, str]) -> Actor:
    return Actor(
        id=row["id"],
        label=row["label"],
        kind=ActorKind(row["kind"]),
        home=row["home"] or None,
        alpha2=row["alpha2"] or None,
        from_year=int(row["from"]) if row["from"] else None,
        until_year=int(row["until"]) if row["until"] else None,
    )


def is_actor_id(identifier: str) -> bool:
    """Tell whether this is an id of the register or a well-formed `name:` id."""
    return identifier in actors() or _NAMED_ID.match(identifier) is not None


def describe_actor(identifier: str) -> Actor:
    """Find the actor of an id; one that no register knows gets its name as label."""
    known = actors().get(identifier)
    if known is not None:
        return known
    if not is_actor_id(identifier):
        raise KeyError(identifier)
    label = identifier.removeprefix(NAMED).replace("-", " ").title()
    return Actor(id=identifier, label=label, kind=ActorKind.NAMED)
