"""Files packed with gzip while they are written, in constant memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

ENDING = ".gz"
MEDIA_TYPE = "application/gzip"

_GZIP = 31
"""Window bits by which zlib writes a gzip file; its head has no time, so that equal is equal."""


def packed(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Pack a file part by part."""
    packer = zlib.compressobj(wbits=_GZIP)
    for part in parts:
        if piece := packer.compress(part):
            yield piece
    yield packer.flush()


def takes_packed(accept_encoding: str) -> bool:
    """Tell whether an Accept-Encoding header lets an answer be packed with gzip."""
    wishes = dict(_wish(each) for each in accept_encoding.lower().split(","))
    return wishes.get("gzip", wishes.get("x-gzip", wishes.get("*", 0.0))) > 0


def _wish(text: str) -> tuple[str, float]:
    coding, _, weight = (part.strip() for part in text.partition(";"))
    try:
        return coding, float(weight.removeprefix("q=")) if weight else 1.0
    except ValueError:
        return coding, 0.0  # an unreadable wish is none
