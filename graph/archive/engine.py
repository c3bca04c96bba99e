"""SQLite as the archive needs it: synced commits, one writer at a time, errors in our words."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from graph.archive.space import full, require_space
from graph.errors import ArchiveDamaged, ArchiveLocked, StorageError, StorageFull

BUSY_SECONDS = 30.0
"""How long a writer waits for another, in this process or elsewhere."""

WRITES = "writes"
"""Execution option of an engine whose transactions take the write lock when they begin."""

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_FORBIDDEN = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


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
