"""Pages in web archives (WARC): what servers answered, with its address and the day of the crawl.

Only answers with a page, a PDF or a plain text are taken; requests, pictures, redirects and what
was not found are passed over, as other files in a folder are.
"""

from __future__ import annotations

import contextlib
import io
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from email.message import Message
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader, DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import (
    StatusAndHeaders,
    StatusAndHeadersParser,
    StatusAndHeadersParserException,
)

from graph.errors import InputError, TooLarge, UnreadableDocument, UnreadableFile
from graph.ingest.fetched import Failed, Fetched, Found
from graph.ingest.limits import limits
from graph.ingest.packed import Meter, Unpacked
from graph.ingest.web.address import parse_address

PAGES = frozenset({"text/html", "application/xhtml+xml", "application/pdf", "text/plain"})
"""Media types of what is taken."""

_OK = "200"
_VERSIONS = ("HTTP/1.0", "HTTP/1.1", "HTTP/2")
_DAMAGED = (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, zlib.error)


def fetch_records(path: Path, today: date, meter: Meter) -> Iterator[Fetched | Failed]:
    """Fetch the pages in a web archive, one after the other.

    Raises OSError, TooLarge for what unpacks to too much or has endless headers, UnreadableFile for
    what is no web archive from here on: what came before is good.
    """
    with path.open("rb") as file:
        bound = Unpacked(file, path, meter)
        records = _Records(file, no_record_parse=True)
        records.reader = reader = _Reader(file, path, bound)
        try:
            for number, record in enumerate(records, start=1):
                reader.begin_record()
                if record.length is None:
                    raise ArchiveLoadFailed("a record does not tell its length")
                found = _fetch(record, f"{path}:{number}", today)
                if found is not None:
                    yield found
                reader.begin_record()  # what is between records counts with the next
            if records.err_count:
                yield Failed(name=str(path), error=_damaged(path, "a record has another length"))
        except _DAMAGED as broken:
            raise _damaged(path, " ".join(repr(str(broken))[:200].split())) from broken
        finally:
            bound.read_so_far()


def _damaged(path: Path, how: str) -> UnreadableFile:
    return UnreadableFile(
        f"the web archive is damaged or cut off ({how}); what could be read of it is",
        field="file",
        value=str(path),
        remedy="Fetch it again; `warcio recompress` mends one that was packed as a whole",
    )


class _Records(ArchiveIterator):  # type: ignore[misc]  # warcio has no types
    """Counts records of a wrong length, and does not write about them to standard error."""

    INC_RECORD = ""


class _Reader(DecompressingBufferedReader):  # type: ignore[misc]  # warcio has no types
    """Unpacks what it should, and holds no line and no headers that have no end."""

    def __init__(self, file: BinaryIO, path: Path, bound: Unpacked) -> None:
        super().__init__(file)
        self._path = path
        self._bound = bound
        self._room = limits().collections.header_bytes

    def begin_record(self) -> None:
        """Give the next headers their room."""
        self._room = limits().collections.header_bytes

    def readline(self, length: int | None = None) -> bytes:
        """Read a line of headers; raises TooLarge at the end of their room."""
        most = self._room if length is None else min(length, self._room)
        line: bytes = super().readline(most)
        self._room -= len(line)
        if self._room <= 0:
            raise TooLarge(
                f"the headers of a record have more than {limits().collections.header_bytes:,} "
                "bytes; what follows is not read",
                field="file",
                value=str(self._path),
                remedy="Fetch the web archive again",
            )
        return line

    def _process_read(self, data: bytes) -> None:
        packed = self.decompressor
        if not data and packed is not None and self.num_block_read and not packed.eof:
            raise zlib.error("it ends within a record")  # an EOFError ends it in peace
        super()._process_read(data)
        self._bound.made(self.buff_size if data else 0)

    def _decompress(self, data: bytes) -> bytes:
        if self.num_block_read and self.decompressor is not None:
            unpacked: bytes = self.decompressor.decompress(data)  # and what is damaged is told
            return unpacked
        first: bytes = super()._decompress(data)  # which tells what is packed from what is not
        return first


def _fetch(record: ArcWarcRecord, name: str, today: date) -> Fetched | Failed | None:
    """Take the page of a record; None for what holds none."""
    said = record.rec_headers
    if record.rec_type != "response" or not said.get_header("WARC-Target-URI", ""):
        return None
    url = str(said.get_header("WARC-Target-URI"))
    name = f"{name} ({url[:200]})"
    content = io.BytesIO(record.raw_stream.read(_most()))
    try:
        _check_length(record, len(content.getvalue()))
        headers = StatusAndHeadersParser(_VERSIONS).parse(content)
        kind = Message()
        kind["Content-Type"] = " ".join(headers.get_header("content-type", "").split())
        if headers.get_statuscode() != _OK or kind.get_content_type() not in PAGES:
            return None
        body = _body(headers, content)
        address = parse_address(url)
    except (StatusAndHeadersParserException, EOFError):
        return None  # an answer to something else than HTTP
    except InputError as error:
        return Failed(name=name, error=error)
    return Fetched(
        name=name,
        content=body,
        media_type=kind.get_content_type(),
        charset=kind.get_content_charset(),
        coding=headers.get_header("content-encoding", ""),
        found=Found(url=str(address), host=address.host, seen=_day(said, today)),
    )


def _body(headers: StatusAndHeaders, content: io.BytesIO) -> bytes:
    is_chunked = headers.get_header("transfer-encoding", "").lower() == "chunked"
    body: bytes = ChunkedDataReader(content).read() if is_chunked else content.read()
    if len(body) > limits().document_bytes:
        raise TooLarge(
            f"the page has more than {limits().document_bytes:,} bytes",
            field="text",
            remedy="So many are read as one article, at most",
        )
    return body


def _check_length(record: ArcWarcRecord, size: int) -> None:
    """Refuse what is not whole; of what is too long to be read, `_body` tells if it is a page."""
    said = record.rec_headers
    is_cut = str(size) != said.get_header("Content-Length") and size < _most()
    if said.get_header("WARC-Truncated") or is_cut:
        raise UnreadableDocument(
            "the record is cut off", field="text", remedy="Fetch the web archive or the page again"
        )


def _most() -> int:
    """Tell how much of a record is looked at: a page of the longest kind, and one byte more."""
    return limits().document_bytes + limits().collections.header_bytes + 1


def _day(said: StatusAndHeaders, today: date) -> date | None:
    """Read when it was fetched; a day that is still to come is none."""
    with contextlib.suppress(ValueError):
        seen = datetime.fromisoformat(said.get_header("WARC-Date", "")).date()
        return seen if seen <= today else None
    return None
