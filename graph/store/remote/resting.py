"""What in the shared graphs of a remote store rests on some articles alone, found by questions.

The same as `graph/store/withdraw.py` works out of the embedded store, for several articles at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from pyoxigraph import NamedNode, Quad

from graph.quads.iris import Iris
from graph.store.remote.client import Client
from graph.store.remote.tables import Row
from graph.store.remote.texts import values
from ontology.terms import MA, PROV, RDF

_NAMES: Final = "#NAMES#"


def present(client: Client, graphs: Sequence[NamedNode], at_once: int) -> list[NamedNode]:
    """List those of the graphs that hold anything."""
    text = f"SELECT ?g {{ {_NAMES} FILTER EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
    return _nodes(_asked(client, graphs, at_once, text, "g"))


def resting_quads(
    client: Client, graphs: Sequence[NamedNode], iris: Iris, at_once: int
) -> list[Quad]:
    """List the shared quads that must go when these graphs go; direct edges come first.

    Works on what the store holds now, so it can be asked again after a failure.
    """
    if not graphs:
        return []
    return [*_edges(client, graphs, iris, at_once), *_descriptions(client, graphs, iris, at_once)]


def _edges(client: Client, graphs: Sequence[NamedNode], iris: Iris, at_once: int) -> Iterator[Quad]:
    elsewhere = f"GRAPH ?g {{ ?n {PROV.WAS_DERIVED_FROM} ?claim }}"
    derived = f"SELECT DISTINCT ?n {{ {_NAMES} {elsewhere} }}"
    nodes = set(_nodes(_asked(client, graphs, at_once, derived, "g"))) - set(graphs)
    alone = _unsupported(client, sorted(nodes, key=str), elsewhere, graphs, at_once)
    shared = iris.supplies_graph()
    about = _quads_of(client, alone, shared, at_once)
    ends: dict[tuple[NamedNode, NamedNode], NamedNode] = {}
    for quad in about:
        if quad.predicate in (RDF.SUBJECT, RDF.OBJECT) and isinstance(quad.object, NamedNode):
            ends[quad.subject, quad.predicate] = quad.object  # type: ignore[index]  # ours are IRIs
    for node in alone:
        supplier, recipient = ends.get((node, RDF.SUBJECT)), ends.get((node, RDF.OBJECT))
        if supplier and recipient:
            yield Quad(supplier, MA.SUPPLIES, recipient, shared)
    yield from about


def _descriptions(
    client: Client, graphs: Sequence[NamedNode], iris: Iris, at_once: int
) -> Iterator[Quad]:
    shared = iris.agents_graph()
    named = (
        f"SELECT DISTINCT ?n {{ {_NAMES} GRAPH ?g {{ ?s ?p ?n }} FILTER(isIRI(?n)) "
        f"FILTER EXISTS {{ GRAPH {shared} {{ ?n ?q ?r }} }} }}"
    )
    nodes = sorted(set(_nodes(_asked(client, graphs, at_once, named, "g"))), key=str)
    elsewhere, ours = "GRAPH ?g { ?s ?p ?n }", [*graphs, iris.supplies_graph()]
    alone = _unsupported(client, nodes, elsewhere, ours, at_once)
    yield from _quads_of(client, alone, shared, at_once)


def _unsupported(
    client: Client,
    nodes: Sequence[NamedNode],
    pattern: str,
    graphs: Iterable[NamedNode],
    at_once: int,
) -> list[NamedNode]:
    """List the nodes for which a pattern is found in none but these graphs."""
    listed = ", ".join(map(str, graphs))
    absent = f"FILTER NOT EXISTS {{ {pattern} FILTER(?g NOT IN ({listed})) }}"
    text = f"SELECT ?n {{ {_NAMES} {absent} }}"
    return _nodes(_asked(client, nodes, at_once, text, "n"))


def _quads_of(
    client: Client, nodes: Sequence[NamedNode], shared: NamedNode, at_once: int
) -> list[Quad]:
    """Fetch what a shared graph says of nodes."""
    text = f"SELECT ?n ?p ?o {{ {_NAMES} GRAPH {shared} {{ ?n ?p ?o }} }}"
    rows = _asked(client, nodes, at_once, text, "n")
    return [Quad(s, p, o, shared) for s, p, o in rows]  # type: ignore[arg-type]  # a row of the store is a quad


def _asked(
    client: Client, nodes: Sequence[NamedNode], at_once: int, text: str, name: str
) -> Iterator[Row]:
    """Ask about nodes, so many at once; _NAMES in the text is where they go."""
    coming = iter(nodes)
    while some := list(islice(coming, at_once)):
        yield from client.select(text.replace(_NAMES, values(name, some)))


def _nodes(rows: Iterable[Row]) -> list[NamedNode]:
    return [row[0] for row in rows if isinstance(row[0], NamedNode)]
