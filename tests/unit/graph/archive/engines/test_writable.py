"""Whether an archive can be written is tried for real, and leaves nothing."""

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from graph.archive.archive import FILE, Archive
from graph.archive.engines.sqlite import in_our_words
from graph.archive.engines.writable import check_writable
from graph.errors import ArchiveDamaged, ArchiveLocked, StorageError
from tests.making import make_read, told


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Archive.open(tmp_path / "data") as archive:
        read = make_read(told("POL", "UKR"))
        archive.add(read.article, read.reading)
    return tmp_path / "data"


def check(data: Path, seconds: float) -> None:
    with in_our_words(data / FILE):
        check_writable(data / FILE, seconds)


def test_nothing_is_left_of_it(data: Path) -> None:
    with Archive.open(data) as archive:
        before = (archive.sequence(), archive.counts(), list(archive.since(0)))
        log = (data / f"{FILE}-wal").stat().st_size
        for _ in range(5):
            check(data, 1)
        assert (data / f"{FILE}-wal").stat().st_size == log
        assert (archive.sequence(), archive.counts(), list(archive.since(0))) == before
        assert {each.name for each in data.iterdir()} == {FILE, f"{FILE}-wal", f"{FILE}-shm"}


def test_it_does_not_wait_longer_than_it_may(data: Path) -> None:
    writer = sqlite3.connect(data / FILE, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with pytest.raises(ArchiveLocked):
        check(data, 0.01)
    writer.execute("ROLLBACK")
    check(data, 0.01)
    writer.close()


def test_what_cannot_be_written_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StorageError, match="Read-only file system"):
        check(data, 1)
    assert [each.name for each in data.iterdir()] == [FILE]


def test_what_is_gone_or_damaged_is_told(data: Path) -> None:
    (data / FILE).write_bytes(b"no archive" * 1000)
    with pytest.raises(ArchiveDamaged):
        check(data, 1)
    (data / FILE).unlink()
    with pytest.raises(StorageError):
        check(data, 1)
    assert list(data.iterdir()) == [], "none is made"
