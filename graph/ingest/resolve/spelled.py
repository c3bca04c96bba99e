"""Every name by which an actor, a munition concept or a designation can be looked for."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import starmap

from graph.claims.actor import actors, describe_actor
from graph.claims.munition import munitions
from graph.ingest.lexicons.actors import ActorNameKind, actor_names, companies
from graph.ingest.lexicons.munitions import NameKind, munition_names, spellings
from graph.ingest.resolve.names import name_key


class Named(StrEnum):
    """What a name leads to."""

    ACTOR = "actor"
    MUNITION = "munition"
    DESIGNATION = "designation"
    SOURCE = "source"
    PUBLISHER = "publisher"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What can be looked for; `concept` is the munition concept that a designation is one of."""

    kind: Named
    id: str
    label: str
    concept: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """One name of a thing as it is written, and its key: letters and digits, no case, no accents.

    `is_label` tells what it is called from what it is called as well. Names of persons who speak
    for an actor are `remote`: few letters mean none of them.
    """

    thing: Thing
    name: str
    key: str
    is_label: bool
    is_remote: bool = False


@functools.cache
def spelled_names() -> tuple[Spelled, ...]:
    """List every name of the registers and lexicons, each key of a thing once, labels first."""
    once: dict[tuple[Thing, str], Spelled] = {}
    for spelled in (*starmap(_spell, _names()), *_persons()):
        if spelled.key:
            once.setdefault((spelled.thing, spelled.key), spelled)
    return tuple(once.values())


def actor_thing(identifier: str) -> Thing:
    """Make the thing that an actor is."""
    return Thing(kind=Named.ACTOR, id=identifier, label=describe_actor(identifier).label)


def munition_thing(concept: str) -> Thing:
    """Make the thing that a munition concept is."""
    return Thing(kind=Named.MUNITION, id=concept, label=munitions()[concept].label)


def designation_thing(name: str, concept: str) -> Thing:
    """Make the thing that a designation is."""
    return Thing(kind=Named.DESIGNATION, id=name, label=name, concept=concept)


def label_of(thing: Thing) -> Spelled:
    """Spell a thing by its label."""
    return _spell(thing, thing.label)


def compact(name: str) -> str:
    """Write a name without what joins its parts: S-300 is asked for as s300 too."""
    return name_key(name).replace(" ", "")


def _names() -> Iterator[tuple[Thing, str]]:
    for actor in actors().values():
        thing = actor_thing(actor.id)
        yield from ((thing, name) for name in (actor.label, actor.id, actor.alpha2) if name)
    yield from _actor_names()
    for munition in munitions().values():
        yield from ((munition_thing(munition.id), name) for name in (munition.label, munition.id))
    yield from _munition_names()


def _spell(thing: Thing, name: str) -> Spelled:
    return Spelled(thing=thing, name=name, key=name_key(name), is_label=name == thing.label)


def _persons() -> Iterator[Spelled]:
    for row in actor_names():
        if row.kind is ActorNameKind.LEADER:
            yield replace(_spell(actor_thing(row.actor), row.form), is_remote=True)


def _actor_names() -> Iterator[tuple[Thing, str]]:
    for row in actor_names():
        if row.kind not in {ActorNameKind.NOT_ACTOR, ActorNameKind.LEADER}:
            yield actor_thing(row.actor), row.form
    for company in companies():
        yield actor_thing(company.id), company.form


def _munition_names() -> Iterator[tuple[Thing, str]]:
    for row in munition_names():
        if row.kind is NameKind.GENERIC:
            thing = munition_thing(row.concept)
            yield from ((thing, name) for name, _ in spellings(row.form, plural=False))
        elif row.designation is not None:
            thing = designation_thing(row.designation, row.concept)
            for name in (row.designation, row.form):
                yield thing, name
                yield thing, compact(name)
