"""SQLite as the archive needs it: synced commits, one writer at a time, errors in our words."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from graph.archive.engines.protocol import BUSY_SECONDS, Key, Scanner
from graph.archive.engines.scanning import opened
from graph.archive.engines.writable import check_writable
from graph.archive.space import full, require_space
from graph.errors import ArchiveDamaged, ArchiveLocked, StorageError, StorageFull

FILE = "archive.sqlite3"
"""Name of the archive in the data folder."""

POLL_SECONDS = 0.02
"""How often one that waits looks whether there is a change: each look takes microseconds."""

WRITES = "writes"
"""Execution option of an engine whose transactions take the write lock when they begin."""

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_FORBIDDEN = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


class SqliteFile:
    """An archive in one file; any number of processes may use it. Keeps to `ArchiveEngine`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.place = str(path)
        self._engine = open_engine(path)
        self._writing = self._engine.execution_options(**{WRITES: True})
        # Threads queue here, in fair order; SQLite's own lock is for other processes.
        self._write_lock = Lock()
        self._watch_lock = Lock()
        try:
            with in_our_words(path):
                self._watch = self._engine.raw_connection()
        except StorageError:
            self._engine.dispose()
            raise

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the file in a data folder, or make both; raises StorageError."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as failed:
            raise StorageError(
                f"The data folder {folder} cannot be made: {failed.strerror}. Name a folder that "
                "exists, or that may be made"
            ) from failed
        return cls(folder / FILE)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one state."""
        with in_our_words(self._path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open the transaction that writes, after those of other threads and processes."""
        with in_our_words(self._path), self._write_lock, self._writing.begin() as connection:
            yield connection

    def sequence(self) -> int:
        """Tell the number of the last change; takes microseconds."""
        last: int | None = self._look("SELECT max(sequence) FROM changes")
        return last or 0

    def wait(self, after: int, timeout: float) -> int:
        """Wait for a change: look again and again, as it costs next to nothing."""
        until = time.monotonic() + timeout
        while (last := self.sequence()) <= after and time.monotonic() < until:
            time.sleep(POLL_SECONDS)
        return last

    def keys_stamp(self) -> Key:
        """Give SQLite's own number of what other connections wrote."""
        return self._look("PRAGMA data_version")

    def scanning(self) -> AbstractContextManager[Scanner]:
        """Open the file as it stands."""
        return opened(self._path)

    def require_space(self) -> None:
        """Raise StorageFull when only the reserve is left, which is for no more articles."""
        require_space(self._path.parent)

    def check_writable(self, seconds: float) -> None:
        """Try to write, and to have the disk take a block."""
        with in_our_words(self._path):
            check_writable(self._path, seconds)

    def size(self) -> int:
        """Tell how many bytes the file and its log take."""
        return sum(each.stat().st_size for each in self._path.parent.glob(f"{FILE}*"))

    def close(self) -> None:
        """Let go of the file; closing again does nothing."""
        with self._watch_lock:
            self._watch.close()
        self._engine.dispose()

    def _look(self, query: str) -> Any:  # noqa: ANN401  # a value of SQLite's
        """Ask on a connection of its own, which nothing else is done with."""
        with in_our_words(self._path), self._watch_lock:
            cursor = self._watch.cursor()
            try:
                cursor.execute(query)
                # All rows, so that the statement ends and pins no part of the write-ahead log.
                return cursor.fetchall()[0][0]
            finally:
                cursor.close()


def open_engine(path: Path) -> Engine:
    """Make an engine on this file; `execution_options(writes=True)` gives its writing twin."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": BUSY_SECONDS},
        hide_parameters=True,  # texts of articles are among them, and errors go to the log
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def in_our_words(path: Path) -> Iterator[None]:
    """Turn what SQLite says into StorageError, ArchiveLocked or ArchiveDamaged."""
    try:
        yield
    except DBAPIError as failed:
        if not isinstance(failed.orig, sqlite3.Error):
            raise
        raise _explain(failed.orig, path) from failed
    except sqlite3.Error as failed:
        raise _explain(failed, path) from failed


def _explain(failed: sqlite3.Error, path: Path) -> StorageError:
    # Errors that the sqlite3 module raises itself carry no code: they are misuse, not SQLite's.
    code = getattr(failed, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in _DAMAGED:
        return ArchiveDamaged(
            f"The archive {path} is damaged ({failed}). Stop Materiel, keep a copy of the file, "
            "and put the last backup in its place"
        )
    if code in _BUSY:
        return ArchiveLocked(
            f"The archive {path} has been locked by another process for {BUSY_SECONDS:.0f} s; "
            "try again when that has finished"
        )
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_full(path)):
        return full(str(failed))
    if code in _FORBIDDEN:
        return StorageError(
            f"The archive {path} may not be opened or written ({failed}). Give Materiel the right "
            f"to write in {path.parent}, even to ask: SQLite keeps its log there"
        )
    return StorageError(f"The archive {path} cannot be read or written: {failed}")


def _is_full(path: Path) -> bool:
    """Tell whether what SQLite calls an error of the disk is that it has no space."""
    try:
        require_space(path.parent)
    except StorageFull:
        return True
    except StorageError:
        return False
    return False


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # Transactions begin where we say (see _begin), not where the sqlite3 module guesses.
    connection.isolation_level = None
    cursor = connection.cursor()
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous=FULL")  # an acknowledged commit is on the disk
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _write_ahead(cursor: DBAPICursor) -> None:
    # SQLite does not wait for the lock here, so two processes that open a new archive must retry.
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.fetchall()
        except sqlite3.OperationalError as failed:
            if failed.sqlite_errorcode & 0xFF not in _BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
