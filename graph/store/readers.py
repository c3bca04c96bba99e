"""SPARQL in processes that may be killed: a pool of readers over snapshots of the store.

A query cannot be cancelled in the process it runs in, and one that exhausts stack or memory takes
its process along. So the service never runs one itself.
"""

from __future__ import annotations

import threading
import time
from typing import Any, Final

from graph.errors import QueryFailed, QueryRefused, QuerySyntaxError, QueryTimeout, StorageError
from graph.store.answers import Answer, AnswerFormat, Dataset, formats_of
from graph.store.limits import QueryLimits, query_limits
from graph.store.protocol import Store
from graph.store.screen import Screened, screen
from graph.store.snapshots import Snapshots
from graph.store.worker import Worker, WorkerGone
from ontology.terms import PREFIXES

_CHARSET = {"text/csv", "text/tab-separated-values", "text/turtle"}
_UNION: Final = Dataset()


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
    ) -> Answer:
        """Answer a query, whole, from all that the store holds now.

        `timeout` is in seconds and only ever shortens the limit. Without a dataset the query sees
        the graphs that it names by FROM, else the union of all.

        Raises QueryRefused (update, SERVICE, too long, answer too long), QuerySyntaxError,
        QueryTimeout, and QueryFailed when it cannot be evaluated or its process dies.
        """
        screened = screen(text, self.limits)
        if answer not in formats_of(screened.form):
            raise QueryRefused(f"{screened.form} has no answer in {answer.media_type}")
        seconds = min(timeout or self.limits.timeout_seconds, self.limits.timeout_seconds)
        request = self._request(text, screened, answer, dataset) | {"seconds": seconds}
        head, body = self._ask(request, time.monotonic() + seconds)
        if head:
            raise _error_of(head, self.limits)
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

    def _ask(self, request: dict[str, Any], deadline: float) -> tuple[dict[str, Any], bytes]:
        while True:
            worker = self._borrow(deadline)
            is_sound = False
            try:
                with self._snapshots.current() as folder:
                    answered = worker.ask({**request, "folder": str(folder)}, deadline)
                is_sound = True
            except WorkerGone:
                continue  # it died while idle: another gets the question
            else:
                return answered
            finally:
                self._give_back(worker, is_sound=is_sound)

    def _borrow(self, deadline: float) -> Worker:
        with self._changed:
            while not self._closed:
                if self._idle:
                    return self._idle.pop()
                if len(self._all) < self.limits.readers_most:
                    return self._start()
                if not self._changed.wait(deadline - time.monotonic()):
                    raise QueryTimeout("All readers were busy until the time limit; try again")
        raise StorageError("The readers are closed.")

    def _give_back(self, worker: Worker, *, is_sound: bool) -> None:
        with self._changed:
            if is_sound and len(self._idle) < self.limits.readers and not self._closed:
                self._idle.append(worker)
            else:
                worker.close()
                self._all.discard(worker)
            if not self._closed:
                self._fill()
            self._changed.notify()

    def _fill(self) -> None:
        """Keep as many ready as the limits say."""
        while len(self._all) < self.limits.readers:
            self._idle.append(self._start())

    def _start(self) -> Worker:
        worker = Worker(self.limits.memory_bytes)
        self._all.add(worker)
        return worker


def _error_of(head: dict[str, Any], limits: QueryLimits) -> Exception:
    message = head["message"]
    if head["failed"] == "syntax":
        line, column = head["place"]
        return QuerySyntaxError(message, line=line, column=column)
    if head["failed"] == "too long":
        return QueryRefused(
            f"The answer is longer than {limits.answer_bytes} bytes: add LIMIT, or use /export"
        )
    return QueryFailed(f"The query cannot be evaluated: {message}")
