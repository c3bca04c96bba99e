"""An archive in a database of PostgreSQL: several writers, in turns, and news of each change."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import Any, Self

from sqlalchemy import Connection, func, inspect, select

from graph.archive.engines.connecting import Address, connect, make_engine, read_address
from graph.archive.engines.protocol import Key, Row, Scanner, Tell, take_change
from graph.archive.engines.sqlstates import in_our_words
from graph.archive.schema import meta, tables
from graph.errors import StorageError

CHANNEL = "materiel"
"""What is notified of each change: the number of the last one."""

WRITERS = 0x4D61_7465_7269_656C
"""The advisory lock of whoever writes: "Materiel" as a number. One archive in a database."""

AT_ONCE = 500
"""Rows that are fetched at a time by whoever goes through all."""

_LAST = "SELECT max(sequence) FROM changes"
_KEYS = "SELECT md5(string_agg(k::text, ' ' ORDER BY k.id)) FROM api_keys AS k"
_SERVER = "SELECT current_setting('server_encoding'), current_setting('fsync')"

_log = logging.getLogger(__name__)


class PostgresDatabase:
    """An archive in a database; any number of processes may use it. Keeps to `ArchiveEngine`.

    Connections that a restart of the server cut off are made anew; what was being done then fails,
    whole.
    """

    def __init__(self, address: Address) -> None:
        self.place = address.place
        self._engine = make_engine(address)
        self._reading = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        # Threads queue here, so that those who wait hold no connection.
        self._write_lock = Lock()
        self._watch_lock = Lock()
        self._watch: Any = None
        self._listening: list[Any] = []

    @classmethod
    def open(cls, address: str) -> Self:
        """Open the database of an address; raises StorageError, InvalidField, MissingExtra."""
        opened = cls(read_address(address))
        try:
            opened._check_server()
        except StorageError:
            opened.close()
            raise
        return opened

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one state: a snapshot."""
        with in_our_words(self.place), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open the transaction that writes, after those of others, and tell of its change.

        The lock goes when others can see what was written: numbers are seen in their order.
        """
        with in_our_words(self.place), self._write_lock, self._engine.begin() as connection:
            take_change(connection)  # of one that failed
            _take_lock(connection)
            yield connection
            number = take_change(connection)
            if number is not None:
                connection.execute(select(func.pg_notify(CHANNEL, str(number))))

    def sequence(self) -> int:
        """Tell the number of the last change: one short question."""
        last: int | None = self._look(_LAST)
        return last or 0

    def wait(self, after: int, timeout: float) -> int:
        """Wait for a change, as the server tells of it."""
        until = time.monotonic() + timeout
        with in_our_words(self.place), self._listener() as listener:
            # It listens before it looks: nothing comes in between.
            while (last := self.sequence()) <= after:
                left = until - time.monotonic()
                if left <= 0:
                    break
                for _ in listener.notifies(timeout=left, stop_after=1):
                    pass
        return last

    def keys_stamp(self) -> Key:
        """Give a digest of the keys, which are few: one short question."""
        return self._look(_KEYS)

    def scanning(self) -> AbstractContextManager[Scanner]:
        """Open what is there as it stands."""
        return self._scanning()

    def require_space(self) -> None:
        """Raise nothing: what the disk of the server has left is told when it is full."""

    def check_writable(self, seconds: float) -> None:
        """Try to write in a transaction that is rolled back."""
        with in_our_words(self.place, seconds), self._engine.connect() as connection:
            _take_lock(connection, seconds)
            connection.exec_driver_sql("UPDATE totals SET articles = articles")
            connection.rollback()

    def size(self) -> int:
        """Tell how many bytes the database takes."""
        size: int = self._look("SELECT pg_database_size(current_database())")
        return size

    def close(self) -> None:
        """Let go of all connections; closing again does nothing."""
        with self._watch_lock:
            self._drop_watch()
            while self._listening:
                self._listening.pop().close()
        self._engine.dispose()

    @contextmanager
    def _scanning(self) -> Iterator[Scanner]:
        with self.reading() as connection:
            yield _Tables(connection, self.place)

    def _check_server(self) -> None:
        with self.reading() as connection:
            encoding, syncs = connection.exec_driver_sql(_SERVER).one()
        if encoding != "UTF8":
            raise StorageError(
                f"The database {self.place} is in {encoding}, which cannot hold every text. Make "
                "one with: CREATE DATABASE ... TEMPLATE template0 ENCODING 'UTF8'"
            )
        if syncs != "on":
            _log.warning("the server of %s does not sync (fsync=off): set it on", self.place)

    def _look(self, question: str) -> Any:  # noqa: ANN401  # a value of the server's
        """Ask on a connection of its own; once more if that was cut off meanwhile."""
        from psycopg import OperationalError

        with in_our_words(self.place), self._watch_lock:
            if self._watch is not None:
                try:
                    return self._watch.execute(question).fetchone()[0]
                except OperationalError:
                    self._drop_watch()
            self._watch = connect(self._engine)
            return self._watch.execute(question).fetchone()[0]

    def _drop_watch(self) -> None:
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    @contextmanager
    def _listener(self) -> Iterator[Any]:
        """Lend a connection that listens; it is kept for the next, unless anything fails."""
        listener = self._listening.pop() if self._listening else None
        if listener is None or not _answers(listener):
            listener = connect(self._engine)
            listener.execute(f"LISTEN {CHANNEL}")
        try:
            yield listener
        except BaseException:
            listener.close()
            raise
        self._listening.append(listener)


def has_tables(address: str) -> bool:
    """Tell whether a database holds an archive; raises StorageError, InvalidField."""
    database = PostgresDatabase.open(address)
    try:
        with database.reading() as connection:
            return inspect(connection).has_table(meta.name)
    finally:
        database.close()


@contextmanager
def scanned(address: str) -> Iterator[Scanner]:
    """Open what is kept in a database as it stands; raises StorageError, InvalidField."""
    database = PostgresDatabase.open(address)
    try:
        with database.scanning() as scanner:
            yield scanner
    finally:
        database.close()


def _take_lock(connection: Connection, seconds: float | None = None) -> None:
    if seconds is not None:
        wait = f"{max(1, round(seconds * 1000))}ms"
        connection.execute(select(func.set_config("lock_timeout", wait, True)))  # noqa: FBT003
    connection.execute(select(func.pg_advisory_xact_lock(WRITERS)))


def _answers(listener: Any) -> bool:  # noqa: ANN401  # a connection of psycopg, which is an extra
    """Tell whether a connection that was idle is still there."""
    from psycopg import OperationalError

    try:
        listener.execute("SELECT 1")
    except OperationalError:
        listener.close()
        return False
    return True


class _Tables:
    """Rows of tables as they are in one snapshot."""

    def __init__(self, connection: Connection, place: str) -> None:
        self._connection = connection
        self._place = place

    def rows(self, table: str, tell: Tell) -> Iterator[Row]:
        """Yield the rows in order of their keys; where a page is broken, no more of the table."""
        source = tables.tables[table]
        query = select(source).order_by(*source.primary_key.columns)
        try:
            with in_our_words(self._place), self._connection.begin_nested():
                options = {"yield_per": AT_ONCE}
                with self._connection.execute(query, execution_options=options) as streamed:
                    for row in streamed.mappings():
                        yield dict(row)
        except StorageError as failed:
            tell(f"table {table}: {failed}")

    def structure(self, tell: Tell) -> None:
        """Tell nothing: `pg_amcheck` looks at pages and indexes, and PostgreSQL at references."""
