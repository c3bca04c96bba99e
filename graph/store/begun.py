"""A query that a reader is at work on, before anybody waits for its answer.

An event loop takes in the answer of a quick query by itself: to have a thread wait for it costs
more than all else around it. What takes longer, or goes wrong, is finished in a thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from graph.store.answers import Answer
from graph.store.patience import Patience, never
from graph.store.pool import Pool
from graph.store.snapshots import Snapshots
from graph.store.worker import Worker

Told = tuple[dict[str, Any], bytes]
"""What a reader says: a head, empty when all is well, and the body of the answer."""


class Lent:
    """A worker and the snapshot that it reads, until they are given back."""

    def __init__(self, pool: Pool, worker: Worker, snapshots: Snapshots, folder: Path) -> None:
        self.worker, self.folder = worker, folder
        self._pool, self._snapshots = pool, snapshots
        self._has_worker = self._has_folder = True

    def end(self, *, is_sound: bool) -> None:
        """Give both back; a second time does nothing. A worker that is not sound is ended."""
        if self._has_folder:
            self._has_folder = False
            self._snapshots.take_back(self.folder)
        if self._has_worker:
            self._has_worker = False
            self._pool.give_back(self.worker, is_sound=is_sound)

    def end_now(self) -> bool:
        """Give both back, sound, without waiting; False when that cannot be."""
        if self._has_folder and self._snapshots.take_back_now(self.folder):
            self._has_folder = False
        if not self._has_folder and self._has_worker and self._pool.give_back_now(self.worker):
            self._has_worker = False
        return not self._has_worker


class Begun:
    """A query at work; its block is to be left, and one at a time may use it."""

    def __init__(
        self, lent: Lent, patience: Patience, conclude: Callable[[Told, Patience], Answer]
    ) -> None:
        self._lent, self._patience, self._conclude = lent, patience, conclude
        self._told: Told | None = None
        self._is_released = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self._is_released:
            self._lent.end(is_sound=False)

    def fileno(self) -> int:
        """Give what becomes readable when there is something to `read`."""
        return self._lent.worker.fileno()

    def read(self) -> bool:
        """Take in what has come, once something has; False when a thread is to do the rest."""
        return self._lent.worker.read()

    def answer(self) -> Answer | None:
        """Give the answer, for which `release` is owed; None when it is not here, or is none.

        Waits for nothing.
        """
        self._told = self._told or self._lent.worker.told()
        if self._told is None or self._told[0]:
            return None
        self._is_released = True
        return self._conclude(self._told, self._patience)

    def release(self) -> None:
        """Give back what the answer took, without waiting."""
        if not self._lent.end_now():
            threading.Thread(target=self._lent.end, kwargs={"is_sound": True}).start()

    def finish(self, is_unwanted: Callable[[], bool] = never) -> Answer:
        """Wait for the answer, unless it turns unwanted; raises as `Readers.query` does."""
        self._patience.heed(is_unwanted)
        is_sound = False
        try:
            told = self._told or self._lent.worker.receive(self._patience)
            is_sound = not self._lent.worker.is_calmed
        finally:
            self._lent.end(is_sound=is_sound)
        return self._conclude(told, self._patience)
