"""Reading where one is: a crew of one that needs no other process."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from graph.spread.crew import Done, Event, Joined
from graph.spread.reading import read_with
from graph.spread.work import Batch, BatchReader, Greeting

HERE = "this process"


class Here:
    """Reads in this process, when it is asked what happened; what kills it kills all."""

    def __init__(self, reader: BatchReader) -> None:
        self._reader = reader
        self._asked: deque[Batch] = deque()
        self._has_joined = False

    def give(self, worker: str, batch: Batch) -> None:  # noqa: ARG002  # there is no other
        """Take a batch."""
        self._asked.append(batch)

    def next(self, seconds: float) -> Sequence[Event]:  # noqa: ARG002  # nobody else is awaited
        """Read the next batch."""
        if not self._has_joined:
            self._has_joined = True
            return (Joined(worker=HERE, greeting=Greeting(extractor=self._reader.extractor)),)
        if not self._asked:
            return ()
        batch = self._asked.popleft()
        results = read_with(self._reader, batch.articles)
        return (Done(worker=HERE, number=batch.number, results=results),)

    def starting(self) -> int:
        """Count the workers that did not join yet."""
        return int(not self._has_joined)

    def close(self) -> None:
        """Forget what was not read."""
        self._asked.clear()
