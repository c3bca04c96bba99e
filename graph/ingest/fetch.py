"""From files, folders and JSON lines to documents, one by one, the failed ones by name."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graph.errors import (
    InputError,
    InvalidField,
    MalformedLine,
    MaterielError,
    MissingField,
    TooLarge,
    UnreadableFile,
    UnsupportedMediaType,
)
from graph.ingest.limits import limits
from graph.ingest.metadata import Metadata, parse_metadata

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
}
"""File name endings that are read as one article."""

BATCHES = frozenset({".jsonl", ".ndjson"})
"""File name endings that are read as one article a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A document as it came: bytes of a file, or the text of a JSON line.

    `charset` and `coding` are how headers say that it is encoded, and packed.
    """

    name: str
    content: bytes | str
    media_type: str
    charset: str | None = None
    coding: str = ""
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """What could not be fetched or read, and why."""

    name: str
    error: MaterielError


def fetch(paths: Iterable[Path], *, today: date) -> Iterator[Fetched | Failed]:
    """Fetch every document under the paths: files, folders (in order of names) and JSON lines."""
    for path in paths:
        if not _is(path, Path.is_dir):
            yield from _fetch_file(path, today)
            continue
        members, closed = _look_into(path)
        yield from (_unreadable(error.filename, error) for error in closed)
        for member in members:
            yield from _fetch_file(member, today)


def count(paths: Iterable[Path]) -> int:
    """Count what `fetch` would give, for a progress bar; what cannot be read counts as one."""
    total = 0
    for path in paths:
        if _is(path, Path.is_dir):
            members, closed = _look_into(path)
            total += len(closed) + sum(_count_file(member) for member in members)
        else:
            total += _count_file(path)
    return total


def _look_into(folder: Path) -> tuple[list[Path], list[OSError]]:
    """List the documents of a folder, and why folders in it cannot be looked into.

    What else a folder holds is passed over; a named file never is.
    """
    closed: list[OSError] = []
    known = MEDIA_TYPES.keys() | BATCHES
    found = (
        Path(place, name)
        for place, _, names in os.walk(folder, onerror=closed.append)
        for name in names
    )
    members = sorted(
        path
        for path in found
        if path.suffix.lower() in known and _is(path, Path.is_file, unknown=True)
    )
    return members, closed


def _is(path: Path, kind: Callable[[Path], bool], *, unknown: bool = False) -> bool:
    """Ask of what kind a path is; `unknown` where that may not be asked."""
    try:
        return kind(path)
    except OSError:
        return unknown  # reading it then says why


def _count_file(path: Path) -> int:
    if path.suffix.lower() not in BATCHES:
        return 1
    try:
        with path.open("rb") as lines:
            return sum(1 for line in lines if line.strip())
    except OSError:
        return 1


def _fetch_file(path: Path, today: date) -> Iterator[Fetched | Failed]:
    suffix = path.suffix.lower()
    try:
        if suffix in BATCHES:
            yield from _fetch_lines(path, today)
        else:
            yield _fetch_document(path, suffix)
    except OSError as error:
        yield _unreadable(str(path), error)
    except InputError as error:
        yield Failed(name=str(path), error=error)


def _unreadable(name: str, error: OSError) -> Failed:
    return Failed(
        name=name,
        error=UnreadableFile(
            f"the file or folder cannot be read: {error.strerror or type(error).__name__}",
            field="file",
            value=name,
            remedy="Check the name and the permission to read",
        ),
    )


def _fetch_document(path: Path, suffix: str) -> Fetched:
    if suffix not in MEDIA_TYPES:
        raise UnsupportedMediaType(
            "the file is of no kind that is read",
            field="file",
            value=str(path),
            remedy=f"Give {', '.join(sorted(MEDIA_TYPES.keys() | BATCHES))} or a folder of them",
        )
    size = path.stat().st_size
    if size > limits().document_bytes:
        raise TooLarge(
            f"the file has {size:,} bytes",
            field="file",
            value=str(path),
            remedy=f"At most {limits().document_bytes:,} are read as one article",
        )
    return Fetched(name=str(path), content=path.read_bytes(), media_type=MEDIA_TYPES[suffix])


def _fetch_lines(path: Path, today: date) -> Iterator[Fetched | Failed]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            name = f"{path}:{number}"
            try:
                yield parse_line(line, name=name, today=today)
            except InputError as error:
                yield Failed(name=name, error=error)


def parse_line(line: bytes, *, name: str, today: date) -> Fetched:
    """Read one JSON line `{"text", "title"?, "published"?, "publisher"?, "url"?, "id"?}`.

    Other members are let be. Raises MalformedLine, MissingField, InvalidField or TooLarge.
    """
    record = _parse_object(line)
    if "text" not in record:
        raise MissingField(
            "the line has no text", field="text", remedy='Give every line a "text" member'
        )
    text = record["text"]
    if not isinstance(text, str):
        raise InvalidField(
            "text is not a string",
            field="text",
            value=repr(text)[:100],
            remedy="Give the article's text as a string",
        )
    label = record.get("id")
    if isinstance(label, str) and label:
        name = f"{name} ({label})"
    metadata = parse_metadata(record, today=today)
    return Fetched(name=name, content=text, media_type="text/plain", metadata=metadata)


def _parse_object(line: bytes) -> dict[str, object]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise MalformedLine(
            f"the line is not JSON: {error}",
            field="line",
            value=line[:100].decode("utf-8", "replace").strip(),
            remedy="Give one JSON object a line, in UTF-8",
        ) from None
    if not isinstance(record, dict):
        raise MalformedLine(
            "the line is not a JSON object",
            field="line",
            value=line[:100].decode("utf-8", "replace").strip(),
            remedy='Give one object a line, such as {"text": "..."}',
        )
    return record
