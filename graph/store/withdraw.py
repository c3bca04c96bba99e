"""What in the shared graphs rests on one article alone.

Derived edges and the descriptions of sources and other agents stand in graphs that all articles
share. When an article is replaced, those that nothing else supports must go with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, QueryBoolean, Store

from graph.errors import StorageError
from graph.quads.iris import Iris
from ontology.terms import MA, RDF

_SUPPORTED = """ASK {{ GRAPH ?other {{
  ?claim {recipient} {to} ; {supplier} {by} ; {a} {supply_claim} .
}} FILTER (?other != {own}) }}"""


def resting_quads(store: Store, article_id: str, iris: Iris) -> list[Quad]:
    """List the shared quads that must go when the article's graph goes.

    Works on what the store holds of the article now, so it can be asked again after a failure.
    """
    own = iris.graph(article_id)
    return [*_edges(store, own, iris), *_descriptions(store, own, iris)]


def _edges(store: Store, own: NamedNode, iris: Iris) -> Iterator[Quad]:
    for claim in store.quads_for_pattern(None, RDF.TYPE, MA.SUPPLY_CLAIM, own):
        supplier = _object(store, claim, MA.SUPPLIER)
        recipient = _object(store, claim, MA.RECIPIENT)
        edge = Quad(supplier, MA.SUPPLIES, recipient, iris.supplies_graph())
        if not _is_supported(store, edge, own):
            yield edge


def _object(store: Store, claim: Quad, predicate: NamedNode) -> NamedNode:
    for quad in store.quads_for_pattern(claim.subject, predicate, None, claim.graph_name):
        if isinstance(quad.object, NamedNode):
            return quad.object
    raise StorageError(f"The store is damaged: {claim.subject} has no {predicate}")


def _is_supported(store: Store, edge: Quad, own: NamedNode) -> bool:
    asked = _SUPPORTED.format(
        recipient=MA.RECIPIENT,
        to=edge.object,
        supplier=MA.SUPPLIER,
        by=edge.subject,
        a=RDF.TYPE,
        supply_claim=MA.SUPPLY_CLAIM,
        own=own,
    )
    answer = store.query(asked)
    return isinstance(answer, QueryBoolean) and bool(answer)


def _descriptions(store: Store, own: NamedNode, iris: Iris) -> Iterator[Quad]:
    agents = iris.agents_graph()
    ours = (own, iris.supplies_graph())
    named = {quad.object for quad in store.quads_for_pattern(None, None, None, own)}
    for node in named:
        if not isinstance(node, NamedNode):
            continue
        if all(quad.graph_name in ours for quad in store.quads_for_pattern(None, None, node, None)):
            yield from store.quads_for_pattern(node, None, None, agents)
