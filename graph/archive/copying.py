"""A copy of an archive as it stands at one moment, made while others write to it."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from graph.archive.archive import FILE, Archive
from graph.archive.engines.protocol import BUSY_SECONDS
from graph.archive.engines.sqlite import in_our_words
from graph.errors import ArchiveDamaged, StorageError

PAGES = 2048
"""Pages that are copied before progress is told: 8 MB."""

Progress = Callable[[int, int], None]
"""Told how many bytes are done, and of how many."""


def unseen(_done: int, _total: int) -> None:
    """Tell nobody of the progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What an archive holds: enough to tell whether another holds the same, or its beginning.

    `history` is the digest of all changes up to `sequence`. Changes are only ever added, so an
    archive with the same digest at this number has been through the same.
    """

    schema: int
    sequence: int
    history: str
    articles: int
    claims: int
    readings: int
    withdrawn: int

    def counts(self) -> dict[str, int]:
        """Give the numbers of what stands, of readings, and of what is withdrawn."""
        told = asdict(self)
        return {name: told[name] for name in ("articles", "claims", "readings", "withdrawn")}


def read_contents(path: Path) -> Contents:
    """Tell what an archive holds now; raises StorageError."""
    with in_our_words(path), closing(_connect(path)) as connection:
        connection.execute("BEGIN")
        return _contents(connection)


def history_of(path: Path, sequence: int) -> str:
    """Give the digest of an archive's changes up to a number, to compare with another's."""
    with in_our_words(path), closing(_connect(path)) as connection:
        return _history(connection, sequence)


def copy_archive(source: Path, target: Path, progress: Progress = unseen) -> Contents:
    """Copy an archive into a file that is not there yet, whole and as it stands now.

    Others write meanwhile and wait for nothing: what is read stays as it was when it began. The
    copy is one file, with no log beside it; it is neither checked nor synced. Raises StorageError.
    """
    with in_our_words(source), closing(_connect(source)) as reading:
        reading.execute("BEGIN")
        contents = _contents(reading)  # from here on, nothing that others write is seen
        size = reading.execute("PRAGMA page_size").fetchone()[0]

        def tell(_status: int, left: int, total: int) -> None:
            progress((total - left) * size, total * size)

        try:
            with closing(sqlite3.connect(target, isolation_level=None)) as writing:
                # Whoever is killed here starts anew: what is half is thrown away.
                writing.execute("PRAGMA journal_mode=OFF")
                writing.execute("PRAGMA synchronous=OFF")
                reading.backup(writing, pages=PAGES, progress=tell)
        except sqlite3.OperationalError as failed:
            raise _unwritten(failed, target) from failed
    return contents


def read_through(folder: Path, contents: Contents) -> None:
    """Read the archive of a folder, which nobody uses, from end to end, with all its digests.

    Raises ArchiveDamaged unless it is sound and holds just this. One file is left, with no log.
    """
    path = folder / FILE
    with Archive.open(folder) as archive:
        for _ in archive.since(0):
            continue
    with in_our_words(path), closing(_connect(path)) as connection:
        # So that it can be read where nothing may be written.
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise ArchiveDamaged(f"The archive {path} is damaged: {' '.join(str(found).split())}")
        held = _contents(connection)
    if held != replace(contents, schema=held.schema):
        raise ArchiveDamaged(f"The archive {path} holds {held}, not {contents}")


def _connect(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _contents(connection: sqlite3.Connection) -> Contents:
    (version,) = connection.execute(
        "SELECT value FROM meta WHERE key = 'schema_version'"
    ).fetchone()
    sequence = connection.execute("SELECT max(sequence) FROM changes").fetchone()[0] or 0
    articles, claims, readings, withdrawn = connection.execute(
        "SELECT articles, claims, readings, withdrawn FROM totals"
    ).fetchone()
    return Contents(
        schema=int(version),
        sequence=sequence,
        history=_history(connection, sequence),
        articles=articles,
        claims=claims,
        readings=readings,
        withdrawn=withdrawn,
    )


def _history(connection: sqlite3.Connection, sequence: int) -> str:
    digest = hashlib.sha256()
    for row in connection.execute(
        "SELECT sequence, article_id, kind FROM changes WHERE sequence <= ? ORDER BY sequence",
        (sequence,),
    ):
        digest.update(f"{row[0]} {row[1]} {row[2]}\n".encode())
    return digest.hexdigest()


def _unwritten(failed: sqlite3.OperationalError, target: Path) -> StorageError:
    code = getattr(failed, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return StorageError(f"The disk of {target.parent.parent} is full")
    return StorageError(f"{target.parent.parent} does not take the copy: {failed}")
