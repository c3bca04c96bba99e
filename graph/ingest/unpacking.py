"""Packed bytes unpacked piece by piece: whoever counts the pieces is safe from a bomb."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

PLAIN = frozenset({"", "identity"})
PACKED = frozenset({"gzip", "x-gzip", "deflate"})
"""Content encodings, in lower case, that `unpacked` undoes."""

MEMBERS = 64
"""Parts of gzip that one body may consist of: each costs a start."""

_GZIP = 0x1F
_DEFLATED = 8
_EITHER = 32 + zlib.MAX_WBITS
"""Lets zlib tell gzip from its own form by the first bytes."""


def unpacked(parts: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Undo gzip or deflate, with zlib's head or without; at most so many bytes at once.

    What follows the last member and begins none is passed over: some servers fill up with it.
    Raises zlib.error for what is broken, cut short, or in too many members.
    """
    member: zlib._Decompress | None = None
    members = 0
    for part in parts:
        rest = part
        while rest:
            if member is None or member.eof:
                if members and rest[0] != _GZIP:
                    return
                members += 1
                if members > MEMBERS:
                    raise zlib.error("it is cut into too many pieces")
                member = zlib.decompressobj(_EITHER if _has_head(rest) else -zlib.MAX_WBITS)
            yield from _pieces(member, rest, most)
            rest = member.unused_data
    if member is not None and not member.eof:
        raise zlib.error("it ends too early")


def _pieces(member: zlib._Decompress, content: bytes, most: int) -> Iterator[bytes]:
    """Unpack all that some bytes hold; a full piece may leave more behind in the member."""
    piece = member.decompress(content, most)
    while piece:
        yield piece
        is_full = len(piece) == most and not member.eof
        piece = member.decompress(member.unconsumed_tail, most) if is_full else b""


def _has_head(content: bytes) -> bool:
    """Tell whether it begins as gzip or zlib do; some send deflate without either."""
    if content[0] == _GZIP or len(content) == 1:
        return content[0] == _GZIP or content[0] & 0x0F == _DEFLATED
    return content[0] & 0x0F == _DEFLATED and int.from_bytes(content[:2], "big") % 31 == 0
