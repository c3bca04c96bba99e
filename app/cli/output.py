"""Where results go: standard output, or a file that is whole or not there."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import orjson
from pydantic import BaseModel

from graph.errors import UnreadableFile


def as_json(model: BaseModel, *, pretty: bool) -> bytes:
    """Write a model as JSON with a line end; one line unless pretty."""
    options = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if pretty else 0)
    return orjson.dumps(model.model_dump(mode="json"), option=options)


def write_out(parts: Iterable[bytes], out: Path | None) -> None:
    """Write to standard output, or to a file by way of a neighbour that then takes its name."""
    if out is None:
        stream = sys.stdout.buffer
        for part in parts:
            stream.write(part)
        stream.flush()
        return
    partial = out.with_name(f"{out.name}.partial")
    try:
        with partial.open("wb") as file:
            for part in parts:
                file.write(part)
        partial.replace(out)
    except OSError as failed:
        raise _cannot_write(out, failed) from failed
    finally:
        partial.unlink(missing_ok=True)


def _cannot_write(out: Path, failed: OSError) -> UnreadableFile:
    return UnreadableFile(
        f"{out} cannot be written: {failed.strerror or failed}",
        field="--out",
        value=str(out),
        remedy="Name a file in a folder that exists and may be written",
    )
