"""Link headers by which programs find their way (Signposting): formats, type, article, graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from app.things.addresses import SUFFIXES, document_of
from graph.store.describe import Description
from ontology.terms import PROV, RDF

_TYPES = 3
"""Types of a thing that are told at most."""


def signposts(found: Description) -> str:
    """Write the Link header of a thing or of a document about it."""
    return ", ".join(_links(found))


def _links(found: Description) -> Iterator[str]:
    iri = found.node.value
    yield _link(iri, "cite-as")
    for chosen in SUFFIXES.values():
        yield f'{_link(document_of(iri, chosen), "describedby")}; type="{chosen.media_type}"'
    own = [quad for quad in found.told if quad.subject == found.node]
    kinds = tuple(_objects(own, RDF.TYPE))
    yield from (_link(kind, "type") for kind in kinds[:_TYPES])
    yield from (
        _link(article, PROV.HAD_PRIMARY_SOURCE.value)
        for article in _objects(own, PROV.HAD_PRIMARY_SOURCE)
    )
    graphs = {q.graph_name.value for q in own if isinstance(q.graph_name, NamedNode)}
    if len(graphs) == 1:
        yield _link(graphs.pop(), "collection")


def _objects(quads: Iterable[Quad], predicate: NamedNode) -> Iterator[str]:
    for quad in quads:
        if quad.predicate == predicate and isinstance(quad.object, NamedNode):
            yield quad.object.value


def _link(target: str, relation: str) -> str:
    return f'<{target}>; rel="{relation}"'
