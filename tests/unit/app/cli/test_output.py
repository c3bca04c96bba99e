"""A file is whole or not there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.output import write_out
from graph.errors import UnreadableFile


def test_a_file_takes_its_name_when_it_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    write_out([b"one ", b"two"], out)
    assert out.read_bytes() == b"one two"
    assert list(tmp_path.iterdir()) == [out]


def test_a_failure_on_the_way_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_bytes(b"old")

    def broken() -> Iterator[bytes]:
        yield b"new"
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        write_out(broken(), out)
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as raised:
        write_out([b"x"], tmp_path / "nowhere" / "out.json")
    assert raised.value.field == "--out"
