"""A remote store filled from empty: made here and sent at the same time, in large pieces."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from pyoxigraph import Literal, Quad, RdfFormat, serialize

from graph.claims.reading import ReadArticle
from graph.errors import StorageError
from graph.quads.iris import Iris
from graph.quads.write import agent_quads, article_quads, supply_quads
from graph.store.marks import sequence_mark
from graph.store.remote import texts
from graph.store.remote.client import Client
from graph.store.remote.values import quads_for_server
from ontology.terms import MA


class Filling:
    """Fills an empty store. Meanwhile a mark of this process stands in place of the fingerprint."""

    def __init__(self, client: Client, iris: Iris) -> None:
        self._client = client
        self._iris = iris
        mark = Literal(f"filled by {secrets.token_hex(8)}")
        self._mark = Quad(iris.store(), MA.FINGERPRINT, mark, iris.store_graph())

    def begin(self) -> None:
        """Put our mark in the place of the fingerprint."""
        self._client.update(texts.drop([self._iris.store_graph()]))
        marks = [self._mark, sequence_mark(0, self._iris)]
        self._client.update(f"INSERT DATA {{\n{texts.block(marks)}}}")

    def write_articles(self, reads: Iterable[ReadArticle]) -> tuple[int, list[ReadArticle]]:
        """Write articles; gives the highest sequence, and those that came a second time.

        They changed meanwhile, and are still to be written.
        """
        told = _Told(self._iris)
        self.write(told.quads(reads))
        return told.reached, told.again

    def write(self, quads: Iterable[Quad]) -> None:
        """Write quads, of which those of an article follow one another."""
        kind = self._client.kind
        coming = iter(quads_for_server(quads, kind.values))
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="fill-store") as sender:
            sent: Future[None] | None = None
            for some in _pieces(coming, kind.quads_at_once):
                if sent is not None:
                    sent.result()
                sent = sender.submit(self._send, some)
            if sent is not None:
                sent.result()

    def end(self, was: int, sequence: int, fingerprint: Quad) -> None:
        """Put the fingerprint in the place of our mark, and move the sequence number on.

        Raises StorageError when the mark is gone: another process emptied the store meanwhile.
        """
        before = texts.block([self._mark, sequence_mark(was, self._iris)])
        after = texts.block([sequence_mark(sequence, self._iris), fingerprint])
        self._client.update(f"DELETE {{\n{before}}} INSERT {{\n{after}}} WHERE {{ {before} }}")
        wanted = f"SELECT ?s {{ GRAPH ?g {{ ?s {fingerprint.predicate} {fingerprint.object} }} }}"
        if not self._client.select(wanted):
            raise StorageError(
                f"Another process began to fill the store at {self._client.name} too: let one "
                "do it, and start the others when it is done"
            )

    def _send(self, quads: list[Quad]) -> None:
        kind = self._client.kind
        if kind.bulk == "quads" and self._client.has_graphs:
            self._client.post_quads(serialize(quads, format=RdfFormat.N_QUADS) or b"")
        elif kind.bulk == "graphs" and self._client.has_graphs:
            for name, triples in texts.by_graph(quads).items():
                self._client.add_to_graph(name, texts.written(triples))
        else:
            self._client.update(f"INSERT DATA {{\n{texts.block(quads)}}}")


class _Told:
    """What articles tell, each quad once."""

    def __init__(self, iris: Iris) -> None:
        self._iris = iris
        self.reached = 0
        self.again: list[ReadArticle] = []

    def quads(self, reads: Iterable[ReadArticle]) -> Iterator[Quad]:
        """Yield the quads of articles that come for the first time."""
        articles: set[str] = set()
        shared: set[Quad] = set()
        for read in reads:
            if read.article.id in articles:
                self.again.append(read)
                continue
            self.reached = max(self.reached, read.sequence)
            if read.withdrawn:
                continue
            articles.add(read.article.id)
            yield from article_quads(read, self._iris)
            new = {*agent_quads(read, self._iris), *supply_quads(read, self._iris)} - shared
            shared.update(new)
            yield from new


def _pieces(quads: Iterator[Quad], size: int) -> Iterator[list[Quad]]:
    piece: list[Quad] = []
    for quad in quads:
        piece.append(quad)
        if len(piece) >= size:
            yield piece
            piece = []
    if piece:
        yield piece
