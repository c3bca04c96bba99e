"""Whatever packs it and however it is cut, it comes out whole, or it is refused."""

import gzip
import zlib
from collections.abc import Callable

import pytest

from graph.ingest.unpacking import MEMBERS, unpacked

TEXT = b"Norway sent mortars to Chad. " * 400


def raw(content: bytes) -> bytes:
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packing.compress(content) + packing.flush()


def in_parts(content: bytes, size: int) -> list[bytes]:
    return [content[at : at + size] for at in range(0, len(content), size)]


@pytest.mark.parametrize("size", [1, 7, 1_000_000])
@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, raw])
def test_what_was_packed_comes_out_in_pieces(pack: Callable[[bytes], bytes], size: int) -> None:
    pieces = list(unpacked(in_parts(pack(TEXT), size), 100))
    assert b"".join(pieces) == TEXT
    assert max(map(len, pieces)) <= 100


def test_members_follow_one_another_and_what_fills_up_is_passed_over() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 512
    assert b"".join(unpacked(in_parts(packed, 3), 100)) == b"one two"


def test_nothing_unpacks_to_nothing() -> None:
    assert list(unpacked([], 100)) == list(unpacked([b""], 100)) == []


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (gzip.compress(TEXT)[:-9], "too early"),
        (gzip.compress(b"x") * (MEMBERS + 1), "too many pieces"),
        (b"not packed at all", "invalid"),
    ],
    ids=["cut short", "in too many members", "not packed"],
)
def test_what_is_broken_is_refused(broken: bytes, why: str) -> None:
    with pytest.raises(zlib.error, match=why):
        list(unpacked([broken], 100))
