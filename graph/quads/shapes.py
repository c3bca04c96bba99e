"""Checks quads against the shapes (`ontology/shapes.ttl`); the only user of pySHACL."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

import pyshacl
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, serialize
from rdflib import SH, Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result

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
    return _Checked().parse(data=written, format="nt")


class _Checked(Graph):
    """Triples that read each query once: pySHACL asks the same of every node, from its text."""

    def query(
        self,
        query_object: str | Query,
        *given: Any,  # noqa: ANN401 - the framework's own, handed on as they come
        **named: Any,  # noqa: ANN401
    ) -> Result:
        """Answer a query."""
        if isinstance(query_object, str):
            query_object = _prepared(query_object)
        return super().query(query_object, *given, **named)


@functools.cache
def _prepared(text: str) -> Query:
    return prepareQuery(text)
