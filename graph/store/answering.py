"""What answers SPARQL: processes over snapshots of the embedded store, or a remote server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from graph.store.answers import Answer, AnswerFormat, Dataset
from graph.store.begun import Begun
from graph.store.limits import QueryLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A query that passed the screen; `content` is the request to a reader but for its folder."""

    text: str
    answer: AnswerFormat
    seconds: float
    content: bytes


class Answering(Protocol):
    """Answers queries that a screen let pass; threads may ask at the same time."""

    def __hash__(self) -> int:
        """Tell it from others, for what is remembered of it."""

    @property
    def limits(self) -> QueryLimits:
        """What a query may take."""

    def query(
        self,
        text: str,
        *,
        answer: AnswerFormat,
        dataset: Dataset = ...,
        timeout: float | None = None,
        is_unwanted: Callable[[], bool] = ...,
    ) -> Answer:
        """Answer a query, whole, from all that the store holds now.

        `timeout` is in seconds and only ever shortens the limit. Without a dataset the query sees
        the graphs that it names by FROM, else the union of all. Raises QueryError.
        """

    def prepare(
        self,
        text: str,
        *,
        answer: AnswerFormat,
        dataset: Dataset = ...,
        timeout: float | None = None,
    ) -> Prepared:
        """Make a query ready, for once or for several times; raises QueryRefused as `query`."""

    def begin(self, prepared: Prepared) -> Begun | None:
        """Put a query where that takes no waiting; None where it does."""

    def check(self, seconds: float) -> str | None:
        """Say why no query is answered; None when one just was. Waits for so many seconds."""

    def pids(self) -> list[int]:
        """List the processes that live."""

    def ended(self) -> Mapping[str, int]:
        """Count the processes that were ended, by reason."""

    def close(self) -> None:
        """End all; a second time does nothing."""
