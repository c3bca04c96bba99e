"""From files, folders and JSON lines to documents, one by one, the failed ones by name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graph.errors import (
    InputError,
    InvalidField,
    MalformedLine,
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
}
"""File name endings that are read as one article."""

BATCHES = frozenset({".jsonl", ".ndjson"})
"""File name endings that are read as one article a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A document as it came: bytes of a file, or the text of a JSON line."""

    name: str
    content: bytes | str
    media_type: str
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """What could not be fetched or read, and why."""

    name: str
    error: InputError


def fetch(paths: Iterable[Path], *, today: date) -> Iterator[Fetched | Failed]:
    """Fetch every document under the paths: files, folders (in order of names) and JSON lines."""
    for path in paths:
        if path.is_dir():
            # What a folder holds besides articles is passed over; a named file never is.
            known = MEDIA_TYPES.keys() | BATCHES
            members = [member for member in sorted(path.rglob("*")) if member.is_file()]
            yield from fetch((m for m in members if m.suffix.lower() in known), today=today)
        else:
            yield from _fetch_file(path, today)


def count(paths: Iterable[Path]) -> int:
    """Count what `fetch` would give, for a progress bar; unreadable files count as one."""
    total = 0
    for path in paths:
        if path.is_dir():
            known = MEDIA_TYPES.keys() | BATCHES
            total += count(m for m in path.rglob("*") if m.is_file() and m.suffix.lower() in known)
        elif path.suffix.lower() in BATCHES and path.is_file():
            with path.open("rb") as lines:
                total += sum(1 for line in lines if line.strip())
        else:
            total += 1
    return total


def _fetch_file(path: Path, today: date) -> Iterator[Fetched | Failed]:
    suffix = path.suffix.lower()
    try:
        if suffix in BATCHES:
            yield from _fetch_lines(path, today)
        else:
            yield _fetch_document(path, suffix)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield Failed(
            name=str(path),
            error=UnreadableFile(
                f"cannot read {path}: {reason}",
                field="file",
                value=str(path),
                remedy="Check the name and the permission to read",
            ),
        )
    except InputError as error:
        yield Failed(name=str(path), error=error)


def _fetch_document(path: Path, suffix: str) -> Fetched:
    if suffix not in MEDIA_TYPES:
        raise UnsupportedMediaType(
            f"{path.name} is of no kind that is read",
            field="file",
            value=str(path),
            remedy=f"Give {', '.join(sorted(MEDIA_TYPES.keys() | BATCHES))} or a folder of them",
        )
    size = path.stat().st_size
    if size > limits().document_bytes:
        raise TooLarge(
            f"{path.name} has {size:,} bytes",
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
    record = _parse_object(line, name)
    if "text" not in record:
        raise MissingField(
            f"{name} has no text", field="text", remedy='Give every line a "text" member'
        )
    text = record["text"]
    if not isinstance(text, str):
        raise InvalidField(
            f"text of {name} is not a string",
            field="text",
            value=repr(text)[:100],
            remedy="Give the article's text as a string",
        )
    label = record.get("id")
    if isinstance(label, str) and label:
        name = f"{name} ({label})"
    metadata = parse_metadata(record, today=today)
    return Fetched(name=name, content=text, media_type="text/plain", metadata=metadata)


def _parse_object(line: bytes, name: str) -> dict[str, object]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise MalformedLine(
            f"{name} is not JSON: {error}",
            field="line",
            value=line[:100].decode("utf-8", "replace").strip(),
            remedy="Give one JSON object a line, in UTF-8",
        ) from None
    if not isinstance(record, dict):
        raise MalformedLine(
            f"{name} is not a JSON object",
            field="line",
            value=line[:100].decode("utf-8", "replace").strip(),
            remedy='Give one object a line, such as {"text": "..."}',
        )
    return record
