"""Bodies unpacked up to a limit: a bomb is refused before it unfolds."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from graph.errors import FetchFailed, TooLarge

ACCEPTED = "gzip, deflate"
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_EITHER = 47  # gzip or zlib, as the first bytes say
_RAW = -15
_GZIP = 0x1F
_DEFLATED = 8
_MEMBERS = 64


def unpack(parts: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """Give the whole body, unpacked; raises TooLarge beyond the limit, FetchFailed when broken."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return _gather(parts, limit)
    if name not in _PACKED:  # two packings in one another too
        raise FetchFailed(
            f"the page is packed in a way that is not read: {name[:60]}", remedy="Save the page"
        )
    try:
        return _gather(_unpacked(parts, limit), limit)
    except zlib.error:
        raise FetchFailed("the packed page is broken", passes=True, remedy="Try again") from None


def _gather(parts: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for part in parts:
        body += part
        if len(body) > limit:
            raise TooLarge(
                f"the page has more than {limit:,} bytes",
                field="url",
                remedy="Save the article alone, and give its text",
            )
    return bytes(body)


def _unpacked(parts: Iterable[bytes], limit: int) -> Iterator[bytes]:
    """Unpack at most one byte beyond the limit at a time, member after member of gzip."""
    member: zlib._Decompress | None = None
    members = 0
    for part in parts:
        rest = part
        while rest:
            if member is None or member.eof:
                if members and rest[0] != _GZIP:
                    return  # what some servers fill up with
                members += 1
                if members > _MEMBERS:
                    raise zlib.error("cut into too many pieces")
                member = zlib.decompressobj(_EITHER if _has_head(rest) else _RAW)
            yield member.decompress(rest, limit + 1)
            rest = member.unconsumed_tail or member.unused_data
    if member is not None and not member.eof:
        raise zlib.error("cut")


def _has_head(content: bytes) -> bool:
    """Tell gzip and zlib by their first byte from bare deflate, which some servers send."""
    return content[0] == _GZIP or content[0] & 0x0F == _DEFLATED
