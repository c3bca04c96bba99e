"""Files packed while they are written."""

import gzip
from collections.abc import Iterator

import pytest

from app.exports.packing import packed, takes_packed


def test_what_is_packed_is_a_gzip_file_and_equal_each_time() -> None:
    parts = [b"shells\n" * 1000, b"", b"tanks\n"]
    once = b"".join(packed(parts))
    assert gzip.decompress(once) == b"".join(parts)
    assert b"".join(packed(parts)) == once
    assert len(once) < 200


def test_nothing_is_an_empty_file() -> None:
    assert gzip.decompress(b"".join(packed([]))) == b""


def test_parts_are_packed_as_they_come() -> None:
    taken = 0

    def parts() -> Iterator[bytes]:
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield f"{number * 7919 % 10_007} ".encode() * 40

    first = next(packed(parts()))
    assert first
    assert taken < 2_000


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip", True),
        ("deflate, GZIP;q=0.5, br", True),
        ("x-gzip", True),
        ("*", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("gzip;q=0, *", False),
        ("*;q=0", False),
        ("gzip;q=much", False),
        ("br", False),
    ],
)
def test_who_takes_packed_answers(header: str, takes: bool) -> None:
    assert takes_packed(header) == takes
