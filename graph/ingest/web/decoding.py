"""Bodies unpacked up to a limit: a bomb is refused before it unfolds."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from graph.errors import FetchFailed, TooLarge
from graph.ingest.unpacking import PACKED, PLAIN, unpacked

ACCEPTED = "gzip, deflate"


def unpack(parts: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """Give the whole body, unpacked; raises TooLarge beyond the limit, FetchFailed when broken."""
    name = encoding.strip().lower()
    if name in PLAIN:
        return _gather(parts, limit)
    if name not in PACKED:  # two packings in one another too
        raise FetchFailed(
            f"the page is packed in a way that is not read: {name[:60]}", remedy="Save the page"
        )
    try:
        return _gather(unpacked(parts, limit + 1), limit)
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
