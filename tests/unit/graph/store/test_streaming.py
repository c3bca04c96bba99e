import threading
from typing import IO

import pytest

from graph.store.streaming import AHEAD, PIECE, pieces


def test_what_is_written_is_yielded_in_order() -> None:
    def write(output: IO[bytes]) -> None:
        for number in range(600_000):
            output.write(b"%06d\n" % number)

    found = list(pieces(write))
    assert b"".join(found) == b"".join(b"%06d\n" % number for number in range(600_000))
    assert len(found) > AHEAD
    assert max(map(len, found)) <= PIECE


def test_nothing_written_is_nothing_yielded() -> None:
    assert list(pieces(lambda _: None)) == []


def test_what_the_writer_raises_is_raised_after_what_it_wrote() -> None:
    def write(output: IO[bytes]) -> None:
        output.write(b"x" * PIECE)
        raise ValueError("no more")

    found = pieces(write)
    assert next(found) == b"x" * PIECE
    with pytest.raises(ValueError, match="no more"):
        list(found)


def test_a_reader_who_stops_stops_the_writer() -> None:
    written = threading.Event()

    def write(output: IO[bytes]) -> None:
        while True:
            output.write(b"x" * PIECE)
            written.set()

    found = pieces(write)
    assert next(found)
    assert written.wait(5)
    found.close()  # type: ignore[attr-defined]
    assert "materiel-export" not in {thread.name for thread in threading.enumerate()}


def test_the_writer_is_never_far_ahead() -> None:
    count = 0

    def write(output: IO[bytes]) -> None:
        nonlocal count
        for _ in range(1000):
            output.write(b"x" * PIECE)
            count += 1

    found = pieces(write)
    for _ in range(10):
        next(found)
    assert count <= 10 + AHEAD + 2
    found.close()  # type: ignore[attr-defined]
