"""A backup is whole or not there, holds one state, and nothing else is ever removed."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.archive import backups, copying
from graph.archive.archive import FILE, Archive
from graph.archive.backups import Backup, Origin, drop_backups, find_backups, make_backup
from graph.archive.copying import read_contents
from graph.archive.folders import workplace
from graph.archive.manifest import MANIFEST, check_file
from graph.errors import ArchiveDamaged, InvalidField, StorageError
from tests.making import make_read, told

NOW = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    add(tmp_path / "data", *"abc")
    return tmp_path / "data"


def add(data: Path, *stories: str) -> None:
    with Archive.open(data) as archive:
        for story in stories:
            read = make_read(told("POL", "UKR"), told("IRN", "RUS"), story=story)
            archive.add(read.article, read.reading)


def origin(data: Path, *, days: int = 0) -> Origin:
    return Origin(
        data=data,
        made_by="materiel 1",
        base_iri="http://example.org/id/",
        clock=lambda: NOW + timedelta(days=days),
    )


def names(target: Path) -> list[str]:
    return sorted(each.name for each in target.iterdir())


def test_a_backup_is_a_folder_named_by_moment_and_sequence(data: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    made = make_backup(
        origin(data), tmp_path / "all" / "backups", lambda *so_far: seen.append(so_far)
    )
    assert names(tmp_path / "all" / "backups") == ["20260301T103000Z-000003"]
    assert names(made.folder) == [FILE, MANIFEST]
    assert made.manifest.contents == read_contents(data / FILE)
    assert made.manifest.contents.counts()["claims"] == 6
    check_file(made.folder / FILE, made.manifest)
    assert find_backups(made.folder.parent) == [made]
    assert seen[-1][0] == seen[-1][1] > 0
    assert made.folder.stat().st_mode & 0o077 == 0, "texts are in it"


def test_what_others_write_while_it_is_copied_is_not_in_it(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PAGES", 2)
    written: list[str] = []

    def write(_done: int, _total: int) -> None:
        add(data, f"while copying {len(written)}")
        written.append("one")

    made = make_backup(origin(data), tmp_path / "b", write)
    assert len(written) > 5
    assert read_contents(data / FILE).sequence == 3 + len(written)
    with Archive.open(made.folder) as archive:
        assert archive.sequence() == made.manifest.contents.sequence == 3
        assert len(list(archive.since(0))) == archive.counts().articles == 3


def test_two_of_one_moment_are_two(data: Path, tmp_path: Path) -> None:
    for _ in range(2):
        make_backup(origin(data), tmp_path / "b")
    assert names(tmp_path / "b") == ["20260301T103000Z-000003", "20260301T103001Z-000003"]
    assert len(find_backups(tmp_path / "b")) == 2


@pytest.mark.parametrize("place", ["data", "data/backups", "data/../data/x", "link/x"])
def test_a_target_within_the_data_folder_is_refused(data: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "link").symlink_to(data)
    with pytest.raises(InvalidField, match="within the data folder"):
        make_backup(origin(data), tmp_path / place)
    assert names(data) == [FILE]


def test_a_target_that_is_no_folder_is_refused(data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(InvalidField, match="is no folder"):
        make_backup(origin(data), tmp_path / "file")
    with pytest.raises(StorageError, match="cannot be written"):
        make_backup(origin(data), tmp_path / "file" / "within")


def test_a_disk_without_room_is_told_before_anything_is_written(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "ROOM", 1 << 60)
    with pytest.raises(StorageError, match="Free some space"):
        make_backup(origin(data), tmp_path / "b")
    assert names(tmp_path / "b") == []


@pytest.mark.parametrize("call", ["fsync", "rename"])
def test_a_disk_that_fails_leaves_nothing_behind(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    made = make_backup(origin(data), tmp_path / "b")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(StorageError, match="is full"):
        make_backup(origin(data, days=1), tmp_path / "b")
    assert find_backups(tmp_path / "b") == [made]
    assert names(tmp_path / "b") == [made.folder.name]


def test_a_damaged_archive_is_not_backed_up(data: Path, tmp_path: Path) -> None:
    content = (data / FILE).read_bytes()
    assert b"POL and UKR" in content
    (data / FILE).write_bytes(content.replace(b"POL and UKR", b"POL and RUS", 1))
    with pytest.raises(ArchiveDamaged):
        make_backup(origin(data), tmp_path / "b")
    assert names(tmp_path / "b") == []


def test_keep_removes_the_oldest_of_this_archive(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "b"
    made: list[Backup] = []
    for day in range(5):
        made.append(make_backup(origin(data, days=day), target))
        add(data, f"day {day}")
    dropped = drop_backups(target, made[-1], keep=2)
    assert dropped == [each.folder for each in made[:3]]
    assert find_backups(target) == made[3:]
    assert names(target) == [each.folder.name for each in made[3:]]
    assert drop_backups(target, made[-1], keep=1) == [made[3].folder]
    assert drop_backups(target, made[-1], keep=1) == []


def test_keep_touches_nothing_that_is_not_a_whole_backup_of_this_archive(
    data: Path, tmp_path: Path
) -> None:
    target = tmp_path / "b"
    add(tmp_path / "other", "x")
    other = make_backup(origin(tmp_path / "other", days=-9), target)
    with_more, renamed, cut, changed, linked = (
        make_backup(origin(data, days=-day), target) for day in range(8, 3, -1)
    )
    (with_more.folder / "notes.txt").write_text("mine", encoding="utf-8")
    renamed.folder.rename(target / "20200101T000000Z-000003")
    (cut.folder / FILE).write_bytes(b"")
    (changed.folder / MANIFEST).write_text("{}", encoding="utf-8")
    linked.folder.rename(tmp_path / "elsewhere")
    linked.folder.symlink_to(tmp_path / "elsewhere")
    (target / "photographs").mkdir()
    (target / "20260101T000000Z-000001").mkdir()
    (target / "20260101T000000Z-000002").write_text("mine", encoding="utf-8")
    newest = make_backup(origin(data), target)
    before = names(target)
    assert drop_backups(target, newest, keep=1) == []
    assert names(target) == before
    assert find_backups(target) == [other, newest]


def test_a_state_that_went_another_way_is_kept(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "b"
    add(tmp_path / "branch", *"abc", "only here")
    branch = make_backup(origin(tmp_path / "branch"), target)
    add(data, "d", "e")
    newest = make_backup(origin(data, days=1), target)
    assert drop_backups(target, newest, keep=1) == [], "it holds what is nowhere else"
    assert find_backups(target) == [branch, newest]


def test_what_a_killed_one_left_is_swept_up_and_what_is_at_work_is_not(
    data: Path, tmp_path: Path
) -> None:
    target = tmp_path / "b"
    left = target / f"{backups.UNFINISHED}0123abcd"
    left.mkdir(parents=True)
    (left / FILE).write_bytes(b"half")
    mine = target / f"{backups.UNFINISHED}notes"
    mine.mkdir()
    with workplace(target, backups.UNFINISHED) as at_work:
        made = make_backup(origin(data), target)
        assert sorted(names(target)) == sorted([at_work.name, mine.name, made.folder.name])
