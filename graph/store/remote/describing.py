"""What a remote store says of one thing: fetched by a few questions, then told as any store does.

What is told of it and of its parts, some of what points to it, and the names of all that is
mentioned are put into a small store in memory, of which `graph.store.describe` asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urldefrag

from pyoxigraph import NamedNode, Quad, Store

from graph.store.describe import COUNTED, NAMES, Description, describe
from graph.store.remote.client import Client
from graph.store.remote.servers import request_limits
from graph.store.remote.tables import Row
from graph.store.remote.texts import values


def describe_there(client: Client, node: NamedNode, most: int) -> Description | None:
    """Describe a thing as `graph.store.describe.describe` does."""
    held = Store()
    told = _told(client, node, held)
    limit = f" LIMIT {most + COUNTED}" if told else ""
    if most or not told:
        pattern = f"GRAPH ?g {{ ?s ?p {node} }} FILTER(?s != {node})"
        rows = client.select(f"SELECT ?s ?p ?g {{ {pattern} }}{limit}")
        held.extend(Quad(s, p, node, g) for s, p, g in rows)  # type: ignore[arg-type]  # a row of the store is a quad
    begun = describe(held, node, most)
    if begun is None:
        return None
    mentioned = _mentioned((*begun.told, *begun.pointing))
    for predicate in NAMES:
        found = f"GRAPH ?g {{ ?s {predicate} ?o }}"
        for s, o, g in _about(client, mentioned, "?s ?o ?g", found):
            held.add(Quad(s, predicate, o, g))  # type: ignore[arg-type]
    return describe(held, node, most)


def _told(client: Client, node: NamedNode, held: Store) -> bool:
    """Fetch what is said of a thing and of its parts; tells whether anything is."""
    inside = node.value.partition("#")[0] + "#"
    waiting, seen = {node}, {node}
    while waiting:
        rows = list(_about(client, waiting, "?s ?p ?o ?g", "GRAPH ?g { ?s ?p ?o }"))
        held.extend(Quad(s, p, o, g) for s, p, o, g in rows)  # type: ignore[arg-type]
        objects = {row[2] for row in rows if isinstance(row[2], NamedNode)}
        waiting = {each for each in objects if each.value.startswith(inside)} - seen
        seen |= waiting
    return bool(len(held))


def _mentioned(quads: Iterable[Quad]) -> set[NamedNode]:
    """Name all that is mentioned, and that whose parts are."""
    terms = {term for quad in quads for term in quad.triple if isinstance(term, NamedNode)}
    return terms | {NamedNode(urldefrag(each.value).url) for each in terms if "#" in each.value}


def _about(client: Client, nodes: Iterable[NamedNode], what: str, pattern: str) -> Iterator[Row]:
    coming = iter(sorted(nodes, key=str))
    while some := list(islice(coming, request_limits().names_at_once)):
        yield from client.select(f"SELECT {what} {{ {values('s', some)} {pattern} }}")
