"""SPARQL in processes that may be killed: a pool of readers over snapshots of the store.

A query cannot be cancelled in the process it runs in, and one that exhausts stack or memory takes
its process along. So the service never runs one itself.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from graph.errors import (
    QueryError,
    QueryFailed,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    StorageError,
)
from graph.store.answering import Prepared
from graph.store.answers import (
    TABLE_FORMATS,
    TRIPLE_FORMATS,
    Answer,
    AnswerFormat,
    Dataset,
    formats_of,
)
from graph.store.begun import Begun, Lent, Told
from graph.store.faults import describe_fault, offset_of
from graph.store.limits import QueryLimits, query_limits
from graph.store.patience import Patience, never
from graph.store.pool import Pool
from graph.store.protocol import Copied
from graph.store.screen import place_of, screen, token_spans
from graph.store.snapshots import Snapshots
from graph.store.worker import AT_ONCE, WorkerGone
from ontology.terms import PREFIXES

_CHARSET = {"text/csv", "text/tab-separated-values", "text/turtle"}
_UNION: Final = Dataset()

_CORRUPTION = "Corruption"
"""How what the database says begins when its files are not what it wrote."""

PLACING_SECONDS = 1.0
"""Processor time in which the fault of a query is looked for, within what patience is left."""

TRIES = 3
"""How often a question is put again because its process was found dead, beyond one for each."""


class Readers:
    """Answers SPARQL over a store; threads may ask at the same time."""

    def __init__(self, store: Copied, limits: QueryLimits | None = None) -> None:
        self.limits = limits or query_limits()
        self._store = store
        self._base = store.base
        self._snapshots = Snapshots(store, store.scratch)
        self._pool = Pool(self.limits)

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
        prepared = self.prepare(text, answer=answer, dataset=dataset, timeout=timeout)
        patience = Patience(prepared.seconds, is_unwanted)
        told = self._ask(prepared.content, patience)
        return self._conclude(prepared, told, patience)

    def prepare(
        self,
        text: str,
        *,
        answer: AnswerFormat,
        dataset: Dataset = _UNION,
        timeout: float | None = None,
    ) -> Prepared:
        """Make a query ready, for once or for several times; raises QueryRefused as `query`."""
        screened = screen(text, self.limits)
        if answer not in formats_of(screened.form):
            raise QueryRefused(f"{screened.form} has no answer in {answer.media_type}")
        longest = self.limits.timeout_seconds
        seconds = max(longest if timeout is None else min(timeout, longest), 0)
        request = {
            "query": text,
            "base": self._base,
            "names_dataset": screened.names_dataset,
            "default_graphs": dataset.default_graphs,
            "named_graphs": dataset.named_graphs,
            "media_type": answer.media_type,
            "prefixes": PREFIXES if answer in TRIPLE_FORMATS else {},
            "answer_bytes": self.limits.answer_bytes,
            "seconds": seconds,
        }
        content = json.dumps(request).encode()
        return Prepared(text=text, answer=answer, seconds=seconds, content=content)

    def begin(self, prepared: Prepared) -> Begun | None:
        """Put a query where that takes no waiting; None where it does.

        Then a reader is not idle, or the snapshot is older than the store, or the query is long.
        Raises QueryTimeout for one that has no time.
        """
        patience = Patience(prepared.seconds)
        patience.left()
        lent = self._lend_now()
        if lent is None:
            return None
        content = _placed(prepared.content, lent.folder)
        try:
            if len(content) <= AT_ONCE:
                lent.worker.send(content)
                return Begun(lent, patience, functools.partial(self._conclude, prepared))
        except WorkerGone:
            lent.end(is_sound=False)
        else:
            lent.end(is_sound=True)
        return None

    def check(self, seconds: float) -> str | None:
        """Say why no query is answered; None when one just was, or all processes are at work.

        Those are ended by the time limit. Waits for so many seconds at most.
        """
        try:
            if self._pool.idle:
                self.query("ASK {}", answer=TABLE_FORMATS[0], timeout=seconds)
        except (QueryError, StorageError) as failed:
            return str(failed)
        return None if self._pool.pids() else "no process is left that answers"

    def pids(self) -> list[int]:
        """List the processes that live."""
        return self._pool.pids()

    def ended(self) -> Mapping[str, int]:
        """Count the processes that were ended, by reason: stopped, died, slow or spare."""
        return dict(self._pool.ended)

    def close(self) -> None:
        """End the processes and remove the snapshots; a second time does nothing."""
        if self._pool.close():
            self._snapshots.close()

    def _conclude(self, prepared: Prepared, told: Told, patience: Patience) -> Answer:
        """Make an answer of what a reader told, or raise what went wrong."""
        (head, body), answer = told, prepared.answer
        if head.get("failed") == "syntax":
            raise self._fault(prepared.text, head, patience)
        if head:
            if head["failed"] == "storage" and head["message"].startswith(_CORRUPTION):
                self._store.report_damage(head["message"])
            raise error_of(head, answer, self.limits)
        return answer_of(body, answer)

    def _fault(self, text: str, head: dict[str, Any], patience: Patience) -> QuerySyntaxError:
        """Place a syntax error; where that takes too long, as the parser placed it."""
        told = head["message"]
        spans = token_spans(text)
        ends = [end for _, end in spans]
        request = {"query": text, "base": self._base, "ends": ends, "seconds": PLACING_SECONDS}
        try:
            found, _ = self._ask(json.dumps(request).encode(), patience)
        except (QueryTimeout, QueryFailed):
            line, column = head["place"]
            if line is None:
                return QuerySyntaxError(told)
            line, column = place_of(text, offset_of(text, line, column))
            return QuerySyntaxError(told, line=line, column=column)
        return describe_fault(text, spans, found["fault"], told)

    def _ask(self, content: bytes, patience: Patience) -> Told:
        for _ in range(self.limits.readers_most + TRIES):
            patience.left()  # nobody is killed for a question that is too late already
            lent = self._lend(patience)
            is_sound = False
            try:
                told = lent.worker.ask(_placed(content, lent.folder), patience)
                is_sound = not lent.worker.is_calmed
            except WorkerGone:
                continue  # it died while idle: another gets the question
            else:
                return told
            finally:
                lent.end(is_sound=is_sound)
        raise QueryFailed("The processes that answer queries die as soon as they are started")

    def _lend_now(self) -> Lent | None:
        worker = self._pool.borrow_now()
        if worker is None:
            return None
        folder = self._snapshots.lend_now()
        if folder is None:
            self._pool.give_back(worker, is_sound=True)
            return None
        return Lent(self._pool, worker, self._snapshots, folder)

    def _lend(self, patience: Patience) -> Lent:
        worker = self._pool.borrow(patience)
        try:
            return Lent(self._pool, worker, self._snapshots, self._snapshots.lend())
        except BaseException:
            self._pool.give_back(worker, is_sound=True)
            raise


def _placed(content: bytes, folder: Path) -> bytes:
    """Add the folder of the snapshot to a request in JSON."""
    return content[:-1] + b', "folder": ' + json.dumps(str(folder)).encode() + b"}"


def answer_of(body: bytes, answer: AnswerFormat) -> Answer:
    """Make an answer of what was written in a format."""
    charset = "; charset=utf-8" if answer.media_type in _CHARSET else ""
    return Answer(media_type=answer.media_type + charset, body=body)


def error_of(head: dict[str, Any], answer: AnswerFormat, limits: QueryLimits) -> Exception:
    """Make an error of what a reader says went wrong."""
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
