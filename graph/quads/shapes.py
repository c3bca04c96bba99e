"""Checks quads against the shapes (`ontology/shapes.ttl`); the only user of pySHACL."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import pyshacl
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, serialize
from rdflib import SH, Graph

from graph.quads.iris import Iris
from graph.quads.vocabulary import vocabulary_file, vocabulary_quads


def violations(quads: Iterable[Quad], iris: Iris) -> tuple[str, ...]:
    """List what is wrong with the quads, beside the vocabulary: `focus node: message`, sorted.

    Graph names do not count. Takes some tenths of a second and more with many quads: for tests
    and audits, not for every article.
    """
    own = list(quads)
    if not own:
        return ()
    checked = _triples([*vocabulary_quads(iris), *own])
    focus = {quad.subject.value for quad in own if isinstance(quad.subject, NamedNode)}
    has_unnamed = any(isinstance(quad.subject, BlankNode) for quad in own)
    _, report, _ = pyshacl.validate(
        checked,
        shacl_graph=_shapes(),
        inplace=True,
        focus_nodes=None if has_unnamed else sorted(focus),
    )
    if not isinstance(report, Graph):
        raise TypeError(f"pySHACL gave no report: {report!r}")
    found = {
        f"{report.value(result, SH.focusNode)}: {report.value(result, SH.resultMessage)}"
        for result in report.objects(None, SH.result)
    }
    return tuple(sorted(found))


@functools.cache
def _shapes() -> Graph:
    return Graph().parse(data=vocabulary_file("shapes"), format="turtle")


def _triples(quads: Iterable[Quad]) -> Graph:
    written = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=written, format="nt")
