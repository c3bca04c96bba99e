"""SPARQL of people, answered by the server that keeps the store.

Each query goes through the same screen and the same parser as with the embedded store: it is first
asked of a store that is empty, in a process that may be killed, so that whatever is no SPARQL 1.1
query is refused in the same words and never reaches the server. The answer is read piece by piece
and held whole before its first byte is sent on, so that a cut answer is never a truncated 200.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import httpx
import pyoxigraph
from pyoxigraph import RdfFormat

from graph.errors import (
    QueryError,
    QueryFailed,
    QueryRefused,
    QueryTimeout,
    RemoteStoreError,
    StoreRefused,
    StoreTimeout,
)
from graph.store.answering import Prepared
from graph.store.answers import TABLE_FORMATS, Answer, AnswerFormat, Dataset
from graph.store.begun import Begun
from graph.store.limits import QueryLimits, query_limits
from graph.store.patience import Patience, never
from graph.store.reader_process import (
    Content,
    NotWritable,
    TooLong,
    as_text,
    write_result,
    write_triples,
)
from graph.store.readers import Readers, answer_of, error_of
from graph.store.remote.client import TABLE, Client, why_cut
from graph.store.remote.refusing import refuse_beyond
from graph.store.remote.tables import read_table
from graph.store.remote.values import triples_as_kept
from graph.store.screen import screen
from ontology.terms import PREFIXES

_log = logging.getLogger(__name__)

_UNION: Final = Dataset()
_TIMED_OUT = ("S1T00", "S1TAT", "timed out", "Timeout", "time limit")
"""What servers say of a query that they stopped."""


class EmptyStore:
    """A store without quads, for readers that only look at queries."""

    def __init__(self, base: str, scratch: Path) -> None:
        self.base = base
        self.scratch = scratch

    def revision(self) -> int:
        """Tell that it never changes."""
        return 0

    def snapshot(self, folder: Path) -> int:
        """Make a store without quads."""
        pyoxigraph.Store(str(folder)).flush()
        return 0

    def report_damage(self, message: str) -> None:
        """Raise QueryFailed: what is empty is made anew by a restart."""
        raise QueryFailed(f"The store that queries are looked at with is damaged: {message}")


class RemoteReaders:
    """Answers SPARQL by asking a server; threads may ask at the same time."""

    def __init__(
        self, client: Client, base: str, scratch: Path, limits: QueryLimits | None = None
    ) -> None:
        self.limits = limits or query_limits()
        self._client = client
        self._base = base
        self._parsing = Readers(EmptyStore(base, scratch), self.limits)
        self._places = threading.BoundedSemaphore(self.limits.readers_most)

    def query(
        self,
        text: str,
        *,
        answer: AnswerFormat,
        dataset: Dataset = _UNION,
        timeout: float | None = None,
        is_unwanted: Callable[[], bool] = never,
    ) -> Answer:
        """Answer a query, whole; see `graph.store.answering.Answering`.

        Raises QueryRefused (update, SERVICE, more than SPARQL, too long, answer too long),
        QuerySyntaxError, QueryTimeout, QueryFailed when the server fails or is cut off, and
        QueryError when it cannot answer.
        """
        longest = self.limits.timeout_seconds
        seconds = max(longest if timeout is None else min(timeout, longest), 0)
        patience = Patience(seconds, is_unwanted)
        self._parsing.query(
            text, answer=answer, dataset=dataset, timeout=seconds, is_unwanted=is_unwanted
        )
        refuse_beyond(text, self._client.kind.refused)
        while not self._places.acquire(timeout=patience.left("The store had no place for it")):
            pass
        try:
            return self._asked(text, answer, dataset, patience)
        finally:
            self._places.release()

    def prepare(
        self,
        text: str,
        *,
        answer: AnswerFormat,
        dataset: Dataset = _UNION,
        timeout: float | None = None,
    ) -> Prepared:
        """Make a query ready; raises QueryRefused as `query`."""
        return self._parsing.prepare(text, answer=answer, dataset=dataset, timeout=timeout)

    def begin(self, prepared: Prepared) -> Begun | None:
        """Give None: to ask a server always takes waiting."""
        del prepared
        return None

    def check(self, seconds: float) -> str | None:
        """Say why no query is answered; None when one just was. Waits for so many seconds."""
        try:
            self.query("ASK {}", answer=TABLE_FORMATS[0], timeout=seconds)
        except (QueryError, RemoteStoreError) as failed:
            return str(failed)
        return None

    def pids(self) -> list[int]:
        """List the processes that look at queries."""
        return self._parsing.pids()

    def ended(self) -> Mapping[str, int]:
        """Count the processes that were ended, by reason."""
        return self._parsing.ended()

    def close(self) -> None:
        """End the processes; a second time does nothing."""
        self._parsing.close()

    def _asked(
        self, text: str, answer: AnswerFormat, dataset: Dataset, patience: Patience
    ) -> Answer:
        kind = self._client.kind
        is_table = answer in TABLE_FORMATS
        is_as_is = answer.name in kind.as_is
        wanted = answer.media_type if is_as_is else TABLE if is_table else kind.triples
        try:
            body = self._fetched(self._form(text, dataset, patience), wanted, patience)
            if not is_as_is:
                body = self._rewritten(body, answer, is_table=is_table)
        except TooLong:
            raise error_of({"failed": "too long", "message": ""}, answer, self.limits) from None
        except NotWritable as error:
            told = {"failed": "not writable", "message": str(error)}
            raise error_of(told, answer, self.limits) from error
        except (SyntaxError, ValueError, KeyError) as error:
            _log.warning("the store at %s gave half an answer: %s", self._client.name, error)
            raise QueryFailed(
                "The server that keeps the RDF gave half an answer, or none"
            ) from error
        return answer_of(as_text(body, answer.media_type), answer)

    def _form(self, text: str, dataset: Dataset, patience: Patience) -> list[tuple[str, str]]:
        """List the parameters of a request."""
        kind = self._client.kind
        form = [("query", f"BASE <{self._base}>\n{text}")]
        form += [("default-graph-uri", each) for each in dataset.default_graphs]
        form += [("named-graph-uri", each) for each in dataset.named_graphs]
        if dataset == _UNION and not screen(text, self.limits).names_dataset:
            form += kind.union.items()
        if kind.timeout is not None:
            form.append(
                (kind.timeout.name, str(max(1, int(patience.whole() * kind.timeout.second))))
            )
        return form

    def _fetched(self, form: list[tuple[str, str]], wanted: str, patience: Patience) -> bytes:
        """Read an answer, piece by piece, as long as it is wanted and not too long."""
        content = Content(self.limits.answer_bytes)
        timeout = httpx.Timeout(patience.whole())
        try:
            with self._client.streaming(
                "POST", None, {"Accept": wanted}, form=form, timeout=timeout
            ) as begun:
                for piece in begun.iter_bytes():
                    content.write(piece)
                    patience.left("The query took longer than its time limit and was stopped")
                reason = why_cut(self._client.kind, begun.headers)
        except RemoteStoreError as failed:
            raise _as_query_error(failed) from failed
        if reason is not None:
            raise _cut(reason)
        return content.getvalue()

    def _rewritten(self, body: bytes, answer: AnswerFormat, *, is_table: bool) -> bytes:
        """Write an answer in the format that is wanted, as the embedded store would."""
        try:
            return self._written(body, answer, is_table=is_table)
        except (SyntaxError, ValueError, TooLong, NotWritable) as error:
            traceback.clear_frames(error.__traceback__)  # tables may not change threads
            raise

    def _written(self, body: bytes, answer: AnswerFormat, *, is_table: bool) -> bytes:
        content = Content(self.limits.answer_bytes)
        values = self._client.kind.values
        if is_table:
            write_result(read_table(body, values), content, answer.media_type)
        else:
            given = pyoxigraph.parse(body, RdfFormat.from_media_type(self._client.kind.triples))
            triples = triples_as_kept((each.triple for each in given), values)
            write_triples(triples, content, answer.media_type, PREFIXES)
        return content.getvalue()


def _as_query_error(failed: RemoteStoreError) -> QueryError:
    message = str(failed.args[0])
    if isinstance(failed, StoreTimeout) or any(each in message for each in _TIMED_OUT):
        return QueryTimeout("The query took longer than its time limit and was stopped")
    if isinstance(failed, StoreRefused):
        return QueryError(f"The query cannot be evaluated: {failed.said}")
    _log.warning("a query was not answered: %s", failed)  # which names the server
    return QueryFailed("The server that keeps the RDF could not answer")


def _cut(reason: str) -> QueryError:
    if any(each in reason for each in _TIMED_OUT):
        return QueryTimeout("The query took longer than its time limit and was stopped")
    return QueryRefused(
        f"The answer is longer than the store's server gives ({reason}): add LIMIT, or use /export"
    )
