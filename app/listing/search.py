"""What is found by a name: the registers and lexicons, and whatever else claims name."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from app.listing.kept import keep
from app.listing.names import Match, Names
from app.schemas.search import FoundOut, SearchAnswer, SearchWanted
from app.wiring import Materiel
from graph.claims.actor import ActorKind, describe_actor
from graph.claims.munition import broader_munitions, munitions
from graph.ingest.resolve.names import name_key
from graph.ingest.resolve.spelled import (
    Named,
    Spelled,
    Thing,
    actor_thing,
    designation_thing,
    label_of,
    munition_thing,
    spelled_names,
)
from graph.network.cells import in_words
from graph.network.network import CellClaims
from graph.network.sources import OF_ARTICLE, source_of

_PAGES: Mapping[Named, str] = {
    Named.ACTOR: "actors",
    Named.MUNITION: "munitions",
    Named.DESIGNATION: "munitions",
    Named.SOURCE: "sources",
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
_REMEMBERED = 65536


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What claims name at one sequence number: how often, and under which names beside."""

    sequence: int
    claims: Counter[Thing]
    names: Names
    notes: Mapping[Thing, str]


def search(materiel: Materiel, wanted: SearchWanted) -> SearchAnswer:
    """Find what has a name, or part of one; best fits first, then what claims name most."""
    told = keep(materiel, ("search",), lambda: _told(materiel))
    key = name_key(wanted.q)
    found = _known().find(key, wanted.limit) | told.names.find(key, wanted.limit)

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


def prepare() -> None:
    """Make ready what every search looks through; takes half a second, once."""
    _known()


def _show(thing: Thing, match: Match, told: Told) -> FoundOut:
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


def _note(thing: Thing, spelled: Spelled, told: Told) -> str:
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


def _told(materiel: Materiel) -> Told:
    found = materiel.network.all_claims()
    claims = _count(found)
    sources, notes = _sources(found)
    firsts = {placed.article.id: placed for told in found.cells.values() for placed in told}
    held = Counter(placed.article.id for told in found.cells.values() for placed in told)
    titles: list[Spelled] = []
    for placed in in_words(firsts.values()):
        article = placed.article
        if article.title:
            titles.append(_title(article.id, article.title))
            claims[titles[-1].thing] = held[article.id]
            notes[titles[-1].thing] = _published(article.publisher, article.published)
    claims.update(sources)
    unlisted = (thing for thing in claims if thing.kind in _PLAIN and thing not in _things())
    named = [*map(label_of, (*unlisted, *sources)), *titles]
    often = sorted((one.thing for one in named), key=lambda thing: (-claims[thing], thing.label))
    rank = {thing: place for place, thing in enumerate(often)}
    return Told(sequence=found.sequence, claims=claims, names=Names(named, rank), notes=notes)


_PLAIN = frozenset({Named.ACTOR, Named.DESIGNATION})


@functools.cache
def _things() -> frozenset[Thing]:
    return frozenset(spelled.thing for spelled in spelled_names())


def _count(found: CellClaims) -> Counter[Thing]:
    """Count the claims that name an actor, a concept or one below it, or a designation."""
    actors: Counter[str] = Counter()
    concepts: Counter[str] = Counter()
    designations: Counter[tuple[str, str]] = Counter()
    for (supplier, recipient, munition), told in found.cells.items():
        for actor in {supplier, recipient}:
            actors[actor] += len(told)
        if munition is not None:
            concepts[munition] += len(told)
            named = (placed.brief.designation for placed in told)
            designations.update((name, munition) for name in named if name)
    claims: Counter[Thing] = Counter()
    for actor, count in actors.items():
        claims[actor_thing(actor)] = count
    for munition, count in concepts.items():
        for concept in (munition, *broader_munitions(munition)):
            claims[munition_thing(concept)] += count
    for (name, munition), count in designations.items():
        claims[designation_thing(name, munition)] = count
    return claims


def _sources(found: CellClaims) -> tuple[Counter[Thing], dict[Thing, str]]:
    """Count the claims of each evidence source, named as it is most often, with its sort."""
    told = (placed for claims in found.cells.values() for placed in claims)
    spelled = Counter((source_of(placed), placed.brief.source) for placed in told)
    things: dict[str, Thing] = {}
    counted: Counter[Thing] = Counter()
    notes: dict[Thing, str] = {}
    for (identifier, source), count in spelled.most_common():
        if identifier is None or source is None:
            continue
        if identifier not in things:
            thing = Thing(kind=Named.SOURCE, id=identifier, label=source.name)
            of_one = ", of one article" if OF_ARTICLE in identifier else ""
            things[identifier], notes[thing] = thing, f"source ({source.kind.value}{of_one})"
        counted[things[identifier]] += count
    return counted, notes


@functools.lru_cache(maxsize=_REMEMBERED)
def _title(article_id: str, title: str) -> Spelled:
    return label_of(Thing(kind=Named.ARTICLE, id=article_id, label=title))


def _published(publisher: str | None, published: date | None) -> str:
    day = published.isoformat() if published else None
    return ", ".join(part for part in ("article", publisher, day) if part)
