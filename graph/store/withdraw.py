"""What in the shared graphs rests on one article alone.

Derived edges and the descriptions of sources and other agents stand in graphs that all articles
share. When an article is withdrawn or replaced, those that nothing else supports must go with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, Store

from graph.quads.iris import Iris
from ontology.terms import MA, PROV, RDF


def resting_quads(store: Store, article_id: str, iris: Iris) -> list[Quad]:
    """List the shared quads that must go when the article's graph goes.

    Works on what the store holds of the article now, so it can be asked again after a failure.
    """
    own = iris.graph(article_id)
    return [*_edges(store, own, iris), *_descriptions(store, own, iris)]


def _edges(store: Store, own: NamedNode, iris: Iris) -> Iterator[Quad]:
    """Yield what the supplies graph says of edges that no other article's claims bear out."""
    supplies = iris.supplies_graph()
    derived = store.quads_for_pattern(None, PROV.WAS_DERIVED_FROM, None, own)
    for node in dict.fromkeys(quad.subject for quad in derived):
        bearing = store.quads_for_pattern(node, PROV.WAS_DERIVED_FROM, None, None)
        if any(quad.graph_name != own for quad in bearing):
            continue
        about = {q.predicate: q for q in store.quads_for_pattern(node, None, None, supplies)}
        yield from about.values()
        for supplier, recipient in _ends(about):
            yield Quad(supplier, MA.SUPPLIES, recipient, supplies)


def _ends(about: dict[NamedNode, Quad]) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Yield the supplier and the recipient of a statement, if it is one."""
    if RDF.SUBJECT in about and RDF.OBJECT in about:
        supplier, recipient = about[RDF.SUBJECT].object, about[RDF.OBJECT].object
        if isinstance(supplier, NamedNode) and isinstance(recipient, NamedNode):
            yield supplier, recipient


def _descriptions(store: Store, own: NamedNode, iris: Iris) -> Iterator[Quad]:
    agents = iris.agents_graph()
    ours = (own, iris.supplies_graph())
    named = {quad.object for quad in store.quads_for_pattern(None, None, None, own)}
    for node in named:
        if not isinstance(node, NamedNode):
            continue
        if all(quad.graph_name in ours for quad in store.quads_for_pattern(None, None, node, None)):
            yield from store.quads_for_pattern(node, None, None, agents)
