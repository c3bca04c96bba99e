"""What a person types for an actor or a munition, found in the registers and lexicons."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping

from graph.claims.actor import Actor, actors, describe_actor, is_actor_id
from graph.claims.munition import Munition, munitions
from graph.errors import UnknownActor, UnknownMunition
from graph.ingest.lexicons.actors import ActorNameKind, actor_names, companies
from graph.ingest.lexicons.munitions import NameKind, munition_names, spellings

CLOSEST = 3
SHARING = 5
"""How many actors that share a name are told at most."""
_CUTOFF = 0.6
_CODE = re.compile(r"[A-Za-z]{2,3}\Z")
_NOT_WORD = re.compile(r"[\W_]+")

_TIERS: tuple[frozenset[ActorNameKind], ...] = (
    frozenset({ActorNameKind.NAME, ActorNameKind.GROUP}),
    frozenset({ActorNameKind.GOVERNMENT, ActorNameKind.ADJECTIVE, ActorNameKind.DEMONYM}),
    frozenset({ActorNameKind.CAPITAL, ActorNameKind.SEAT}),
    frozenset({ActorNameKind.FORCES, ActorNameKind.AGENCY, ActorNameKind.MINISTRY}),
)
"""Kinds of names, the plainest first: a name is looked for in one tier after the other."""


def find_actor(name: str, *, field: str) -> Actor:
    """Find an actor by id, ISO code or any name of the lexicon, whatever its case and accents.

    Raises UnknownActor with the closest known labels, or with those that share the name.
    """
    if is_actor_id(name):
        return describe_actor(name)
    by_code = _codes().get(name.upper()) if _CODE.match(name) else None
    if by_code is not None:
        return describe_actor(by_code)
    key = name_key(name)
    for tier in _actor_tiers():
        found = tier.get(key, ()) if key else ()
        if len(found) == 1:
            return describe_actor(found[0])
        if found:
            labels = tuple(describe_actor(identifier).label for identifier in found[:SHARING])
            raise UnknownActor(f"{name!r} may be several", field=field, value=name, matches=labels)
    raise UnknownActor(
        f"no actor is known as {name!r}",
        field=field,
        value=name,
        matches=_closest(key, _actor_labels()),
    )


def find_munition(name: str, *, field: str) -> Munition:
    """Find a munition concept by id, label or generic word, singular or plural.

    Raises UnknownMunition with the closest known ids.
    """
    found = munitions().get(name) or munitions().get(_munition_keys().get(name_key(name), ""))
    if found is None:
        matches = _closest(name_key(name), _munition_keys())
        raise UnknownMunition(
            f"no munition is known as {name!r}", field=field, value=name, matches=matches
        )
    return found


def name_key(name: str) -> str:
    """Reduce a name to its letters and digits, lower case and without accents."""
    plain = name.replace(".", "")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain.casefold()).strip().removeprefix("the ")


def _closest(key: str, known: Mapping[str, str]) -> tuple[str, ...]:
    # More are asked for than are shown: several spellings lead to one name.
    near = difflib.get_close_matches(key, known, n=CLOSEST * 4, cutoff=_CUTOFF)
    return tuple(dict.fromkeys(known[match] for match in near))[:CLOSEST]


@functools.cache
def _codes() -> Mapping[str, str]:
    register = actors().values()
    by_alpha2 = {actor.alpha2: actor.id for actor in register if actor.alpha2}
    # UK is no ISO code of its own, but reserved for the United Kingdom, and what people type.
    return by_alpha2 | {actor.id: actor.id for actor in register} | {"UK": "GBR"}


@functools.cache
def _actor_tiers() -> tuple[Mapping[str, tuple[str, ...]], ...]:
    labels: dict[str, tuple[str, ...]] = {}
    for actor in actors().values():
        for name in (actor.label, actor.id):
            labels[name_key(name)] = (actor.id,)
    named = {name_key(company.form): (company.id,) for company in companies()}
    return (labels, *(_tier(kinds) for kinds in _TIERS), named)


def _tier(kinds: frozenset[ActorNameKind]) -> Mapping[str, tuple[str, ...]]:
    borne: dict[str, dict[str, None]] = {}
    once: dict[str, dict[str, None]] = {}
    for row in actor_names():
        if row.kind in kinds:
            ended = row.until_year or describe_actor(row.actor).until_year
            (once if ended else borne).setdefault(name_key(row.form), {})[row.actor] = None
    # Whoever bears a name today comes before those who once did.
    return {key: tuple(ids) for key, ids in (once | borne).items()}


@functools.cache
def _actor_labels() -> Mapping[str, str]:
    pairs = [(name_key(actor.label), actor.label) for actor in actors().values()]
    pairs += [
        (key, describe_actor(ids[0]).label)
        for tier in _actor_tiers()[1:3]
        for key, ids in tier.items()
        if len(ids) == 1
    ]
    return dict(reversed(pairs))


@functools.cache
def _munition_keys() -> Mapping[str, str]:
    return dict(reversed(list(_munition_names())))


def _munition_names() -> Iterator[tuple[str, str]]:
    """Give every key and the concept it leads to, the surest first."""
    for munition in munitions().values():
        for name in (munition.id, munition.label, munition.label.removesuffix(" (unspecified)")):
            yield name_key(name), munition.id
            yield name_key(name + "s"), munition.id
    senses: dict[str, set[str]] = {}
    for row in munition_names():
        if row.kind is NameKind.GENERIC:
            for spelled, _ in spellings(row.form):
                senses.setdefault(name_key(spelled), set()).add(row.concept)
    # A word that means several things is no name to ask by.
    yield from ((key, concepts.pop()) for key, concepts in senses.items() if len(concepts) == 1)
