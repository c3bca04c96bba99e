"""Where results go: standard output, or a file that is whole or not there."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import BinaryIO

import orjson
from pydantic import BaseModel

from graph.errors import UnreadableFile


def as_json(model: BaseModel, *, pretty: bool) -> bytes:
    """Write a model as JSON with a line end; one line unless pretty."""
    options = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if pretty else 0)
    return orjson.dumps(model.model_dump(mode="json"), option=options)


def write_out(parts: Iterable[bytes], out: Path | None, *, option: str = "--out") -> None:
    """Write to standard output, or to a file by way of a neighbour that then takes its name.

    `option` is what named the file. Raises UnreadableFile when it cannot be written.
    """
    try:
        if out is None:
            _write(parts, sys.stdout.buffer)
        elif out.exists() and not out.is_file():  # a pipe or a device keeps its place
            with out.open("wb") as file:
                _write(parts, file)
        else:
            _replace(parts, out)
    except BrokenPipeError:
        raise  # whoever read has enough: no failure of ours
    except OSError as failed:
        raise _cannot_write(out, option, failed) from failed
    finally:
        # What still makes parts is stopped: at the end of the program its thread would be awaited.
        if isinstance(parts, Generator):
            parts.close()


def _write(parts: Iterable[bytes], file: BinaryIO) -> None:
    file.writelines(parts)
    file.flush()


def _replace(parts: Iterable[bytes], out: Path) -> None:
    partial = out.with_name(f"{out.name}.partial")
    try:
        with partial.open("wb") as file:
            _write(parts, file)
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)


def _cannot_write(out: Path | None, option: str, failed: OSError) -> UnreadableFile:
    name = "standard output" if out is None else str(out)
    return UnreadableFile(
        f"{name} cannot be written: {failed.strerror or failed}",
        field=name if out is None else option,
        value=name,
        remedy="Make room for it, or name a file in a folder that exists and may be written",
    )
