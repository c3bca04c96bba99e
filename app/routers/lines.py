"""Lines of a body that comes in parts, however long it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line by its number, from 1; `content` is None where it is longer than the limit."""

    number: int
    content: bytes | None


class Lines:
    """Cuts parts into lines; holds one line at most. Blank lines are counted and passed over."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self._number = 0

    def feed(self, part: bytes) -> Iterator[Line]:
        """Yield the lines that this part ends."""
        *ends, rest = part.split(b"\n")
        for end in ends:
            self._keep(end)
            yield from self.finish()
        self._keep(rest)

    def finish(self) -> Iterator[Line]:
        """Yield what has come of a line as one that has ended."""
        content = b"".join(self._parts)
        is_whole = self._size <= self._limit
        self._parts.clear()
        self._size = 0
        self._number += 1
        if not is_whole or content.strip():
            yield Line(number=self._number, content=content if is_whole else None)

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        if self._size <= self._limit:
            self._parts.append(part)
        else:
            self._parts.clear()
