"""Whether answers are whole: each belongs to one state of the archive, and fits its others."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

from bench.crowd.asking import Answer

_OWN = frozenset({"sequence", "total", "limit", "offset", "next", "prev"})


class Book:
    """What was answered so far, and what is wrong with it; any number of threads may write."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._told: dict[tuple[str, int], int] = {}
        self.compared = 0
        self.wrong: list[str] = []

    def note(self, *wrong: str) -> None:
        """Keep what is wrong."""
        with self._lock:
            self.wrong.extend(wrong)

    def judge(self, path: str, answer: Answer, before: int) -> int:
        """Judge an answer on a connection that was answered `before`; give its sequence number."""
        if answer.status == 404 and "/sources/" in path:
            return before  # nothing that it said stands any longer
        if answer.status != 200:
            self.note(f"{path}: status {answer.status} {answer.body[:200]!r}")
            return before
        sequence = int(answer.headers["materiel-sequence"])
        self.note(*_wrong(path, answer, sequence, before))
        key, told = (path, sequence), crc32(answer.body)
        with self._lock:
            self.compared += key in self._told
            known = self._told.setdefault(key, told)
        if known != told:
            self.note(f"{path}: two answers at sequence {sequence} are not the same")
        return sequence


def _wrong(path: str, answer: Answer, sequence: int, before: int) -> Iterator[str]:
    if sequence < before:
        yield f"{path}: sequence {sequence} after an answer of {before}"
    if "." in urlsplit(path).path:
        yield from _wrong_lines(path, answer)
        return
    page = answer.json()
    if page["sequence"] != sequence:
        yield f"{path}: the body says sequence {page['sequence']}, the header {sequence}"
    if page["total"] != int(answer.headers["materiel-total"]):
        yield f"{path}: the body says total {page['total']}, the header another"
    shown = len(rows_of(page))
    expected = min(page["total"], page["limit"])
    if page["prev"] is None and shown != expected:
        yield f"{path}: {shown} rows, not {expected}, of {page['total']}"


def _wrong_lines(path: str, answer: Answer) -> Iterator[str]:
    lines = answer.body.count(b"\n") - (".csv" in path)
    total = int(answer.headers["materiel-total"])
    has_next = 'rel="next"' in answer.headers["link"]
    if (lines < total) != has_next or lines > total:
        yield f"{path}: {lines} lines of {total}, and {'a' if has_next else 'no'} next"


def rows_of(page: dict[str, Any]) -> list[dict[str, Any]]:
    """Find the rows of a page: the list that it has beside what it says of itself."""
    return next(
        value for name, value in page.items() if name not in _OWN and isinstance(value, list)
    )
