import sqlite3
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import Connection, event

from graph.archive.archive import FILE, Archive
from graph.archive.engines import sqlite as engine_module
from graph.archive.engines.sqlite import SqliteFile, open_engine
from graph.errors import ArchiveDamaged, ArchiveLocked, StorageError
from tests.making import make_read, told


def test_connections_sync_commits_and_keep_references(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / FILE)
    with engine.connect() as connection:
        for pragma, value in {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}.items():
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    engine.dispose()


@pytest.mark.parametrize("words", [b"not a database at all " * 400, b"SQLite format 3\x00" * 300])
def test_a_file_that_is_no_database_is_named(tmp_path: Path, words: bytes) -> None:
    (tmp_path / FILE).write_bytes(words)
    with pytest.raises(ArchiveDamaged, match=r"archive\.sqlite3 is damaged .* last backup"):
        Archive.open(tmp_path)


def test_a_file_cut_short_is_damage(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        for number in range(50):
            read = make_read(told("POL", "UKR"), story=f"{number} " + "Much was said. " * 400)
            archive.add(read.article, read.reading)
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ArchiveDamaged, match="damaged"), Archive.open(tmp_path) as archive:
        list(archive.since(0))


def test_a_flipped_letter_is_damage_and_names_the_article(tmp_path: Path) -> None:
    read = make_read(told("POL", "UKR"), story="Lighthouse")
    with Archive.open(tmp_path) as archive:
        archive.add(read.article, read.reading)
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes().replace(b"Lighthouse", b"Lightheuse"))
    with (
        Archive.open(tmp_path) as archive,
        pytest.raises(ArchiveDamaged, match=f"Article {read.article.id}"),
    ):
        archive.find(read.article.id)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match="data folder"):
        Archive.open(tmp_path / "file" / "data")


def test_a_file_that_does_not_open_says_which_right_is_needed(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(StorageError, match=f"right to write in {tmp_path}"):
        Archive.open(tmp_path)


def test_a_writer_that_waits_too_long_says_who_is_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.05)
    read = make_read(told("POL", "UKR"))
    with Archive.open(tmp_path) as archive:
        other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveLocked, match="locked by another process"):
            archive.add(read.article, read.reading)
        assert archive.sequence() == 0, "readers do not wait"
        other.execute("ROLLBACK")
        other.close()
        assert archive.add(read.article, read.reading).is_new


def test_a_full_disk_says_so_loses_nothing_and_heals(tmp_path: Path) -> None:
    small = make_read(told("POL", "UKR"), story="small")
    large = make_read(told("POL", "UKR"), story="Much was said. " * 100_000)
    with Archive.open(tmp_path) as archive:
        archive.add(small.article, small.reading)
        pages = {"most": 60}
        assert isinstance(archive._engine, SqliteFile)

        @event.listens_for(archive._engine._engine, "begin")
        def fill(connection: Connection) -> None:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages['most']}")

        with pytest.raises(StorageError, match="disk is full") as full:
            archive.add(large.article, large.reading)
        assert not isinstance(full.value, ArchiveDamaged)
        assert archive.find(large.article.id) is None
        assert [read.article.id for read in archive.since(0)] == [small.article.id]
        pages["most"] = 100_000
        assert archive.add(large.article, large.reading).sequence == 2
        assert archive.counts().articles == 2


def test_whoever_waits_is_told_of_changes_and_of_none(tmp_path: Path) -> None:
    read = make_read(told("POL", "UKR"))
    with Archive.open(tmp_path) as archive, Archive.open(tmp_path) as other:
        assert archive.wait(0, 0.05) == 0
        writer = Timer(0.1, other.add, args=(read.article, read.reading))
        writer.start()
        assert archive.wait(0, 30) == 1
        writer.join()
        assert archive.wait(0, 30) == 1, "what is there already is not waited for"
