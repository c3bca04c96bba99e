"""Copies of the store that readers read, made when the store has changed and dropped after use."""

from __future__ import annotations

import itertools
import shutil
import threading
from collections import Counter
from pathlib import Path

from graph.errors import StorageFull
from graph.store.protocol import Copied


class Snapshots:
    """Keeps the newest snapshot, and older ones while a query still reads them."""

    def __init__(self, store: Copied, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._current: Path | None = None
        self._revision = -1
        self._users: Counter[Path] = Counter()
        # What a killed process left behind is nobody's: the store is ours alone.
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def lend(self) -> Path:
        """Lend the folder of a snapshot that holds everything the store holds now."""
        with self._lock:
            snapshot = self._newest()
            self._users[snapshot] += 1
        return snapshot

    def lend_now(self) -> Path | None:
        """Lend a snapshot as `lend` does, but None where it would have to be made or waited for."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            if self._current is None or self._store.revision() != self._revision:
                return None
            self._users[self._current] += 1
            return self._current
        finally:
            self._lock.release()

    def take_back(self, snapshot: Path) -> None:
        """Take a snapshot back that was lent."""
        with self._lock:
            self._users[snapshot] -= 1
            self._drop_unused()

    def take_back_now(self, snapshot: Path) -> bool:
        """Take a snapshot back; False where it would have to be removed or waited for."""
        if not self._lock.acquire(blocking=False):
            return False
        try:
            if snapshot != self._current:
                return False
            self._users[snapshot] -= 1
            return True
        finally:
            self._lock.release()

    def close(self) -> None:
        """Remove all snapshots."""
        with self._lock:
            self._current = None
            shutil.rmtree(self._folder, ignore_errors=True)

    def _newest(self) -> Path:
        revision = self._store.revision()
        if self._current is None or revision != self._revision:
            made = self._folder / str(next(self._numbers))
            try:
                self._store.snapshot(made)
            except StorageFull:
                shutil.rmtree(made, ignore_errors=True)
                if self._current is None:
                    raise
                return self._current  # what was known before the disk was full
            if self._current is not None:
                self._users.setdefault(self._current, 0)
            # Taken before the copy: a write in between only makes the next query copy again.
            self._current, self._revision = made, revision
            self._drop_unused()
        return self._current

    def _drop_unused(self) -> None:
        for snapshot, users in list(self._users.items()):
            if users == 0 and snapshot != self._current:
                del self._users[snapshot]
                shutil.rmtree(snapshot, ignore_errors=True)
