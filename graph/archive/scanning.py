"""Rows of a table of the archive, as many as can be read, however damaged the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from graph.archive.engine import BUSY_SECONDS

Row: TypeAlias = sqlite3.Row
Tell: TypeAlias = Callable[[str], None]
"""Takes down what could not be read."""


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file as it stands at one moment, whatever writes to it meanwhile.

    Raises sqlite3.Error for a file that is no database.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        # Bytes that are no text are told by their digest, not by an error here.
        connection.text_factory = lambda content: content.decode("utf-8", "surrogateescape")
        connection.execute("BEGIN")
        yield connection
    finally:
        connection.close()


def scan(connection: sqlite3.Connection, table: str, tell: Tell) -> Iterator[Row]:
    """Yield the rows of a table in order of their places; past what is broken, one by one.

    No index is trusted. What cannot be read is told. `table` is always a name of ours.
    """
    place = 0
    try:
        for row in connection.execute(f"SELECT rowid AS place, * FROM {table} NOT INDEXED"):  # noqa: S608  # nosec B608
            place = row["place"]
            yield row
    except sqlite3.Error as failed:
        tell(f"table {table}: {failed}")
        yield from _one_by_one(connection, table, place, tell)


def _one_by_one(
    connection: sqlite3.Connection, table: str, place: int, tell: Tell
) -> Iterator[Row]:
    query = f"SELECT rowid AS place, * FROM {table} WHERE rowid = ?"  # noqa: S608  # nosec B608
    lost: list[int] = []
    try:
        (last,) = connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()  # noqa: S608  # nosec B608
    except sqlite3.Error as failed:
        tell(f"table {table}: nothing after row {place} can be found ({failed})")
        return
    for number in range(place + 1, (last or 0) + 1):
        try:
            row = connection.execute(query, [number]).fetchone()
        except sqlite3.Error:
            lost.append(number)
            continue
        if row is not None:
            yield row
    if lost:
        tell(f"table {table}: {len(lost)} rows cannot be read, from {lost[0]} to {lost[-1]}")
