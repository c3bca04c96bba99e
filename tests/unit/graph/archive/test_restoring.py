"""A backup is put in place as a whole, or nothing is touched."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from graph.archive.archive import FILE, Archive
from graph.archive.backups import Backup, make_backup
from graph.archive.copying import read_contents
from graph.archive.manifest import MANIFEST
from graph.archive.restoring import restore_backup
from graph.archive.schema import SCHEMA_VERSION
from graph.errors import (
    ArchiveLocked,
    BackupDamaged,
    InvalidField,
    StorageError,
    UnreadableFile,
)
from tests.unit.graph.archive.test_backups import NOW, add, names, origin


@pytest.fixture
def backup(tmp_path: Path) -> Backup:
    add(tmp_path / "before", *"abc")
    return make_backup(origin(tmp_path / "before"), tmp_path / "b")


def test_it_answers_as_what_was_backed_up(backup: Backup, tmp_path: Path) -> None:
    data = tmp_path / "deep" / "data"
    restored = restore_backup(backup.folder, data)
    assert (restored.backup, restored.replaced) == (backup, None)
    assert names(data) == [FILE]
    with Archive.open(data) as archive, Archive.open(tmp_path / "before") as before:
        assert list(archive.since(0)) == list(before.since(0))
    add(data, "and goes on")
    assert read_contents(data / FILE).sequence == 4


def test_an_archive_that_is_there_is_not_touched_unasked(backup: Backup, tmp_path: Path) -> None:
    add(tmp_path / "data", "here")
    before = (tmp_path / "data" / FILE).read_bytes()
    with pytest.raises(InvalidField, match="--replace"):
        restore_backup(backup.folder, tmp_path / "data")
    assert (tmp_path / "data" / FILE).read_bytes() == before
    assert names(tmp_path / "data") == [FILE]


@pytest.mark.parametrize("failed", [shutil.SameFileError("one file twice"), OSError("odd")])
def test_what_fails_is_said_where_the_system_has_no_word_for_it(
    backup: Backup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failed: OSError
) -> None:
    def fail(*_: object) -> None:
        raise failed

    monkeypatch.setattr(shutil, "copyfile", fail)
    with pytest.raises(StorageError, match=f"cannot be written: {failed}"):
        restore_backup(backup.folder, tmp_path / "data")


def test_what_is_replaced_is_kept_beside(backup: Backup, tmp_path: Path) -> None:
    data = tmp_path / "data"
    add(data, "here", "too")
    here = read_contents(data / FILE)
    (data / "store").mkdir()
    (data / "store" / "quads").write_bytes(b"of another archive")
    (data / "labels.jsonl").write_bytes(b"mine")
    restored = restore_backup(
        backup.folder, data, replace=True, projections=("store",), clock=lambda: NOW
    )
    assert restored.replaced == data / "replaced-20260301T103000Z"
    assert read_contents(restored.replaced / FILE) == here
    assert read_contents(data / FILE) == backup.manifest.contents
    assert names(data) == [FILE, "labels.jsonl", restored.replaced.name]


def test_a_damaged_archive_is_replaced_and_kept_with_its_log(
    backup: Backup, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / FILE).write_bytes(b"no archive at all" * 500)
    (data / f"{FILE}-wal").write_bytes(b"nor a log")
    restored = restore_backup(backup.folder, data, replace=True)
    assert restored.replaced is not None
    assert names(restored.replaced) == [FILE, f"{FILE}-wal"]
    assert (restored.replaced / FILE).read_bytes().startswith(b"no archive")
    assert names(data) == [FILE, restored.replaced.name]
    assert read_contents(data / FILE) == backup.manifest.contents


HOLD = """
import sys
from pathlib import Path
from graph.archive.archive import Archive
with Archive.open(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_folder_in_use_is_refused(backup: Backup, tmp_path: Path) -> None:
    data = tmp_path / "data"
    add(data, "here")
    command = [sys.executable, "-c", HOLD, str(data)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(ArchiveLocked, match="stop the service"):
            restore_backup(backup.folder, data, replace=True)
        assert read_contents(data / FILE).sequence == 1
        assert [name for name in names(data) if not name.startswith(FILE)] == []
        holder.communicate()
    assert restore_backup(backup.folder, data, replace=True).replaced is not None


def test_a_changed_byte_is_found_before_anything_is_touched(backup: Backup, tmp_path: Path) -> None:
    data = tmp_path / "data"
    add(data, "here")
    before = (data / FILE).read_bytes()
    for name in (FILE, MANIFEST):
        content = (backup.folder / name).read_bytes()
        for at in range(0, len(content), max(len(content) // 20, 1)):
            changed = content[:at] + bytes([content[at] ^ 4]) + content[at + 1 :]
            (backup.folder / name).write_bytes(changed)
            with pytest.raises(BackupDamaged):
                restore_backup(backup.folder, data, replace=True)
        (backup.folder / name).write_bytes(content[:-1])
        with pytest.raises(BackupDamaged):
            restore_backup(backup.folder, data, replace=True)
        (backup.folder / name).write_bytes(content)
    (backup.folder / FILE).unlink()
    with pytest.raises(BackupDamaged, match="lost"):
        restore_backup(backup.folder, data, replace=True)
    assert (data / FILE).read_bytes() == before
    assert names(data) == [FILE]


@pytest.mark.parametrize("made", [lambda place: None, Path.mkdir])
def test_what_is_no_backup_is_said_to_be_none(tmp_path: Path, made: object) -> None:
    if callable(made):
        made(tmp_path / "b")
    with pytest.raises(UnreadableFile, match="is no backup"):
        restore_backup(tmp_path / "b", tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_a_backup_of_a_newer_archive_says_how_to_go_on(tmp_path: Path) -> None:
    add(tmp_path / "newer", "a")
    backup = make_backup(origin(tmp_path / "newer"), tmp_path / "b")
    from dataclasses import replace

    from graph.archive.manifest import write_manifest

    contents = replace(backup.manifest.contents, schema=SCHEMA_VERSION + 1)
    newer = replace(backup.manifest, contents=contents)
    (backup.folder / MANIFEST).write_bytes(write_manifest(newer))
    with pytest.raises(BackupDamaged, match="Upgrade Materiel"):
        restore_backup(backup.folder, tmp_path / "data")


def test_a_disk_without_room_is_told_first(
    backup: Backup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(StorageError, match="left"):
        restore_backup(backup.folder, tmp_path / "data")
    assert names(tmp_path / "data") == []


def test_a_backup_is_one_file_that_any_sqlite_reads(backup: Backup) -> None:
    address = f"{(backup.folder / FILE).as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert connection.execute("SELECT count(*) FROM articles").fetchone() == (3,)
    connection.close()
    assert names(backup.folder) == [FILE, MANIFEST]
