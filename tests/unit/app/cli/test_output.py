"""A file is whole or not there."""

import os
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


def test_a_file_that_cannot_be_written_is_named_by_its_option(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as raised:
        write_out([b"x"], tmp_path, option="--report")
    assert raised.value.field == "--report"
    assert "directory" in raised.value.message


def test_a_pipe_or_device_is_written_to_and_keeps_its_place(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_out([b"one ", b"two"], pipe)
    assert os.read(reading, 100) == b"one two"
    os.close(reading)
    assert pipe.is_fifo()


def test_what_makes_the_parts_is_stopped_when_they_cannot_be_written(tmp_path: Path) -> None:
    stopped: list[bool] = []

    def parts() -> Iterator[bytes]:
        try:
            yield b"x"
            yield b"y"
        finally:
            stopped.append(True)

    made = parts()
    next(made)
    with pytest.raises(UnreadableFile):
        write_out(made, tmp_path / "nowhere" / "out.json")
    assert stopped == [True]
