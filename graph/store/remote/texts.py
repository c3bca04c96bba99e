"""SPARQL that we write ourselves, for questions and updates of a remote store."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from graph.quads.iris import Iris
from graph.store.marks import sequence_mark
from ontology.terms import MA

GRAPHS: Final = "graph/"
"""What the names of our graphs begin with, below the base: no other graph is ever written."""


def block(quads: Iterable[Quad]) -> str:
    """Write quads as they stand in INSERT DATA, or in a template."""
    parts = [f"GRAPH {name} {{\n{_lines(triples)}}}\n" for name, triples in by_graph(quads).items()]
    return "".join(parts)


def by_graph(quads: Iterable[Quad]) -> dict[NamedNode, list[Triple]]:
    """Sort quads by the name of their graph; all of ours have one."""
    sorted_: dict[NamedNode, list[Triple]] = {}
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            sorted_.setdefault(quad.graph_name, []).append(quad.triple)
    return sorted_


def written(triples: Iterable[Triple]) -> bytes:
    """Write N-Triples."""
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def values(name: str, nodes: Iterable[NamedNode]) -> str:
    """Write a VALUES block of one variable."""
    return f"VALUES ?{name} {{ {' '.join(map(str, nodes))} }}"


def is_ours(iris: Iris) -> str:
    """Write the filter that keeps `?g` to our graphs."""
    return f'FILTER(STRSTARTS(STR(?g), "{iris.base}{GRAPHS}"))'


def guard(sequence: int, iris: Iris) -> str:
    """Write the pattern that holds while the store is at a sequence number."""
    return block([sequence_mark(sequence, iris)])


def guarded_removal(quads: Iterable[Quad], condition: str) -> str:
    """Write an update that takes quads away where a condition holds."""
    return f"DELETE {{\n{block(quads)}}} WHERE {{ {condition} }}"


def guarded_emptying(graphs: Iterable[NamedNode], condition: str) -> str:
    """Write an update that empties graphs where a condition holds."""
    named = values("g", graphs)
    found = "GRAPH ?g { ?s ?p ?o }"
    return f"DELETE {{ {found} }} WHERE {{ {condition} {named} {found} }}"


def guarded_insertion(quads: Iterable[Quad], condition: str) -> str:
    """Write an update that adds quads where a condition holds."""
    return f"INSERT {{\n{block(quads)}}} WHERE {{ {condition} }}"


def guarded_mark(reached: int, iris: Iris, condition: str, was: int) -> str:
    """Write an update that moves the sequence number on where a condition holds."""
    before, after = block([sequence_mark(was, iris)]), block([sequence_mark(reached, iris)])
    return f"DELETE {{\n{before}}} INSERT {{\n{after}}} WHERE {{ {condition} }}"


def mark_then_drop_older(reached: int, iris: Iris) -> tuple[str, str]:
    """Write two updates: note a sequence number, then forget all others.

    Between them there are two marks, of which the higher one counts.
    """
    mark = sequence_mark(reached, iris)
    older = f"GRAPH {iris.store_graph()} {{ {iris.store()} {MA.SEQUENCE} ?n }}"
    return (
        f"INSERT DATA {{\n{block([mark])}}}",
        f"DELETE {{ {older} }} WHERE {{ {older} FILTER(?n != {reached}) }}",
    )


def drop(graphs: Iterable[NamedNode]) -> str:
    """Write an update that drops graphs."""
    return " ;\n".join(f"DROP SILENT GRAPH {each}" for each in graphs)


def _lines(triples: Iterable[Triple]) -> str:
    return written(triples).decode()
