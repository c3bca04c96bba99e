"""The reader processes: some are kept ready, and no more work at once than the limits say."""

from __future__ import annotations

import logging
import threading
from collections import Counter

from graph.errors import StorageError
from graph.store.limits import QueryLimits
from graph.store.patience import Patience
from graph.store.worker import Worker

_log = logging.getLogger(__name__)


class Pool:
    """Lends workers to threads, and to whoever may not wait."""

    def __init__(self, limits: QueryLimits) -> None:
        self.idle: list[Worker] = []
        self.all: set[Worker] = set()
        self.ended: Counter[str] = Counter()
        """How many were ended since the start, by reason: stopped, died, slow or spare."""
        self._limits = limits
        self._changed = threading.Condition()
        self._waiting = 0
        self._closed = False
        with self._changed:
            self._fill()

    def borrow(self, patience: Patience) -> Worker:
        """Lend a worker, as soon as there is one.

        Raises QueryTimeout at the end of patience, StorageError when the pool is closed.
        """
        with self._changed:
            self._waiting += 1
            try:
                return self._next(patience)
            finally:
                self._waiting -= 1

    def borrow_now(self) -> Worker | None:
        """Lend a worker that is idle, without waiting; None when others are before us."""
        if not self._changed.acquire(blocking=False):
            return None
        try:
            is_free = self.idle and not self._waiting and not self._closed
            return self.idle.pop() if is_free else None
        finally:
            self._changed.release()

    def give_back(self, worker: Worker, *, is_sound: bool) -> None:
        """Take a worker back; one that is not sound, or one too many, is ended."""
        with self._changed:
            is_kept = is_sound and self._has_room()
            if is_kept:
                self.idle.append(worker)
            else:
                self.all.discard(worker)
                self.ended["spare" if is_sound else worker.fate()] += 1
            if not self._closed:
                self._fill_again()
            self._changed.notify()
        if not is_kept:
            worker.close()  # which takes a while if it had much memory: nobody waits for it

    def give_back_now(self, worker: Worker) -> bool:
        """Take a sound worker back without waiting; False when that cannot be."""
        if not self._changed.acquire(blocking=False):
            return False
        try:
            if not self._has_room():
                return False
            self.idle.append(worker)
            self._changed.notify()
            return True
        finally:
            self._changed.release()

    def pids(self) -> list[int]:
        """List the processes that live."""
        with self._changed:
            return [worker.pid for worker in self.all if worker.is_alive()]

    def close(self) -> bool:
        """End all processes; False when that was done before."""
        with self._changed:
            if self._closed:
                return False
            self._closed = True
            for worker in self.all:
                worker.close()
            self.all.clear()
            self.idle.clear()
            self._changed.notify_all()
            return True

    def _next(self, patience: Patience) -> Worker:
        while not self._closed:
            if self.idle:
                return self.idle.pop()
            if len(self.all) < self._limits.readers_most:
                try:
                    return self._start()
                except OSError as failed:
                    raise StorageError(
                        f"No process that reads can be started: {failed}"
                    ) from failed
            self._changed.wait(patience.left("All readers were busy until the time limit"))
        raise StorageError("The readers are closed.")

    def _has_room(self) -> bool:
        return len(self.idle) < self._limits.readers and not self._closed

    def _fill_again(self) -> None:
        try:
            self._fill()
        except OSError as failed:  # whoever needs one tries again, and is told
            _log.warning("no process that reads can be started: %s", failed)

    def _fill(self) -> None:
        """Keep as many ready as the limits say."""
        while len(self.all) < self._limits.readers:
            self.idle.append(self._start())

    def _start(self) -> Worker:
        worker = Worker(self._limits.memory_bytes)
        self.all.add(worker)
        return worker
