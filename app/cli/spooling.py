"""Rows of a report, kept in a file: there may be more of them than memory should hold."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from typing import IO

import orjson
from pydantic import BaseModel


class Spool:
    """Rows as lines of JSON, in a file without a name that goes with the program."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None  # none before there is a row
        self._count = 0

    def add(self, row: BaseModel) -> None:
        """Put a row at the end."""
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  # it is open as long as this is
            weakref.finalize(self, self._file.close)
        self._file.seek(0, os.SEEK_END)
        self._file.write(orjson.dumps(row.model_dump(mode="json")) + b"\n")
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def lines(self) -> Iterator[bytes]:
        """Yield the rows in order, each without its line end."""
        place = 0
        while self._file is not None:
            self._file.seek(place)
            line = self._file.readline()
            if not line:
                return
            place = self._file.tell()
            yield line[:-1]


def as_report(sums: BaseModel, rows: Mapping[str, Spool]) -> Iterator[bytes]:
    """Write a report as one JSON object: sums, then lists with a row on each line."""
    head = orjson.dumps(sums.model_dump(mode="json"), option=orjson.OPT_INDENT_2)
    yield head.removesuffix(b"\n}")
    for name, spool in rows.items():
        yield b',\n  "%s": [' % name.encode()
        for place, line in enumerate(spool.lines()):
            yield (b",\n    " if place else b"\n    ") + line
        yield b"\n  ]" if len(spool) else b"]"
    yield b"\n}\n"
