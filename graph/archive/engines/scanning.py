"""Rows of a table in a file of SQLite, as many as can be read, however damaged it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.archive.engines.protocol import BUSY_SECONDS, Row, Scanner, Tell
from graph.errors import ArchiveDamaged

MOST = 100
"""Findings of SQLite's own check that are told."""


@contextmanager
def opened(path: Path) -> Iterator[Scanner]:
    """Open the file as it stands at one moment, whatever writes to it meanwhile.

    Raises ArchiveDamaged for a file that is no database.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        # Bytes that are no text are told by their digest, not by an error here.
        connection.text_factory = lambda content: content.decode("utf-8", "surrogateescape")
        connection.execute("BEGIN")
        yield _File(connection)
    except sqlite3.Error as failed:
        raise ArchiveDamaged(f"{path} cannot be read further: {failed}") from failed
    finally:
        connection.close()


class _File:
    """What is in a file of SQLite."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, table: str, tell: Tell) -> Iterator[Row]:
        """Yield the rows in order of their places; past what is broken, one by one.

        No index is trusted. `table` is always a name of ours.
        """
        place = 0
        query = f"SELECT rowid AS place, * FROM {table} NOT INDEXED"  # noqa: S608  # nosec B608
        try:
            for row in self._connection.execute(query):
                place = row["place"]
                yield dict(row)
        except sqlite3.Error as failed:
            tell(f"table {table}: {failed}")
            yield from self._one_by_one(table, place, tell)

    def structure(self, tell: Tell) -> None:
        """Have SQLite check its pages and indexes, and what rows point to."""
        try:
            for (told,) in self._connection.execute(f"PRAGMA integrity_check({MOST})"):
                if told != "ok":
                    tell(f"SQLite: {told}")
            for row in self._connection.execute("PRAGMA foreign_key_check"):
                tell(f"row {row[1]} of table {row[0]} points to a row of {row[2]} that is gone")
        except sqlite3.Error as failed:
            tell(f"SQLite: {failed}")

    def _one_by_one(self, table: str, place: int, tell: Tell) -> Iterator[Row]:
        query = f"SELECT rowid AS place, * FROM {table} WHERE rowid = ?"  # noqa: S608  # nosec B608
        highest = f"SELECT max(rowid) FROM {table}"  # noqa: S608  # nosec B608
        lost: list[int] = []
        try:
            (last,) = self._connection.execute(highest).fetchone()
        except sqlite3.Error as failed:
            tell(f"table {table}: nothing after row {place} can be found ({failed})")
            return
        for number in range(place + 1, (last or 0) + 1):
            try:
                row = self._connection.execute(query, [number]).fetchone()
            except sqlite3.Error:
                lost.append(number)
                continue
            if row is not None:
                yield dict(row)
        if lost:
            tell(f"table {table}: {len(lost)} rows cannot be read, from {lost[0]} to {lost[-1]}")
