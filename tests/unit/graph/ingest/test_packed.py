import dataclasses
import gzip
import tracemalloc
from pathlib import Path

import pytest

from graph.errors import TooLarge, UnreadableFile
from graph.ingest.limits import CollectionLimits, limits
from graph.ingest.packed import Line, Meter, lines_of


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test can reach."""
    bounds = CollectionLimits(
        unpacked_spared=2_000_000, unpacked_times=100, header_bytes=1, weighed_files=1
    )
    made = dataclasses.replace(limits(), line_bytes=1_000, collections=bounds)
    monkeypatch.setattr("graph.ingest.packed.limits", lambda: made)


def lines(path: Path) -> tuple[list[Line], Meter]:
    meter = Meter()
    return list(lines_of(path, meter)), meter


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "A.JSONL.GZ"])
def test_lines_come_with_their_numbers_packed_or_not(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    content = b"one\n\n  \ntwo\r\nthree"
    path.write_bytes(gzip.compress(content) if name.lower().endswith("gz") else content)
    found, meter = lines(path)
    assert [(one.number, one.content) for one in found] == [
        (1, b"one\n"),
        (4, b"two\r\n"),
        (5, b"three"),
    ]
    assert meter.passed == path.stat().st_size


def test_several_packed_parts_are_one_file(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"one\ntw") + gzip.compress(b"o\n"))
    assert [one.content for one in lines(path)[0]] == [b"one\n", b"two\n"]


@pytest.mark.parametrize("cut", [10, 1_000])
def test_what_is_cut_off_gives_what_came_before(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.gz"
    content = b"".join(b"%d %d\n" % (number, number**5) for number in range(5_000))
    path.write_bytes(gzip.compress(content)[:-cut])
    reading = lines_of(path, Meter())
    assert next(reading).content == b"0 0\n"
    with pytest.raises(UnreadableFile, match="cut off or damaged"):
        list(reading)


def test_what_is_not_packed_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(b"plain text")
    with pytest.raises(UnreadableFile, match="damaged"):
        lines(path)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ["a.jsonl", "a.gz"])
def test_a_line_without_end_is_passed_over(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    content = b"one\n" + b"x" * 1_000_000 + b"\n" + b"y" * 1_000 + b"\n" + b"two\n"
    path.write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    found = [(one.number, one.content and one.content[:3]) for one in lines(path)[0]]
    assert found == [(1, b"one"), (2, None), (3, None), (4, b"two")]


@pytest.mark.usefixtures("small")
def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"one\n" + b"x" * 30_000_000))
    reading = lines_of(path, Meter())
    assert next(reading).content == b"one\n"
    tracemalloc.start()
    with pytest.raises(TooLarge, match="more than 100 times its size"):
        list(reading)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 8_000_000


@pytest.mark.usefixtures("small")
def test_a_bomb_of_empty_lines_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"\n" * 30_000_000))
    with pytest.raises(TooLarge, match="more than 100 times its size"):
        lines(path)
