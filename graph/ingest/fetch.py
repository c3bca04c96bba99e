"""From files, folders, JSON lines and web archives to documents, the failed ones by name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from graph.errors import (
    InputError,
    InvalidField,
    MalformedLine,
    MissingField,
    TooLarge,
    UnreadableFile,
    UnsupportedMediaType,
)
from graph.ingest.fetched import Failed, Fetched
from graph.ingest.limits import limits
from graph.ingest.metadata import Metadata, parse_metadata
from graph.ingest.packed import Line, Meter, lines_of
from graph.ingest.walking import walk

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

BATCHES = frozenset({".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"})
"""File name endings that are read as one article a line."""

WEB_ARCHIVES = frozenset({".warc", ".warc.gz"})
"""File name endings that are read as the pages that a crawler kept."""

_ENDINGS = (*MEDIA_TYPES, *sorted(BATCHES), *sorted(WEB_ARCHIVES))


def fetch(
    paths: Iterable[Path], *, today: date, meter: Meter | None = None
) -> Iterator[Fetched | Failed]:
    """Fetch every document under the paths: files, folders (in order of names) and what they hold.

    Files of lines and web archives give one document after the other, and are never held whole.
    The meter is told how many bytes of the files were gone through.
    """
    meter = meter or Meter()
    for path in walk(paths, is_read):
        if isinstance(path, OSError):
            yield _unreadable(str(path.filename), path)
        else:
            yield from _fetch_file(path, today, meter)


def is_read(name: str) -> bool:
    """Tell by its name whether a file in a folder is read; a named file always is tried."""
    return _kind(name) is not None


def _kind(name: str) -> str | None:
    """Find the ending of a file's name that says how it is read."""
    lower = name.lower()
    return next((ending for ending in _ENDINGS if lower.endswith(ending)), None)


def _fetch_file(path: Path, today: date, meter: Meter) -> Iterator[Fetched | Failed]:
    kind = _kind(path.name)
    try:
        if kind in BATCHES:
            yield from _fetch_lines(path, today, meter)
        elif kind in WEB_ARCHIVES:
            from graph.ingest.warc import fetch_records  # few need it, and it takes time

            yield from fetch_records(path, today, meter)
        else:
            yield _fetch_document(path, meter)
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


def _fetch_document(path: Path, meter: Meter) -> Fetched:
    media_type = media_type_of(path.name)
    meter.passed += path.stat().st_size
    with path.open("rb") as stream:
        return take_document(stream, name=str(path), media_type=media_type)


def media_type_of(name: str) -> str:
    """Tell by its name how a file is read as one article; raises UnsupportedMediaType."""
    media_type = MEDIA_TYPES.get(_kind(name) or "")
    if media_type is None:
        raise UnsupportedMediaType(
            "the file is of no kind that is read",
            field="file",
            value=name,
            remedy=f"Give {', '.join(sorted(_ENDINGS))} or a folder of them",
        )
    return media_type


def take_document(
    stream: BinaryIO, *, name: str, media_type: str, metadata: Metadata | None = None
) -> Fetched:
    """Take what a stream holds as one document; raises TooLarge before it is held whole."""
    most = limits().document_bytes
    content = stream.read(most + 1)
    if len(content) > most:
        raise TooLarge(
            f"the file has more than {most:,} bytes",
            field="file",
            value=name,
            remedy="Give its articles one by one: no more is read as one",
        )
    metadata = metadata or Metadata()
    return Fetched(name=name, content=content, media_type=media_type, metadata=metadata)


def _fetch_lines(path: Path, today: date, meter: Meter) -> Iterator[Fetched | Failed]:
    for line in lines_of(path, meter):
        name = f"{path}:{line.number}"
        try:
            yield parse_line(whole(line), name=name, today=today)
        except InputError as error:
            yield Failed(name=name, error=error)


def whole(line: Line) -> bytes:
    """Give the content of a line; raises TooLarge for one that is too long to be read."""
    if line.content is None:
        raise TooLarge(
            f"the line has more than {limits().line_bytes:,} bytes",
            field="line",
            remedy="Give one article a line",
        )
    return line.content


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
