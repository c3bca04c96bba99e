"""Packed bodies: what comes out is what went in, or a refusal before it unfolds."""

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import FetchFailed, TooLarge
from graph.ingest.web.decoding import unpack

BODY = b"Norway sent Ukraine 22 tanks. " * 40


def bare(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


def cut(content: bytes, size: int) -> list[bytes]:
    return [content[at : at + size] for at in range(0, len(content), size)]


@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("", BODY),
        ("identity", BODY),
        ("gzip", gzip.compress(BODY, mtime=0)),
        ("X-GZIP", gzip.compress(BODY, mtime=0)),
        ("gzip", gzip.compress(BODY[:30], mtime=0) + gzip.compress(BODY[30:], mtime=0)),
        ("gzip", gzip.compress(BODY, mtime=0) + b"\0" * 9),
        ("deflate", zlib.compress(BODY)),
        ("deflate", bare(BODY)),
    ],
)
def test_a_body_is_unpacked_however_it_comes(encoding: str, packed: bytes, size: int) -> None:
    assert unpack(cut(packed, size), encoding, 10_000) == BODY


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress"])
def test_other_ways_of_packing_are_refused(encoding: str) -> None:
    with pytest.raises(FetchFailed, match="packed in a way"):
        unpack([BODY], encoding, 10_000)


def test_a_bomb_never_unfolds() -> None:
    bomb = gzip.compress(b"\0" * 100_000_000, mtime=0)
    tracemalloc.start()
    with pytest.raises(TooLarge):
        unpack(cut(bomb, 65_536), "gzip", 100_000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000_000


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate"]))
def test_whatever_comes_is_unpacked_or_refused(content: bytes, encoding: str) -> None:
    try:
        assert len(unpack([content], encoding, 1_000)) <= 1_000
    except (FetchFailed, TooLarge):
        return
