"""For whom an evidence source or a publisher speaks, by its name."""

from __future__ import annotations

import functools

from graph.claims.article import make_article
from graph.claims.evidence import Source, SourceKind
from graph.ingest.read.actors import find_actors, find_publisher_actors
from graph.ingest.read.mentions import ActorForm
from graph.ingest.resolve.reference import home_of_publisher

_SPEAKING = frozenset({SourceKind.OFFICIAL, SourceKind.COMPANY})
"""Kinds of sources that speak for the actor they are named after."""
_KEPT = 50_000


def speaks_for(source: Source | None, publisher: str | None) -> frozenset[str]:
    """List the actors for whom a claim is said: by its source or, without one, its publisher."""
    if source is not None:
        return actors_of_source(source)
    return frozenset() if publisher is None else actors_of_publisher(publisher)


@functools.lru_cache(maxsize=_KEPT)
def actors_of_source(source: Source) -> frozenset[str]:
    """List the actors that a source speaks for: "Iran's mission to the UN" speaks for Iran.

    Investigators, monitors, media and the unnamed speak for nobody, whatever their name.
    """
    if source.kind not in _SPEAKING:
        return frozenset()
    mentions = find_actors(make_article(source.name))
    people = [one for one in mentions if one.form is ActorForm.PERSON]
    named = people or mentions[:1]  # "the Polish minister in Kyiv": whoever comes first speaks
    return frozenset(actor for mention in named for actor in mention.actors)


@functools.lru_cache(maxsize=_KEPT)
def actors_of_publisher(publisher: str) -> frozenset[str]:
    """List the actors whose own words a publisher prints: governments, no newspapers."""
    article = make_article("", publisher=publisher)
    home = home_of_publisher(publisher, find_publisher_actors(article))
    return frozenset() if home is None else frozenset({home})
