"""What is found by a name: the registers and lexicons, and whatever else claims name."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from urllib.parse import quote

from app.listing.names import Match, Names
from app.listing.naming import Naming, naming_of
from app.schemas.search import FoundOut, SearchAnswer, SearchWanted
from app.wiring import Materiel
from graph.claims.actor import ActorKind, describe_actor
from graph.claims.munition import munitions
from graph.ingest.resolve.names import name_key
from graph.ingest.resolve.spelled import Named, Spelled, Thing, spelled_names

_PAGES: Mapping[Named, str] = {
    Named.ACTOR: "actors",
    Named.MUNITION: "munitions",
    Named.DESIGNATION: "munitions",
    Named.SOURCE: "sources",
    Named.PUBLISHER: "publishers",
    Named.ARTICLE: "articles",
}
_ACTORS: Mapping[ActorKind, str] = {
    ActorKind.STATE: "state",
    ActorKind.HISTORICAL_STATE: "former state",
    ActorKind.ORGANISATION: "organisation",
    ActorKind.NON_STATE: "armed group",
    ActorKind.NAMED: "company or group",
}
_KINDS = tuple(Named)


def search(materiel: Materiel, wanted: SearchWanted) -> SearchAnswer:
    """Find what has a name, or part of one; best fits first, then what claims name most."""
    naming = naming_of(materiel.network)
    with naming.lock:
        naming.follow(materiel)
        return _search(naming, wanted)


def _search(told: Naming, wanted: SearchWanted) -> SearchAnswer:
    key = name_key(wanted.q)
    found = _known().find(key, wanted.limit) | told.find(key, wanted.limit)

    def order(thing: Thing) -> tuple[int, int, bool, int, int, int, str]:
        match, claims = found[thing], told.claims[thing]
        named = 2 if not claims else int(thing.kind is Named.ARTICLE)
        alias = not match.spelled.is_label
        kind = _KINDS.index(thing.kind)
        return match.fit, named, alias, -claims, kind, len(match.spelled.key), thing.label

    best = sorted(found, key=order)[: wanted.limit]
    return SearchAnswer(
        q=wanted.q,
        sequence=told.sequence,
        found=tuple(_show(thing, found[thing], told) for thing in best),
    )


def prepare(materiel: Materiel) -> None:
    """Make ready what every search looks through."""
    _known()
    naming = naming_of(materiel.network)
    with naming.lock:
        naming.follow(materiel)


def _show(thing: Thing, match: Match, told: Naming) -> FoundOut:
    identifier = thing.concept or thing.id
    path = f"{_PAGES[thing.kind]}/{quote(identifier, safe='')}"
    return FoundOut(
        kind=thing.kind.value,
        id=thing.id,
        label=thing.label,
        note=_note(thing, match.spelled, told),
        claims=told.claims[thing],
        page=f"/{path}",
        url=f"/v1/{path}",
    )


def _note(thing: Thing, spelled: Spelled, told: Naming) -> str:
    what = told.notes.get(thing) or _kind(thing)
    count = told.claims[thing]
    claims = f"{count:,} {'claim' if count == 1 else 'claims'}" if count else ""
    is_other = name_key(thing.label) != spelled.key and thing.kind is Named.ACTOR
    also = f"also {spelled.name}" if is_other and len(spelled.name) > len("ABC") else ""
    return ", ".join(part for part in (also, what, claims) if part)


def _kind(thing: Thing) -> str:
    match thing.kind:
        case Named.ACTOR:
            return _ACTORS[describe_actor(thing.id).kind]
        case Named.DESIGNATION:
            return munitions()[thing.concept or ""].label.lower()
        case _:
            return thing.kind.value


@functools.cache
def _known() -> Names:
    return Names(spelled_names())
