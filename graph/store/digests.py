"""What a graph of the store holds, in one number and one hash, to be compared with another."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from graph.claims.reading import ReadArticle
from graph.quads.iris import Iris
from graph.quads.vocabulary import FILES
from graph.quads.write import article_quads


class Digest(NamedTuple):
    """How many quads, and a hash of them that does not depend on their order (SHA-256, hex)."""

    quads: int
    hash: str


NOTHING = Digest(0, hashlib.sha256().hexdigest())
"""Of a graph that is not there."""


def wanted_digest(read: ReadArticle, iris: Iris) -> Digest:
    """Work out of the archive what the graph of an article must hold."""
    return NOTHING if read.withdrawn else digest_of(article_quads(read, iris))


def digest_of(quads: Iterable[Quad]) -> Digest:
    """Work out the digest of quads of one graph, each of which counts once."""
    return _digest(pyoxigraph.serialize((q.triple for q in quads), format=RdfFormat.N_TRIPLES))


def held_digest(store: Store, graph_name: NamedNode) -> Digest:
    """Work out what a graph of the store holds; raises as reading does."""
    output = io.BytesIO()
    store.dump(output, RdfFormat.N_TRIPLES, from_graph=graph_name)
    return _digest(output.getvalue())


def stray_graphs(store: Store, iris: Iris, wanted: Iterable[str]) -> tuple[set[str], set[str]]:
    """Name the graphs of articles that are missing, and the graphs that nobody should find."""
    held = {node.value for node in store.named_graphs() if isinstance(node, NamedNode)}
    articles = {iris.graph(each).value for each in wanted}
    vocabulary = {iris.vocabulary_graph(name) for name in FILES}
    shared = {iris.agents_graph(), iris.supplies_graph(), iris.store_graph(), *vocabulary}
    return articles - held, held - articles - {node.value for node in shared}


def _digest(written: bytes | None) -> Digest:
    lines = sorted(set((written or b"").splitlines()))
    return Digest(len(lines), hashlib.sha256(b"\n".join(lines)).hexdigest())
