"""All of a remote store, and one graph of it, as quads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode, Quad

from graph.quads.iris import Iris
from graph.store.remote.client import Client
from graph.store.remote.faults import no_answer
from graph.store.remote.tables import Row
from graph.store.remote.texts import GRAPHS, is_ours

SOME = 500
"""Names of graphs that are dropped at once."""
NAMES = 5_000
"""Names of graphs that are asked for at once."""


def count(client: Client, iris: Iris) -> int:
    """Count the quads in our graphs."""
    rows = client.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} {is_ours(iris)} }}")
    return number_in(client, rows)


def some_graphs(client: Client, iris: Iris, kept: Sequence[NamedNode]) -> list[NamedNode]:
    """List some of our graphs that hold anything, but for those that are kept."""
    others = f"FILTER(?g NOT IN ({', '.join(map(str, kept))}))" if kept else ""
    rows = client.select(
        f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} {is_ours(iris)} {others} }} LIMIT {SOME}"
    )
    return [row[0] for row in rows if isinstance(row[0], NamedNode)]


def number_in(client: Client, rows: list[Row]) -> int:
    """Read the only number of a table."""
    try:
        return int(rows[0][0].value)  # type: ignore[union-attr]  # else the except says so
    except (AttributeError, IndexError, ValueError) as error:
        raise no_answer(client.name, "no number") from error


def graph_quads(client: Client, node: NamedNode) -> list[Quad]:
    """Fetch one graph; raises StoreAnswerCut when not all of it comes."""
    triples = client.triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {node} {{ ?s ?p ?o }} }}")
    if client.kind.cut:  # it cuts off answers, and may not say so
        rows = client.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {node} {{ ?s ?p ?o }} }}")
        held = number_in(client, rows)
        if held > len(triples):
            raise no_answer(client.name, f"{len(triples)} of {held} triples of {node.value}")
    return [Quad(each.subject, each.predicate, each.object, node) for each in triples]


def all_quads(client: Client, iris: Iris) -> Iterator[Quad]:
    """Yield all quads in our graphs."""
    ours = iris.base + GRAPHS
    if client.kind.reads_all and client.has_graphs:
        for quad in client.all_quads():
            if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(ours):
                yield quad
        return
    for name in graph_names(client, iris):
        yield from graph_quads(client, name)


def graph_names(client: Client, iris: Iris) -> Iterator[NamedNode]:
    """Yield the names of our graphs, in order; those that hold nothing are none."""
    last = iris.base + GRAPHS
    while True:
        found = f'FILTER(STRSTARTS(STR(?g), "{iris.base}{GRAPHS}") && STR(?g) > "{last}")'
        text = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} {found} }}"
        rows = client.select(f"{text} ORDER BY STR(?g) LIMIT {NAMES}")
        names = [row[0] for row in rows if isinstance(row[0], NamedNode)]
        yield from names
        if len(names) < NAMES:
            return
        last = names[-1].value
