"""Work in progress has a place of its own, which is gone with its process."""

from pathlib import Path

import pytest

from graph.archive.folders import sync, workplace


def test_a_workplace_is_gone_afterwards_whatever_happens(tmp_path: Path) -> None:
    def fail() -> None:
        with workplace(tmp_path, ".work-") as place:
            (place / "half").write_bytes(b"x")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_workplace_that_was_renamed_stays(tmp_path: Path) -> None:
    with workplace(tmp_path, ".work-") as place:
        (place / "whole").write_bytes(b"x")
        sync(place / "whole")
        place.rename(tmp_path / "done")
    assert (tmp_path / "done" / "whole").read_bytes() == b"x"


def test_only_what_is_left_under_our_names_is_swept(tmp_path: Path) -> None:
    (tmp_path / "aim").mkdir()
    (tmp_path / ".work-00000001").symlink_to(tmp_path / "aim")
    (tmp_path / ".work-00000002").write_bytes(b"a file")
    for name in (".work-00000003", ".work-notes", ".play-00000004"):
        (tmp_path / name).mkdir()
    with workplace(tmp_path, ".work-") as first, workplace(tmp_path, ".work-") as second:
        assert first.is_dir()
        assert second.is_dir()
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        *(".play-00000004", ".work-00000001", ".work-00000002", ".work-notes"),
        "aim",
    ]
