"""Which engine keeps an archive: the address says it, and no address is a file."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from graph.archive.engines.protocol import ArchiveEngine, Scanner
from graph.archive.engines.scanning import opened
from graph.archive.engines.sqlite import FILE, SqliteFile
from graph.errors import InvalidField


def open_engine(folder: Path, address: str | None) -> ArchiveEngine:
    """Open the place of the archive of a data folder; raises StorageError, InvalidField."""
    if address is None:
        return SqliteFile.open(folder)
    from graph.archive.engines.postgresql import PostgresDatabase  # its driver is an extra

    return PostgresDatabase.open(address)


def scan_archive(folder: Path, address: str | None) -> AbstractContextManager[Scanner]:
    """Open what is kept as it is, however damaged; raises StorageError."""
    if address is None:
        return opened(folder / FILE)
    from graph.archive.engines.postgresql import scanned

    return scanned(address)


def has_archive(folder: Path, address: str | None) -> bool:
    """Tell whether there is an archive already; raises StorageError where nobody can say."""
    if address is None:
        return (folder / FILE).is_file()
    from graph.archive.engines.postgresql import has_tables

    return has_tables(address)


def require_file(address: str | None, what: str) -> None:
    """Raise InvalidField where `what` is asked for, which works on files, of a database."""
    if address is not None:
        raise InvalidField(
            f"{what} works on an archive in the data folder, and this one is on PostgreSQL",
            field="MATERIEL_ARCHIVE",
            remedy="Use the tools of PostgreSQL, as docs/postgresql.md says: pg_dump and "
            "pg_restore, or pg_basebackup with archived logs",
        )
