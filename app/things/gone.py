"""What no longer answers because the article that it rested on was withdrawn: 410, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from urllib.parse import unquote

from pyoxigraph import NamedNode

from app.stores import build_iris
from app.wiring import Materiel
from graph.archive.archive import Archive
from graph.claims.reading import ReadArticle
from graph.errors import NotFound, Withdrawn
from graph.quads.iris import Iris
from graph.quads.write import agent_quads, supply_quads

Rested = Iterable[ReadArticle]


class Gone:
    """Knows which addresses were withdrawn; threads may share it.

    Articles, claims, graphs and readings tell their article. What several articles share
    (supplies, sources, publishers, actors of no register) is noted here when they are withdrawn.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._followed = 0
        self._articles: dict[str, set[str]] = defaultdict(set)

    def missing(self, name: str, materiel: Materiel) -> NotFound:
        """Tell why nothing is at the address `name` below the base: withdrawn, or never minted."""
        kind, _, rest = name.partition("/")
        iris, archive = build_iris(materiel.settings), materiel.archive
        rested = _RESTED.get(kind)
        found = (
            rested(unquote(rest), archive)
            if rested
            else self._sharing(iris.base + name, archive, iris)
        )
        return _last_withdrawn(kind, unquote(rest), found) or NotFound("thing", name)

    def _sharing(self, iri: str, archive: Archive, iris: Iris) -> Rested:
        """Find the articles that minted an address which articles share."""
        with self._lock:
            last = archive.sequence()
            for read in archive.withdrawn(self._followed):
                for shared in _shared(read, iris):
                    self._articles[shared].add(read.article.id)
            self._followed = last
            article_ids = tuple(self._articles.get(iri, ()))
        # One may have been restored, and withdrawn again when it was read otherwise.
        reads = (archive.find(article_id) for article_id in article_ids)
        return [read for read in reads if read is not None and iri in _shared(read, iris)]


def _shared(read: ReadArticle, iris: Iris) -> set[str]:
    quads = (*agent_quads(read, iris), *supply_quads(read, iris))
    return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def _of_article(article_id: str, archive: Archive) -> Rested:
    read = archive.find(article_id)
    return () if read is None else (read,)


def _of_claim(claim_id: str, archive: Archive) -> Rested:
    read = archive.find_withdrawn(claim_id)
    return () if read is None else (read,)


def _of_reading(name: str, archive: Archive) -> Rested:
    article_id, _, extractor = name.partition("/")
    for read in _of_article(article_id, archive):
        made = (read.reading.extractor, *(claim.extractor for claim in read.reading.claims))
        if any(extractor == f"{each.name}/{each.version}" for each in made):
            return (read,)
    return ()


_RESTED: Mapping[str, Callable[[str, Archive], Rested]] = {
    "article": _of_article,
    "claim": _of_claim,
    "graph": _of_article,
    "nanopub": _of_claim,
    "reading": _of_reading,
}
"""How to find, by the rest of its address, the article that a thing of a kind rests on alone."""


def _last_withdrawn(kind: str, identifier: str, reads: Rested) -> Withdrawn | None:
    """Tell of the article that was withdrawn last: until then, the thing stood."""
    gone = [read.withdrawn for read in reads if read.withdrawn is not None]
    if not gone:
        return None
    last = max(gone, key=lambda each: each.at)
    return Withdrawn(kind, identifier, at=last.at, why=last.why)
