"""From bytes to characters: packed bodies unpacked up to a limit, encodings told or found out."""

from __future__ import annotations

import codecs
import functools
import tomllib
import zlib
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any

from graph.errors import NotText, TooLarge, UnreadableDocument, UnsupportedMediaType
from graph.ingest.limits import limits
from graph.ingest.unpacking import PACKED, PLAIN, unpacked

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII = bytes(range(128))
_FEW = 0.2
"""Share of bytes beyond ASCII below which a text is in a language of Latin letters."""
_GUESSED = 200_000
"""Bytes from which an encoding is guessed: the rest of a text is like its beginning."""


def read_text(content: bytes, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Unpack and decode a plain text, as a job: gives `text`."""
    return {"text": decode(unpack(content, given.get("coding") or ""), given.get("charset"))}


def check_coding(coding: str) -> None:
    """Raise UnsupportedMediaType for a Content-Encoding that is not unpacked here."""
    if coding.strip().lower() not in PLAIN | PACKED:
        raise UnsupportedMediaType(
            f"the content encoding {coding[:100]!r} is not unpacked here",
            field="Content-Encoding",
            value=coding,
            remedy="Send it as it is, or packed by gzip or deflate",
        )


def unpack(content: bytes, coding: str) -> bytes:
    """Undo a Content-Encoding; what unpacks to more than a document may have raises TooLarge.

    Never holds more than the limit, however small the packed form is.
    """
    check_coding(coding)
    if coding.strip().lower() in PLAIN:
        return content
    most = limits().document_bytes
    whole = bytearray()
    try:
        for part in unpacked([content], most + 1):
            whole += part
            if len(whole) > most:
                raise TooLarge(
                    f"the document unpacks to more than {most:,} bytes",
                    field="text",
                    remedy=f"At most {most:,} are read as one article",
                )
    except zlib.error as error:
        raise UnreadableDocument(
            f"the packed document cannot be unpacked: {error}",
            field="text",
            remedy="Send all of it, packed by gzip or deflate, or as it is",
        ) from None
    return bytes(whole)


def decode(content: bytes | str, charset: str | None = None) -> str:
    """Decode by byte order mark, as UTF-8, by the encoding it is said to have, or by its looks.

    UTF-8 goes before what is said: hardly any other text is valid in it. Raises NotText.
    """
    if isinstance(content, str):
        return content
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _strictly(content.removeprefix(mark), encoding)
    said = encodings().get((charset or "").strip().strip("\"'").lower())
    if said is not None and said.startswith("utf-16"):
        return _strictly(content, said if said != "utf-16" else "utf-16-le")
    for name in ("utf-8", *([said] if said else ())):
        if (text := _decoded(content, name)) is not None:
            return text
    return _guessed(content)


@functools.cache
def encodings() -> Mapping[str, str]:
    """Read by what name each encoding is asked for (`encodings.toml`): Python's name of it."""
    source = resources.files("graph.ingest").joinpath("encodings.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))["encodings"]
    return MappingProxyType({name: python for python, names in table.items() for name in names})


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(
            f"the text is not {encoding.upper()}: byte {error.start} cannot be decoded",
            field="text",
            value=repr(content[error.start : error.start + 8]),
            remedy="Save the text as UTF-8",
        ) from None


def _guessed(content: bytes) -> str:
    """Find out the encoding by its looks; binary content looks like none.

    What is English but for some bytes is taken for windows-1252, as browsers do.
    """
    sample = content[:_GUESSED]
    if len(sample.translate(None, _ASCII)) < _FEW * len(sample) and b"\0" not in sample:
        western = _decoded(content, "cp1252")
        if western is not None:
            return western
    from charset_normalizer import from_bytes  # slow to import, and hardly ever needed

    python_names = sorted(set(encodings().values()))
    isolation = [name.replace("-", "_") for name in python_names]
    found = None
    if b"\0" not in sample:
        found = from_bytes(sample, cp_isolation=isolation).best()
    text = _decoded(content, found.encoding) if found is not None else None
    if text is not None:
        return text
    return _strictly(content, "utf-8")
