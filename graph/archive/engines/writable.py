"""Whether a file of SQLite can be written: tried for real, and nothing is left of it."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from graph.errors import StorageError

_BLOCK = bytes(4096)


def check_writable(path: Path, seconds: float) -> None:
    """Raise unless a transaction can write, and the disk takes a block and syncs it.

    The transaction is rolled back, and the block is in a file without a name, so that a process
    that is killed here leaves nothing either. Waits so long for others who write. Raises
    StorageError, or what SQLite does.
    """
    address = f"{path.absolute().as_uri()}?mode=rw"
    with closing(
        sqlite3.connect(address, uri=True, timeout=seconds, isolation_level=None)
    ) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE totals SET articles = articles")
        connection.execute("ROLLBACK")
    try:
        with tempfile.TemporaryFile(dir=path.parent) as probe:
            probe.write(_BLOCK)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as failed:
        raise StorageError(f"The disk of the archive takes nothing: {failed.strerror}") from failed
