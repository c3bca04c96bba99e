"""SPARQL in processes that may be killed: a pool of readers over snapshots of the store.

A query cannot be cancelled in the process it runs in, and one that exhausts stack or memory takes
its process along. So the service never runs one itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Final

from graph.errors import (
    QueryError,
    QueryFailed,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    StorageError,
)
from graph.store.answers import Answer, AnswerFormat, Dataset, formats_of
from graph.store.faults import describe_fault, offset_of
from graph.store.limits import QueryLimits, query_limits
from graph.store.patience import Patience, never
from graph.store.protocol import Store
from graph.store.screen import Screened, place_of, screen, token_spans
from graph.store.snapshots import Snapshots
from graph.store.worker import Worker, WorkerGone
from ontology.terms import PREFIXES

_CHARSET = {"text/csv", "text/tab-separated-values", "text/turtle"}
_UNION: Final = Dataset()

PLACING_SECONDS = 1.0
"""Processor time in which the fault of a query is looked for, within what patience is left."""

TRIES = 3
"""How often a question is put again because its process was found dead, beyond one for each."""


class Readers:
    """Answers SPARQL over a store; threads may ask at the same time."""

    def __init__(self, store: Store, limits: QueryLimits | None = None) -> None:
        self.limits = limits or query_limits()
        self._base = store.base
        self._snapshots = Snapshots(store, store.scratch)
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._changed = threading.Condition()
        self._closed = False
        with self._changed:
            self._fill()

    def query(
        self,
        text: str,
        *,
        answer: AnswerFormat,
        dataset: Dataset = _UNION,
        timeout: float | None = None,
        is_unwanted: Callable[[], bool] = never,
    ) -> Answer:
        """Answer a query, whole, from all that the store holds now.

        `timeout` is in seconds and only ever shortens the limit. Without a dataset the query sees
        the graphs that it names by FROM, else the union of all. When `is_unwanted` turns true, as
        nobody waits for the answer any more, the query is stopped.

        Raises QueryRefused (update, SERVICE, too long, answer too long), QuerySyntaxError,
        QueryTimeout, QueryFailed when its process dies, and QueryError when it cannot be answered.
        """
        screened = screen(text, self.limits)
        if answer not in formats_of(screened.form):
            raise QueryRefused(f"{screened.form} has no answer in {answer.media_type}")
        longest = self.limits.timeout_seconds
        seconds = longest if timeout is None else min(timeout, longest)
        patience = Patience(seconds, is_unwanted)
        request = self._request(text, screened, answer, dataset) | {"seconds": max(seconds, 0)}
        head, body = self._ask(request, patience)
        if head.get("failed") == "syntax":
            raise self._fault(text, head, patience)
        if head:
            raise _error_of(head, answer, self.limits)
        charset = "; charset=utf-8" if answer.media_type in _CHARSET else ""
        return Answer(media_type=answer.media_type + charset, body=body)

    def close(self) -> None:
        """End the processes and remove the snapshots; a second time does nothing."""
        with self._changed:
            if self._closed:
                return
            self._closed = True
            for worker in self._all:
                worker.close()
            self._all.clear()
            self._idle.clear()
            self._changed.notify_all()
        self._snapshots.close()

    def _request(
        self, text: str, screened: Screened, answer: AnswerFormat, dataset: Dataset
    ) -> dict[str, Any]:
        return {
            "query": text,
            "base": self._base,
            "names_dataset": screened.names_dataset,
            "default_graphs": dataset.default_graphs,
            "named_graphs": dataset.named_graphs,
            "media_type": answer.media_type,
            "prefixes": PREFIXES,
            "answer_bytes": self.limits.answer_bytes,
        }

    def _fault(self, text: str, head: dict[str, Any], patience: Patience) -> QuerySyntaxError:
        """Place a syntax error; where that takes too long, as the parser placed it."""
        told = head["message"]
        spans = token_spans(text)
        ends = [end for _, end in spans]
        request = {"query": text, "base": self._base, "ends": ends, "seconds": PLACING_SECONDS}
        try:
            found, _ = self._ask(request, patience)
        except (QueryTimeout, QueryFailed):
            line, column = head["place"]
            if line is None:
                return QuerySyntaxError(told)
            line, column = place_of(text, offset_of(text, line, column))
            return QuerySyntaxError(told, line=line, column=column)
        return describe_fault(text, spans, found["fault"], told)

    def _ask(self, request: dict[str, Any], patience: Patience) -> tuple[dict[str, Any], bytes]:
        for _ in range(self.limits.readers_most + TRIES):
            patience.left()  # nobody is killed for a question that is too late already
            worker = self._borrow(patience)
            is_sound = False
            try:
                with self._snapshots.current() as folder:
                    answered = worker.ask({**request, "folder": str(folder)}, patience)
                is_sound = not worker.is_calmed
            except WorkerGone:
                continue  # it died while idle: another gets the question
            else:
                return answered
            finally:
                self._give_back(worker, is_sound=is_sound)
        raise QueryFailed("The processes that answer queries die as soon as they are started")

    def _borrow(self, patience: Patience) -> Worker:
        with self._changed:
            while not self._closed:
                if self._idle:
                    return self._idle.pop()
                if len(self._all) < self.limits.readers_most:
                    return self._start()
                self._changed.wait(patience.left("All readers were busy until the time limit"))
        raise StorageError("The readers are closed.")

    def _give_back(self, worker: Worker, *, is_sound: bool) -> None:
        with self._changed:
            is_kept = is_sound and len(self._idle) < self.limits.readers and not self._closed
            if is_kept:
                self._idle.append(worker)
            else:
                self._all.discard(worker)
            if not self._closed:
                self._fill()
            self._changed.notify()
        if not is_kept:
            worker.close()  # which takes a while if it had much memory: nobody waits for it

    def _fill(self) -> None:
        """Keep as many ready as the limits say."""
        while len(self._all) < self.limits.readers:
            self._idle.append(self._start())

    def _start(self) -> Worker:
        worker = Worker(self.limits.memory_bytes)
        self._all.add(worker)
        return worker


def _error_of(head: dict[str, Any], answer: AnswerFormat, limits: QueryLimits) -> Exception:
    message = head["message"]
    if head["failed"] == "too long":
        return QueryRefused(
            f"The answer is longer than {limits.answer_bytes} bytes: add LIMIT, or use /export"
        )
    if head["failed"] == "not writable":
        return QueryError(f"{message}: ask for another format than {answer.media_type}")
    if head["failed"] == "storage":
        return QueryFailed(f"The store cannot be read: {message}")
    return QueryError(f"The query cannot be evaluated: {message}")
