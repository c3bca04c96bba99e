"""The embedded store: pyoxigraph on disk, one writing process.

An article that is new goes in by one `extend`, and one that replaces an older reading by one
SPARQL update: both are one transaction each, together with the sequence marker, so that a killed
process leaves whole articles behind. A store filled from empty goes in by `bulk_extend`, which is
no transaction: its fingerprint is taken away before and written last, and a store without its
fingerprint is emptied when it is opened. The same happens when base IRI, vocabulary or layout
have changed, and when the files are damaged: the archive then fills it again.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import threading
import traceback
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from graph.claims.reading import ReadArticle
from graph.errors import StoreDamaged
from graph.quads.iris import Iris
from graph.quads.vocabulary import vocabulary_quads
from graph.quads.write import agent_quads, article_quads, supply_quads
from graph.store.describe import Description, describe
from graph.store.digests import held_digest, stray_graphs, wanted_digest
from graph.store.files import StoreFiles
from graph.store.formats import FORMATS, ExportFormat
from graph.store.marks import fingerprint_mark, sequence_mark
from graph.store.streaming import pieces
from graph.store.withdraw import resting_quads
from graph.store.writing import write_quads
from ontology.terms import MA, PREFIXES

_log = logging.getLogger(__name__)

BATCH = 200
"""Articles in one transaction; a store that is filled from empty with more is bulk loaded."""


class OxigraphStore:
    """A store in a folder; threads may share it, processes may not."""

    def __init__(self, files: StoreFiles, iris: Iris) -> None:
        folder = files.folder
        self.base = iris.base
        self.scratch = folder.with_name(f"{folder.name}-snapshots")
        self._files = files
        self._iris = iris
        self._revision = 0
        self._lock = threading.RLock()
        self._sequence = 0
        self._fingerprint = fingerprint_mark(iris)
        try:
            self._recover_or_remake()
        except BaseException:
            files.close()
            raise

    @classmethod
    def open(cls, folder: Path, iris: Iris) -> OxigraphStore:
        """Open the store in a folder, or make one; one that is damaged is emptied.

        Raises StoreLocked when another process has it, StorageError when it cannot be opened.
        """
        return cls(StoreFiles.open(folder), iris)

    def add(self, read: ReadArticle) -> None:
        """Write one article's quads and note its sequence; replace what it said before.

        Of an article that is withdrawn nothing is left.
        """
        with self._written():
            self._write_batch([read])

    def add_many(self, reads: Iterable[ReadArticle]) -> None:
        """Write many articles, in the order of their sequence; an empty store is bulk loaded."""
        coming = iter(reads)
        with self._written():
            batch = list(itertools.islice(coming, BATCH))
            if self._sequence == 0 and len(batch) == BATCH:
                self._bulk_load(itertools.chain(batch, coming))
                batch = []
            while batch:
                self._write_batch(batch)
                batch = list(itertools.islice(coming, BATCH))

    def sequence(self) -> int:
        """Tell the highest sequence that was written; 0 when no article was."""
        return self._sequence

    def revision(self) -> int:
        """Tell how often the store was written since it was opened."""
        return self._revision

    def clear(self) -> None:
        """Forget every article; only the vocabulary stays. Damaged files are made anew."""
        with self._lock:
            try:
                with self._written():
                    self._empty(self._current())
            except StoreDamaged:
                self._remake()

    def damage(self) -> str | None:
        """Say what was found wrong with the files, by whoever read them; None if nothing."""
        return self._files.damage

    def differs(self, standing: Collection[str], last: Iterable[ReadArticle]) -> str | None:
        """Compare it with the archive, quickly; say what differs, None if nothing.

        `standing` are the ids of all articles that it must hold, `last` some of them, whose quads
        are compared one by one.
        """
        with self._held() as store:
            missing, stray = stray_graphs(store, self._iris, standing)
            if missing or stray:
                return f"{len(missing)} articles are missing, and {len(stray)} graphs are of none"
            for read in last:
                name = self._iris.graph(read.article.id)
                if held_digest(store, name) != wanted_digest(read, self._iris):
                    return f"article {read.article.id} is not what the archive makes of it"
        return None

    def report_damage(self, message: str) -> None:
        """Take down that a reader of a copy found the files damaged."""
        self._files.damage = message

    def count(self) -> int:
        """Count the quads, those of the vocabulary included."""
        with self._held() as store:
            return len(store)

    def dump(self, export_format: ExportFormat, *, is_union: bool = False) -> Iterator[bytes]:
        """Write everything in a format, piece by piece, as it stands at the first piece.

        A union of all graphs, without their names, where that is meant or the format has none.
        """
        facts, store = FORMATS[export_format], self._current()
        if facts.has_graphs and not is_union:
            # The store's own writer makes no object of a quad, and takes a fifth less time.
            return pieces(lambda output: store.dump(output, facts.rdf, prefixes=PREFIXES))
        return write_quads(
            lambda: store.quads_for_pattern(None, None, None, None), export_format, is_union=True
        )

    def describe(self, iri: str, most: int) -> Description | None:
        """Tell what is said of a thing, and at most so much that points to it; None if nothing."""
        with self._held() as store:
            return describe(store, NamedNode(iri), most)

    def dump_graph(self, iri: str, export_format: ExportFormat) -> Iterator[bytes] | None:
        """Write one graph in a format, piece by piece; None if there is none of this name."""
        name, store = NamedNode(iri), self._current()
        if not store.contains_named_graph(name):
            return None
        return write_quads(lambda: store.quads_for_pattern(None, None, None, name), export_format)

    def snapshot(self, folder: Path) -> int:
        """Copy the store into a folder that is not there yet; tell the copy's sequence."""
        with self._held() as store:
            store.backup(folder)
            return self._sequence

    def close(self) -> None:
        """Let go of the files; a second time does nothing."""
        with self._lock:
            self._files.close()

    @contextlib.contextmanager
    def _held(self) -> Iterator[pyoxigraph.Store]:
        with self._lock:
            try:
                yield self._current()
            except (OSError, RuntimeError) as failed:
                # Who keeps the error is not to keep the database, which may have to be reopened.
                traceback.clear_frames(failed.__traceback__)
                ours = self._files.explain(failed)
                if ours is None:
                    raise
                raise ours from failed

    @contextlib.contextmanager
    def _written(self) -> Iterator[pyoxigraph.Store]:
        """Hold the store for writing, opened again where a full disk had stopped it."""
        with self._lock:
            if self._files.is_open and self._files.is_stuck:
                self._files.reopen()
                self._recover_or_remake()
            with self._held():
                yield self._current()

    def _recover_or_remake(self) -> None:
        try:
            with self._held():
                self._recover()
        except StoreDamaged as damaged:
            _log.error("%s. It is filled anew from the archive", damaged)
            self._remake()

    def _remake(self) -> None:
        self._files.remake()
        with self._held() as store:
            self._empty(store)

    def _recover(self) -> None:
        store = self._current()
        self._revision += 1
        if self._fingerprint not in store:
            if len(store):
                _log.warning("the store was cut short, or made by another version: it is emptied")
            self._empty(store)
            return
        marks = list(store.quads_for_pattern(self._iris.store(), MA.SEQUENCE, None, None))
        self._sequence = max((int(_lexical(mark)) for mark in marks), default=0)
        self._drop_marks_but(store, self._sequence)

    def _empty(self, store: pyoxigraph.Store) -> None:
        self._revision += 1
        store.clear()
        self._sequence = 0
        store.extend(
            [
                *vocabulary_quads(self._iris),
                sequence_mark(0, self._iris),
                self._fingerprint,
            ]
        )

    def _write_batch(self, batch: Sequence[ReadArticle]) -> None:
        store = self._current()
        reached = max(self._sequence, *(read.sequence for read in batch))
        quads = [sequence_mark(reached, self._iris)]
        for read in {each.article.id: each for each in batch}.values():
            if store.contains_named_graph(self._iris.graph(read.article.id)):
                store.update(self._replacement(store, read))
            elif not read.withdrawn:
                quads.extend(self._quads_of(read))
        self._revision += 1
        # The marker comes with the last transaction: until then the archive would send all again.
        store.extend(quads)
        self._drop_marks_but(store, reached)
        self._sequence = reached

    def _replacement(self, store: pyoxigraph.Store, read: ReadArticle) -> str:
        resting = resting_quads(store, read.article.id, self._iris)
        quads = [] if read.withdrawn else self._quads_of(read)
        return (
            f"DELETE DATA {{ {_sparql(resting)} }} ;\n"
            f"DROP SILENT GRAPH {self._iris.graph(read.article.id)} ;\n"
            f"INSERT DATA {{ {_sparql(quads)} }}"
        )

    def _bulk_load(self, reads: Iterable[ReadArticle]) -> None:
        """Fill the empty store; what comes a second time changed meanwhile, and is put right."""
        store = self._current()
        again: list[ReadArticle] = []
        reached = 0

        def quads() -> Iterator[Quad]:
            nonlocal reached
            articles: set[str] = set()
            shared: set[Quad] = set()
            for read in reads:
                if read.article.id in articles:
                    again.append(read)
                    continue
                reached = max(reached, read.sequence)
                if read.withdrawn:
                    continue
                articles.add(read.article.id)
                yield from article_quads(read, self._iris)
                new = {*agent_quads(read, self._iris), *supply_quads(read, self._iris)} - shared
                shared.update(new)
                yield from new

        store.remove(self._fingerprint)
        try:
            store.bulk_extend(quads())
            # While there is no fingerprint: the marker is ahead of what these bring.
            for start in range(0, len(again), BATCH):
                self._write_batch(again[start : start + BATCH])
        except BaseException:
            self._empty(store)
            raise
        self._revision += 1
        reached = max(reached, self._sequence)
        store.extend([self._fingerprint, sequence_mark(reached, self._iris)])
        self._drop_marks_but(store, reached)
        store.optimize()  # what was there before still slows queries, by a fifth to three times
        self._sequence = reached

    def _quads_of(self, read: ReadArticle) -> list[Quad]:
        return [
            *article_quads(read, self._iris),
            *agent_quads(read, self._iris),
            *supply_quads(read, self._iris),
        ]

    def _drop_marks_but(self, store: pyoxigraph.Store, sequence: int) -> None:
        kept = sequence_mark(sequence, self._iris)
        for mark in store.quads_for_pattern(self._iris.store(), MA.SEQUENCE, None, None):
            if mark != kept:
                store.remove(mark)

    def _current(self) -> pyoxigraph.Store:
        return self._files.current()


def _lexical(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, Literal) else ""


def _sparql(quads: Iterable[Quad]) -> str:
    return "\n".join(
        f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}" for q in quads
    )
