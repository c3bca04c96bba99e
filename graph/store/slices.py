"""Parts of what the store holds, written from the archive's readings: claims, or supplies.

Claims can be had as nanopublications too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from graph.claims.reading import ReadArticle
from graph.quads.facts import distinct_claims
from graph.quads.iris import Iris
from graph.quads.nanopub import nanopub_quads
from graph.quads.write import agent_quads, article_quads, supply_quads
from ontology.terms import PROV


def claim_quads(reads: Iterable[ReadArticle], iris: Iris) -> Iterator[Quad]:
    """Yield the graphs of articles, then what describes sources, publishers and extractors."""
    shared: dict[Quad, None] = {}
    for read in _standing(reads):
        yield from article_quads(read, iris)
        shared.update(dict.fromkeys(agent_quads(read, iris)))
    yield from shared


def relationship_quads(reads: Iterable[ReadArticle], iris: Iris) -> Iterator[Quad]:
    """Yield the derived edges with their statements, and which claims each is derived from."""
    shared: dict[Quad, None] = {}
    for read in _standing(reads):
        new = supply_quads(read, iris)
        shared.update(dict.fromkeys(new))
        nodes = {quad.subject for quad in new}
        for quad in article_quads(read, iris):
            if quad.predicate == PROV.WAS_DERIVED_FROM and quad.subject in nodes:
                yield quad
    yield from shared


def nanopubs(reads: Iterable[ReadArticle], iris: Iris) -> Iterator[Quad]:
    """Yield each claim as a nanopublication, one after another."""
    for read in _standing(reads):
        for claim_id, claim in distinct_claims(read).items():
            yield from nanopub_quads(read, claim_id, claim, iris)


def _standing(reads: Iterable[ReadArticle]) -> Iterator[ReadArticle]:
    return (read for read in reads if read.withdrawn is None)
