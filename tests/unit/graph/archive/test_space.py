"""The reserve: what it refuses, and what it is kept for."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from graph.archive.archive import Archive
from graph.archive.space import require_space, space_limits
from graph.errors import StorageError, StorageFull
from tests.making import make_read, told

READ = make_read(told("POL", "UKR"))


def disk(total: int, free: int) -> SimpleNamespace:
    return SimpleNamespace(f_blocks=total // 4096, f_frsize=4096, f_bavail=free // 4096)


@pytest.mark.parametrize(
    ("total", "free", "is_full"),
    [
        (1 << 40, 1 << 30, False),
        (1 << 40, 255 << 20, True),
        (1 << 30, 60 << 20, False),  # a small disk keeps a share in reserve
        (1 << 30, 50 << 20, True),
        (1 << 30, 0, True),
    ],
)
def test_the_reserve_is_bytes_or_a_share(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, total: int, free: int, is_full: bool
) -> None:
    monkeypatch.setattr(os, "statvfs", lambda _path: disk(total, free))
    if not is_full:
        require_space(tmp_path)
        return
    with pytest.raises(StorageFull, match="no restart is needed"):
        require_space(tmp_path)


def test_limits_are_sound() -> None:
    assert 0 < space_limits().reserve_share < 0.2
    assert space_limits().reserve_bytes > 1 << 20


def test_the_reserve_is_for_withdrawing_not_for_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_read(told("IRN", "RUS"), story="other")
    with Archive.open(tmp_path) as archive:
        archive.add(READ.article, READ.reading)
        monkeypatch.setattr(os, "statvfs", lambda _path: disk(1 << 30, 4096))
        with pytest.raises(StorageFull):
            archive.add(other.article, other.reading)
        assert archive.withdraw(READ.article.id, who=None, why="It was planted").is_new
        assert archive.sequence() == 2


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="gone"):
        require_space(tmp_path / "gone")
