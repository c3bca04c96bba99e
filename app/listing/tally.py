"""What some claims name: actors, munitions, designations, who says it, who prints it, articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from graph.claims.evidence import Source
from graph.claims.munition import broader_munitions
from graph.claims.publisher import publisher_id
from graph.claims.reading import ReadArticle
from graph.ingest.resolve.spelled import (
    Named,
    Thing,
    actor_thing,
    designation_thing,
    munition_thing,
)
from graph.network.cells import CellKey, NetworkClaim, in_words, network_claims
from graph.network.sources import OF_ARTICLE, source_of

Voice: TypeAlias = tuple[Named, str]
"""A source or a publisher by its id."""

Cells: TypeAlias = Mapping[CellKey, Sequence[NetworkClaim]]


@dataclass(slots=True)
class Tally:
    """What some claims name, by what it is found by; of voices, how they are called and what."""

    things: Counter[Thing] = field(default_factory=Counter)
    voices: dict[Voice, Counter[tuple[str, str]]] = field(default_factory=dict)
    notes: dict[Thing, str] = field(default_factory=dict)


def count(cells: Cells) -> Tally:
    """Count what claims name: actors, concepts and those above, designations, voices, articles."""
    tally = Tally()
    _count_parties(cells, tally.things)
    _count_goods(cells, tally.things)
    _count_voices(cells, tally)
    _count_articles(cells, tally)
    return tally


def _count_parties(cells: Cells, things: Counter[Thing]) -> None:
    actors: Counter[str] = Counter()
    for (supplier, recipient, _), told in cells.items():
        for actor in {supplier, recipient}:
            actors[actor] += len(told)
    things.update({actor_thing(actor): number for actor, number in actors.items()})


def _count_goods(cells: Cells, things: Counter[Thing]) -> None:
    concepts: Counter[str] = Counter()
    designations: Counter[tuple[str, str]] = Counter()
    for (_, _, munition), told in cells.items():
        if munition is not None:
            concepts[munition] += len(told)
            named = (placed.brief.designation for placed in told)
            designations.update((name, munition) for name in named if name)
    for munition, number in concepts.items():
        for concept in (munition, *broader_munitions(munition)):
            things[munition_thing(concept)] += number
    things.update({designation_thing(*named): number for named, number in designations.items()})


def _count_voices(cells: Cells, tally: Tally) -> None:
    sources: Counter[tuple[str | None, Source | None]] = Counter()
    publishers: Counter[str | None] = Counter()
    for told in cells.values():
        sources.update((source_of(placed), placed.brief.source) for placed in told)
        publishers.update(placed.article.publisher for placed in told)
    for (identifier, source), number in sources.items():
        if identifier is not None and source is not None:
            of_one = ", of one article" if OF_ARTICLE in identifier else ""
            called = source.name, f"source ({source.kind.value}{of_one})"
            tally.voices.setdefault((Named.SOURCE, identifier), Counter())[called] += number
    for name, number in publishers.items():
        if name and publisher_id(name):
            voice = Named.PUBLISHER, publisher_id(name)
            tally.voices.setdefault(voice, Counter())[name, "publisher"] += number


def _count_articles(cells: Cells, tally: Tally) -> None:
    held = Counter(placed.article.id for told in cells.values() for placed in told)
    firsts = {placed.article.id: placed for told in cells.values() for placed in told}
    for placed in in_words(firsts.values()):
        article = placed.article
        if article.title:
            thing = Thing(kind=Named.ARTICLE, id=article.id, label=article.title)
            tally.things[thing] = held[article.id]
            tally.notes[thing] = _published(article.publisher, article.published)


def cells_of(reads: Iterable[ReadArticle | None]) -> Cells:
    """Put the claims of articles that stand into cells."""
    cells: dict[CellKey, list[NetworkClaim]] = {}
    for read in reads:
        if read is not None and not read.withdrawn:
            for placed in network_claims(read):
                if placed.stands:
                    cells.setdefault(placed.key, []).append(placed)
    return cells


def _published(publisher: str | None, published: date | None) -> str:
    day = published.isoformat() if published else None
    return ", ".join(part for part in ("article", publisher, day) if part)
