"""The ontology's files as quads, each in a graph of its own, so that labels can be queried."""

from __future__ import annotations

from importlib import resources

from pyoxigraph import Quad, RdfFormat, parse

from graph.quads.iris import Iris

FILES = ("aid", "munitions", "actors")
"""Names of the Turtle files in `ontology/`, and of their graphs."""


def vocabulary_quads(iris: Iris) -> list[Quad]:
    """Read the ontology, the munition concepts and the register of actors.

    IRIs in the files that are relative come to stand below the base.
    """
    return [
        Quad(quad.subject, quad.predicate, quad.object, iris.vocabulary_graph(name))
        for name in FILES
        for quad in parse(vocabulary_file(name), format=RdfFormat.TURTLE, base_iri=iris.base)
    ]


def vocabulary_file(name: str) -> bytes:
    """Read a file of the ontology as it stands: `aid`, `munitions`, `actors` or `shapes`."""
    return resources.files("ontology").joinpath(f"{name}.ttl").read_bytes()
