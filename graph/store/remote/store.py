"""The store on a server: the same quads as the embedded one holds, kept by SPARQL 1.1 over HTTP.

What the embedded store does in transactions of its own is done here so that nothing depends on
them. Shared quads that lose their last support go first, then an article's old graph, then come
its new graph, what is shared, and last the sequence number, in a graph of its own: whatever is cut
off before that is taken in again. Where a server takes a request of several operations as one
transaction, all of a batch is one request on condition that the sequence number is still the
known one; so a request that arrives late, or a second time, or while another process writes,
changes nothing.
"""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from graph.claims.reading import ReadArticle
from graph.errors import RemoteStoreError, StorageError
from graph.quads.iris import Iris
from graph.quads.vocabulary import FILES, vocabulary_quads
from graph.store.describe import Description
from graph.store.files import hold
from graph.store.formats import FORMATS, ExportFormat
from graph.store.marks import fingerprint_mark, sequence_mark
from graph.store.remote import texts
from graph.store.remote.change import Change
from graph.store.remote.client import Client
from graph.store.remote.comparing import differs
from graph.store.remote.describing import describe_there
from graph.store.remote.endpoints import Endpoints
from graph.store.remote.filling import Filling
from graph.store.remote.whole import all_quads, count, graph_quads, some_graphs
from graph.store.writing import write_quads
from ontology.terms import MA

_log = logging.getLogger(__name__)

FILLED = 200
"""Articles from which on an empty store is filled in bulk."""
RACES = 5
"""How often a batch is made anew because another process wrote meanwhile."""


class RemoteStore:
    """A store on a server; threads may share it.

    Where the kind of server `is_atomic`, several processes may write to it.
    """

    def __init__(self, client: Client, iris: Iris, scratch: Path) -> None:
        self.base = iris.base
        self.scratch = scratch
        self._client = client
        self._opened = ExitStack()
        self._iris = iris
        self._lock = threading.RLock()
        self._fingerprint = fingerprint_mark(iris)
        self._damage: str | None = None
        self._is_open = True
        self._is_known = False
        self._revision = 0
        self._sequence = 0
        with self._held():
            _log.info("the store is at %s, a server of the kind %s", client.name, client.kind.name)

    @classmethod
    def open(cls, endpoints: Endpoints, iris: Iris, scratch: Path) -> RemoteStore:
        """Open the store at a server, or make one of what is empty there.

        `scratch` is a folder here for what need not be kept. Raises RemoteStoreError when the
        server cannot be asked, StoreLocked when the kind of server has no transactions and
        another process of this folder writes to it.
        """
        with ExitStack() as opened:
            client = opened.enter_context(closing(Client(endpoints)))
            if not client.kind.is_atomic:
                opened.enter_context(hold(scratch))
            store = cls(client, iris, scratch)
            store._opened = opened.pop_all()
        return store

    @property
    def client(self) -> Client:
        """What speaks with the server."""
        return self._client

    def add(self, read: ReadArticle) -> None:
        """Write one article's quads and note its sequence; replace what it said before.

        Of an article that is withdrawn nothing is left.
        """
        with self._held():
            self._write([read])

    def add_many(self, reads: Iterable[ReadArticle]) -> None:
        """Write many articles, in the order of their sequence; an empty store is filled in bulk."""
        coming = iter(reads)
        with self._held():
            batch = list(itertools.islice(coming, FILLED))
            if self._sequence == 0 and len(batch) == FILLED:
                self._fill(itertools.chain(batch, coming))
                return
            coming = itertools.chain(batch, coming)
            size = self._client.kind.articles_at_once
            while batch := list(itertools.islice(coming, size)):
                self._write(batch)

    def sequence(self) -> int:
        """Tell the highest sequence that was written, as far as this process knows."""
        return self._sequence

    def revision(self) -> int:
        """Tell how often it was written here since it was opened."""
        return self._revision

    def clear(self) -> None:
        """Forget every article; only the vocabulary stays, and what is not ours."""
        with self._lock:
            self._require_open()
            self._empty(keeps_vocabulary=self._is_known and self._damage is None)
            self._damage, self._is_known = None, True

    def damage(self) -> str | None:
        """Say what was found wrong with what it holds; None if nothing."""
        return self._damage

    def differs(self, standing: Collection[str], last: Iterable[ReadArticle]) -> str | None:
        """Compare it with the archive, quickly; say what differs, None if nothing.

        The articles are counted by how their ids begin; the quads of `last` are compared.
        """
        with self._held():
            return differs(self._client, self._iris, standing, last)

    def report_damage(self, message: str) -> None:
        """Take down that it was found damaged."""
        self._damage = message

    def count(self) -> int:
        """Count our quads, those of the vocabulary included."""
        with self._held():
            return count(self._client, self._iris)

    def describe(self, iri: str, most: int) -> Description | None:
        """Tell what is said of a thing, and at most so much that points to it; None if nothing."""
        self._require_open()
        return describe_there(self._client, NamedNode(iri), most)

    def dump_graph(self, iri: str, export_format: ExportFormat) -> Iterator[bytes] | None:
        """Write one graph in a format, piece by piece; None if there is none of this name."""
        self._require_open()
        found = graph_quads(self._client, NamedNode(iri))
        return write_quads(lambda: iter(found), export_format) if found else None

    def dump(self, export_format: ExportFormat, *, is_union: bool = False) -> Iterator[bytes]:
        """Write everything of ours in a format, piece by piece.

        A union of all graphs, without their names, where that is meant or the format has none.
        What is written meanwhile may be in it or not, article by article.
        """
        self._require_open()
        is_union = is_union or not FORMATS[export_format].has_graphs
        return write_quads(
            lambda: all_quads(self._client, self._iris), export_format, is_union=is_union
        )

    def snapshot(self, folder: Path) -> int:
        """Raise StorageError: a server's copies are its own."""
        raise StorageError(
            f"The store at {self._client.name} cannot be copied to {folder}: use the backup of "
            "that server, or `materiel export`; the archive can fill a store anew at any time"
        )

    def close(self) -> None:
        """Let go of the connections; a second time does nothing."""
        with self._lock:
            self._is_open = False
            self._client.close()
            self._opened.close()

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the store, its marks known; after a failure they are read again."""
        with self._lock:
            self._require_open()
            try:
                if not self._is_known:
                    self._recover()
                yield
            except RemoteStoreError:
                self._is_known = False
                raise

    def _require_open(self) -> None:
        if not self._is_open:
            raise StorageError("The store is closed")

    def _recover(self) -> None:
        """Read the marks; empty what was cut short, or made by another version."""
        self._revision += 1
        fingerprint, sequence = self._marks()
        if fingerprint == self._fingerprint.object:
            self._sequence = sequence
        else:
            if fingerprint is not None or some_graphs(self._client, self._iris, ()):
                _log.warning(
                    "the store at %s was cut short, or made by another version: it is emptied",
                    self._client.name,
                )
            self._empty()
        self._is_known = True

    def _marks(self) -> tuple[Literal | None, int]:
        """Read the fingerprint and the highest sequence number."""
        store, shared = self._iris.store(), self._iris.store_graph()
        rows = self._client.select(f"SELECT ?p ?o {{ GRAPH {shared} {{ {store} ?p ?o }} }}")
        told = [(name, value) for name, value in rows if isinstance(value, Literal)]
        prints = [value for name, value in told if name == MA.FINGERPRINT]
        numbers = [int(value.value) for name, value in told if name == MA.SEQUENCE]
        return prints[0] if len(prints) == 1 else None, max(numbers, default=0)

    def _empty(self, *, keeps_vocabulary: bool = False) -> None:
        """Drop our graphs, the marks first; write the vocabulary, unless kept, and the marks."""
        self._revision += 1
        self._sequence = 0
        self._client.update(texts.drop([self._iris.store_graph()]))
        kept = [self._iris.vocabulary_graph(each) for each in FILES] if keeps_vocabulary else []
        while names := some_graphs(self._client, self._iris, kept):
            self._client.update(texts.drop(names))
        if not keeps_vocabulary:
            Filling(self._client, self._iris).write(vocabulary_quads(self._iris))
        marks = [sequence_mark(0, self._iris), self._fingerprint]
        self._client.update(f"INSERT DATA {{\n{texts.block(marks)}}}")

    def _write(self, batch: Sequence[ReadArticle]) -> None:
        """Write a batch; where another process wrote meanwhile, look and do it again."""
        for _ in range(RACES):
            self._revision += 1
            change = Change(self._client, self._iris, batch, self._sequence)
            reached = change.make()
            if not self._client.kind.is_atomic:
                self._sequence = reached
                return
            _, held = self._marks()
            self._sequence = held
            if held >= reached:
                return
        raise StorageError(
            f"Other processes write to the store at {self._client.name} all the time: this one "
            "gives way, and follows at its next try"
        )

    def _fill(self, reads: Iterable[ReadArticle]) -> None:
        """Fill the empty store; it has no fingerprint meanwhile, so that it is never half full."""
        filling = Filling(self._client, self._iris)
        try:
            filling.begin()
            reached, again = filling.write_articles(reads)
            self._revision += 1
            size = self._client.kind.articles_at_once
            for start in range(0, len(again), size):
                self._sequence = Change(
                    self._client, self._iris, again[start : start + size], self._sequence
                ).make()
            filling.end(self._sequence, max(reached, self._sequence), self._fingerprint)
            self._sequence = max(reached, self._sequence)
        except BaseException:
            self._is_known = False
            with suppress(RemoteStoreError):  # the next who opens it does it: there is no mark
                self._empty()
                self._is_known = True
            raise
