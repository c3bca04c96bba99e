import sqlite3
from pathlib import Path

import pytest

from graph.archive.archive import FILE, Archive
from graph.archive.schema import SCHEMA_VERSION
from graph.errors import ArchiveDamaged, StorageError


def run(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()


def test_an_archive_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    newer = SCHEMA_VERSION + 1
    run(tmp_path / FILE, f"UPDATE meta SET value = '{newer}' WHERE key = 'schema_version'")
    with pytest.raises(StorageError, match=f"version {newer} .* newer Materiel"):
        Archive.open(tmp_path)


def test_a_version_that_is_none_is_damage(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    run(tmp_path / FILE, "UPDATE meta SET value = 'x' WHERE key = 'schema_version'")
    with pytest.raises(ArchiveDamaged, match="does not tell its version"):
        Archive.open(tmp_path)


def test_another_sqlite_file_is_not_taken_over(tmp_path: Path) -> None:
    run(tmp_path / FILE, "CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StorageError, match="no archive of Materiel"):
        Archive.open(tmp_path)


def test_every_table_is_made(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    connection = sqlite3.connect(tmp_path / FILE)
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    connection.close()
    assert {"articles", "readings", "changes", "verdicts", "meta", "totals"} <= names
