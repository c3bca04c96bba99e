import codecs
import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import NotText, TooLarge, UnreadableDocument, UnsupportedMediaType
from graph.ingest.decoding import decode, encodings, read_text, unpack
from graph.ingest.limits import limits

TEXT = "Köln gave “six” howitzers – to Ukraine, the mayor said. Łódź gave none."
MOST = limits().document_bytes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("said", [None, "windows-1252", "no such thing", "utf-8"])
def test_marks_and_utf_8_go_before_what_is_said(encoding: str, said: str | None) -> None:
    assert decode(TEXT.encode(encoding), said) == TEXT


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("cp1250", "windows-1250"), ("utf-16-be", "UTF-16BE"), ("utf-16-le", " 'utf-16' ")],
)
def test_what_is_said_is_believed_where_it_can_be(encoding: str, said: str) -> None:
    assert decode(TEXT.encode(encoding), said) == TEXT


def test_a_wrong_encoding_is_found_out() -> None:
    text = "The café in Orléans said that the déjà-vu délégué of Nîmes was très fâché. " * 5
    assert decode(text.encode("cp1252"), "utf-8") == text


@pytest.mark.parametrize("said", ["zip", "hex", "rot13", "utf-7", "unicode_escape", "idna", "__"])
def test_no_codec_is_used_that_is_no_encoding(said: str) -> None:
    assert said not in encodings()
    assert decode(b"+ADw-script+AD4- \\u0041", said) == "+ADw-script+AD4- \\u0041"


def test_every_encoding_has_a_codec_of_text() -> None:
    for python in set(encodings().values()):
        assert "tanks".encode(python).decode(python) == "tanks"
        assert codecs.lookup(python).name


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\xd8", b"\x00\xff\x00\xfe" * 20])
def test_what_is_in_no_encoding_is_refused(content: bytes) -> None:
    with pytest.raises(NotText):
        decode(content)


@given(st.binary(max_size=200), st.sampled_from(sorted(encodings())))
def test_any_bytes_are_decoded_or_refused(content: bytes, said: str) -> None:
    try:
        assert isinstance(decode(content, said), str)
    except NotText as refused:
        assert refused.remedy


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("", TEXT.encode()),
        ("identity", TEXT.encode()),
        ("gzip", gzip.compress(TEXT.encode(), mtime=0)),
        (
            "X-GZIP",
            gzip.compress(TEXT.encode()[:9], mtime=0) + gzip.compress(TEXT.encode()[9:], mtime=0),
        ),
        ("deflate", zlib.compress(TEXT.encode())),
        ("deflate", raw_deflate(TEXT.encode())),
    ],
)
def test_what_is_packed_is_unpacked(coding: str, packed: bytes) -> None:
    assert read_text(packed, {"coding": coding}) == {"text": TEXT}


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = gzip.compress(b"\0" * (1 << 20), mtime=0) * 3000  # three gigabytes in three megabytes
    for packed in (bomb, gzip.compress(b"\0" * (MOST + 1), mtime=0)):
        with pytest.raises(TooLarge, match="unpacks to more"):
            unpack(packed, "gzip")
    assert len(unpack(gzip.compress(b"\0" * MOST, mtime=0), "gzip")) == MOST


@pytest.mark.parametrize(
    "packed", [b"no", gzip.compress(b"x" * 99, mtime=0)[:-12], b"\x1f\x8b\x08"]
)
def test_what_is_badly_packed_is_refused(packed: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        unpack(packed, "gzip")


def test_another_coding_is_refused() -> None:
    with pytest.raises(UnsupportedMediaType, match="br"):
        unpack(b"", "br")


@given(st.binary(max_size=100))
def test_any_bytes_are_unpacked_or_refused(content: bytes) -> None:
    try:
        assert isinstance(unpack(content, "gzip"), bytes)
    except UnreadableDocument as refused:
        assert refused.remedy
