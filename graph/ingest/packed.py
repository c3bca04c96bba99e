"""Lines of files that may be packed; what is too long, or unpacks to too much, is not held."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from graph.errors import TooLarge, UnreadableFile
from graph.ingest.limits import limits

PACKED = ".gz"
_SKIPPED = 1 << 20


@dataclass(slots=True)
class Meter:
    """How many bytes of files were gone through, as they are on the disk."""

    passed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line by its number from 1; `content` is None where it is longer than is read."""

    number: int
    content: bytes | None


class Unpacked:
    """Bounds what a packed file unpacks to, and tells the meter how far its reader came."""

    def __init__(self, file: BinaryIO, path: Path, meter: Meter) -> None:
        self._file = file
        self._path = path
        self._meter = meter
        self._seen = self._made = 0

    def made(self, size: int) -> None:
        """Count bytes that came out; raises TooLarge when they are too many for what went in."""
        self._made += size
        self.read_so_far()
        bounds = limits().collections
        if self._made > max(bounds.unpacked_spared, bounds.unpacked_times * self._seen):
            raise TooLarge(
                f"the file unpacks to more than {bounds.unpacked_times} times its size; "
                "what follows is not read",
                field="file",
                value=str(self._path),
                remedy="Unpack it yourself if that is meant",
            )

    def read_so_far(self) -> None:
        """Tell the meter what was taken from the file."""
        now = self._file.tell()
        self._meter.passed += now - self._seen
        self._seen = now


def lines_of(path: Path, meter: Meter) -> Iterator[Line]:
    """Yield the lines of a file that are not blank; one whose name ends in .gz is unpacked.

    Raises OSError, TooLarge for what unpacks to too much, UnreadableFile for what cannot be
    unpacked: what came before is good.
    """
    is_packed = path.suffix.lower() == PACKED
    with path.open("rb") as file, unpacking(path):
        bound = Unpacked(file, path, meter)
        stream = gzip.GzipFile(fileobj=file) if is_packed else file
        yield from lines_in(stream, bound.made)
        bound.read_so_far()


def lines_in(
    stream: gzip.GzipFile | BinaryIO, made: Callable[[int], None] = lambda _: None
) -> Iterator[Line]:
    """Yield the lines of a stream that are not blank; `made` is told how long each part was."""
    most = limits().line_bytes
    number = 0
    while content := stream.readline(most + 1):
        number += 1
        made(len(content))
        if len(content) > most:
            _pass_over(content, stream, made)
            yield Line(number=number, content=None)
        elif content.strip():
            yield Line(number=number, content=content)


@contextmanager
def unpacking(path: Path) -> Iterator[None]:
    """Say of a packed file that it is damaged; raises UnreadableFile."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as broken:
        raise UnreadableFile(
            f"the packed file is cut off or damaged: {broken}; what came before is read",
            field="file",
            value=str(path),
            remedy="Fetch or pack it again",
        ) from broken


def _pass_over(part: bytes, stream: gzip.GzipFile | BinaryIO, made: Callable[[int], None]) -> None:
    """Go to the end of a line."""
    while part and not part.endswith(b"\n"):
        part = stream.readline(_SKIPPED)
        made(len(part))
