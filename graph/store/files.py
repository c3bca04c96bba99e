"""The files of the embedded store: held by one process, opened again or made anew when they fail.

The database refuses every write after one that found no space, until it is opened again; and it
opens no files that are not what it wrote. Nothing here is lost for good: the archive fills a store
that is empty.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import logging
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph

from graph.errors import StorageError, StorageFull, StoreDamaged, StoreLocked
from graph.store.limits import file_limits
from graph.store.seal import broken, seal, unseal

_log = logging.getLogger(__name__)

_OURS = re.compile(
    r"CURRENT|IDENTITY|LOCK|LOG(\.old\.\d+)?|(MANIFEST|OPTIONS)-\d+(\.dbtmp)?|\d+\.(sst|log|dbtmp)"
)
"""Names of the files of the database: no other is ever removed."""

_FULL = ("No space left", "File too large", "Disk quota exceeded")
_NOT_DAMAGE = (
    *("Permission denied", "Read-only file system", "Too many open files", "Operation not perm"),
    *("Cannot allocate memory", "Input/output error", "Not a directory"),
)
"""What the system says where the files may well be whole."""
_PROBE = "space.probe"
_OURS_ALONE = 2
"""References to the database while nobody else has it: ours, and that of who counts."""


class StoreFiles:
    """The database in a folder, and the lock that says that it is ours; for one thread at a time.

    `reason` says why it is to be opened again before it is written, or is damaged.
    """

    def __init__(self, folder: Path, lock: int) -> None:
        self.folder = folder
        self.is_stuck = False
        self.damage: str | None = None
        self._lock: int | None = lock
        self._opened: pyoxigraph.Store | None = None

    @classmethod
    def open(cls, folder: Path) -> StoreFiles:
        """Open the database of a folder, or make one; one that is damaged is made anew.

        Raises StoreLocked when another process has it, StorageError when it cannot be opened.
        """
        files = cls(folder, _lock(folder))
        try:
            files._open_sealed()
        except StoreDamaged as damaged:
            _log.error(
                "%s. It is filled anew from the archive", damaged
            )  # its message is all there is
            files.remake()
        except BaseException:
            files.close()
            raise
        return files

    @property
    def is_open(self) -> bool:
        """Tell whether it was not closed."""
        return self._lock is not None

    def current(self) -> pyoxigraph.Store:
        """Give the database, opened again if that failed before; raises StorageError if closed."""
        if self._lock is None:
            raise StorageError("The store is closed.")
        if self._opened is None:
            return self._open()
        return self._opened

    def explain(self, failed: OSError | RuntimeError) -> StorageError | None:
        """Say in our words what the database says, and heed it; None if it did not say it."""
        message = str(failed)
        if isinstance(failed, RuntimeError) and not message.startswith("Corruption"):
            return None
        if isinstance(failed, OSError):
            self.is_stuck = True
            return _of_system(message) or StorageError(f"The store does not take it: {message}")
        self.damage = message
        return _damaged(self.folder, message)

    def reopen(self) -> None:
        """Open it again, which makes it writable where there is space; raises StorageFull."""
        self._probe()
        if self._is_read() and (gc.collect(), self._is_read())[1]:
            raise StorageFull(
                "The disk that holds the store was full. It is opened again when nobody reads it"
            )
        self._opened = None
        self._open()
        self.is_stuck = False
        _log.warning("the store was opened again, and takes what is written")

    def remake(self) -> None:
        """Remove the files of the database and open an empty one in their place."""
        self._opened = None
        unseal(self.folder)
        for path in self.folder.iterdir():
            if _OURS.fullmatch(path.name) and path.is_file():
                path.unlink()
        self.damage = None
        self._open()
        self.is_stuck = False

    def close(self) -> None:
        """Let go of the files; a second time does nothing."""
        opened, self._opened = self._opened, None
        is_sound = opened is not None and not (self.is_stuck or self.damage)
        try:
            if opened is not None and is_sound:
                opened.flush()
        except (OSError, RuntimeError):
            # What is not flushed is in the write-ahead log, or else in the archive.
            _log.warning("the store could not be flushed", exc_info=True)
        finally:
            del opened  # which closes it
            if is_sound:
                seal(self.folder)
            if self._lock is not None:
                os.close(self._lock)
                self._lock = None

    def _open_sealed(self) -> None:
        if reason := broken(self.folder):
            raise _damaged(self.folder, reason)
        self._open()

    def _open(self) -> pyoxigraph.Store:
        try:
            self._opened = pyoxigraph.Store(self.folder)
        except (OSError, RuntimeError, ValueError) as error:
            raise _cannot_open(self.folder, str(error)) from error
        return self._opened

    def _is_read(self) -> bool:
        """Tell whether others have the database in hand: two processes may not open it, nor one."""
        return sys.getrefcount(self._opened) > _OURS_ALONE

    def _probe(self) -> None:
        """Raise StorageFull unless so much can be written as opening takes."""
        probe = self.folder / _PROBE
        try:
            with probe.open("wb") as output:
                os.posix_fallocate(output.fileno(), 0, file_limits().probe_bytes)
        except OSError as failed:
            raise _of_system(os.strerror(failed.errno or 0)) or StorageError(
                f"Nothing can be written in {self.folder}: {failed.strerror}"
            ) from failed
        finally:
            probe.unlink(missing_ok=True)


@contextlib.contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Keep everybody else from a folder while the block runs, and touch nothing in it.

    Raises StoreLocked when another process has it.
    """
    descriptor = _lock(folder)
    try:
        yield
    finally:
        os.close(descriptor)


def _lock(folder: Path) -> int:
    """Take the folder for this process, until the descriptor is closed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as failed:
        raise _cannot_open(folder, failed.strerror or str(failed)) from failed
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as failed:
        os.close(descriptor)
        raise _locked(folder) from failed
    return descriptor


def _cannot_open(folder: Path, message: str) -> StorageError:
    if "lock" in message.casefold() and "block" not in message.casefold():
        return _locked(folder)
    full = _of_system(message)
    if full is not None:
        return full
    if any(each in message for each in _NOT_DAMAGE):
        return StorageError(f"The store in {folder} cannot be opened: {message}")
    return _damaged(folder, message)


def _locked(folder: Path) -> StoreLocked:
    return StoreLocked(
        f"Another process works with the store in {folder}. Stop it, or ask it over HTTP."
    )


def _damaged(folder: Path, message: str) -> StoreDamaged:
    return StoreDamaged(f"The store in {folder} is damaged: {message}")


def _of_system(message: str) -> StorageFull | None:
    if any(each in message for each in _FULL):
        return StorageFull(
            "The disk that holds the store is full. Free some space: the service goes on by itself"
        )
    return None
