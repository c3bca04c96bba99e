"""Documents that are meant to hurt: seeds of our own, mutated, joined, and bombs."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from tests.papers import make_pdf

STORY = (
    "Norway said on Monday that it had sent eight tanks to Ukraine. Poland, which had sold "
    "howitzers to Kyiv before, denied that it would give more. “It is enough,” a delegate said."
)
HTML, PDF, PLAIN, XHTML = "text/html", "application/pdf", "text/plain", "application/xhtml+xml"
_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Tanks roll</title>'
    '<meta property="article:published_time" content="2024-03-05T10:00Z">'
    '<meta property="og:site_name" content="Example Daily"></head><body><nav><a href="/">Home</a>'
    f"</nav><article><h1>Tanks roll</h1><p>{STORY}</p><table><tr><td>8</td><td>tanks</td></tr>"
    f"</table><ul><li>{STORY}</li></ul></article><script>var x = 1 < 2;</script></body></html>"
)
_XHTML = f'<?xml version="1.0" encoding="UTF-8"?><html><body><p>{STORY}</p></body></html>'
_PDF = make_pdf([[STORY[:80], STORY[80:160]], [STORY[160:]]], title="Tanks roll")
_TOKENS: Sequence[bytes] = (
    *(b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<div>", b"</p>", b"<table><tr><td>", b"<svg><p>"),
    *(
        b"<script>",
        b"<style>",
        b"<template>",
        b"<!DOCTYPE html [<!ENTITY a 'b'>]>",
        b"&a;",
        b"&#x0;",
    ),
    *(
        b"&#1114112;",
        b"&#xD800;",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\r",
        b"\x1a",
    ),
    *(
        "\u202e\u2066".encode(),
        "\u200b\u200d".encode(),
        "\u0301\u0316".encode(),
        "\U000e0041".encode(),
    ),
    *(
        b"stream\n",
        b"endstream",
        b"endobj",
        b"1 0 obj",
        b"%%EOF",
        b"startxref\n0",
        b"<< /Kids [2 0 R]",
    ),
    *(
        b"/Length -1",
        b"/Filter /FlateDecode",
        b"/Count 99999999",
        b"9" * 400,
        b"-" * 400,
        b"(" * 400,
    ),
    *(
        b"charset=utf-16",
        b"charset=utf-7",
        b"encoding='rot13'",
        b"2024-" * 40,
        b" " * 900,
        b"\t\n" * 400,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A body with the headers that it is sent under, and how it was made."""

    made: str
    content: bytes
    media_type: str
    coding: str = ""


SEEDS: Sequence[Document] = (
    Document(made="page", content=_PAGE.encode(), media_type=HTML),
    Document(made="page, cp1252", content=_PAGE.encode("cp1252"), media_type=HTML),
    Document(made="page, UTF-16", content=_PAGE.encode("utf-16"), media_type=HTML),
    Document(
        made="page, gzip", content=gzip.compress(_PAGE.encode()), media_type=HTML, coding="gzip"
    ),
    Document(made="XHTML", content=_XHTML.encode(), media_type=XHTML),
    Document(made="PDF", content=_PDF, media_type=PDF),
    Document(made="PDF, deflate", content=zlib.compress(_PDF), media_type=PDF, coding="deflate"),
    Document(made="text", content=STORY.encode(), media_type=PLAIN),
    Document(made="text, UTF-16", content=STORY.encode("utf-16"), media_type=PLAIN),
    Document(made="text, cp1252", content=STORY.encode("cp1252"), media_type=PLAIN),
)


def draw(seed: int, number: int, bomb_share: float = 0.01) -> Document:
    """Draw a document, the same for the same seed and number."""
    rolls = random.Random(seed * 1_000_003 + number)
    if rolls.random() < bomb_share:
        name = rolls.choice(sorted(BOMBS))
        return BOMBS[name]()
    chosen = rolls.choice(SEEDS)
    content = chosen.content
    for _ in range(rolls.choice((1, 1, 2, 3, 8, 30))):
        content = rolls.choice(_MUTATIONS)(rolls, content)
    media_type = rolls.choice((chosen.media_type,) * 9 + (HTML, PDF, PLAIN))
    return Document(
        made=f"{chosen.made}, mutated",
        content=content[:1_000_000],
        media_type=media_type,
        coding=chosen.coding,
    )


def _flip(rolls: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(rolls.choice((1, 4, 40)) if changed else 0):
        changed[rolls.randrange(len(changed))] = rolls.randrange(256)
    return bytes(changed)


def _cut(rolls: random.Random, content: bytes) -> bytes:
    begins, ends = _span(rolls, content)
    return content[:begins] + content[ends:]


def _end(rolls: random.Random, content: bytes) -> bytes:
    return content[: rolls.randrange(len(content) + 1)]


def _repeat(rolls: random.Random, content: bytes) -> bytes:
    begins, ends = _span(rolls, content)
    times = rolls.choice((2, 10, 1000))
    return content[:begins] + content[begins:ends][: 20_000 // times] * times + content[ends:]


def _insert(rolls: random.Random, content: bytes) -> bytes:
    place = rolls.randrange(len(content) + 1)
    token = rolls.choice(_TOKENS) * rolls.choice((1, 1, 5, 200))
    return content[:place] + token + content[place:]


def _graft(rolls: random.Random, content: bytes) -> bytes:
    other = rolls.choice(SEEDS).content
    begins, ends = _span(rolls, other)
    place = rolls.randrange(len(content) + 1)
    return content[:place] + other[begins:ends] + content[place:]


def _span(rolls: random.Random, content: bytes) -> tuple[int, int]:
    begins, ends = sorted(rolls.randrange(len(content) + 1) for _ in range(2))
    return begins, ends


_MUTATIONS: Sequence[Callable[[random.Random, bytes], bytes]] = (
    _flip,
    _cut,
    _end,
    _repeat,
    _insert,
    _insert,
    _graft,
)


def _page(body: str) -> bytes:
    return f"<html><body><article><p>{STORY}</p>{body}</article></body></html>".encode()


def _drop(name: str, make: Callable[[], bytes], media_type: str, coding: str) -> Document:
    return Document(made=f"bomb: {name}", content=make(), media_type=media_type, coding=coding)


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">{entities}]>&l11;'.encode()


def _pdf_bomb() -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"(tanks ) Tj " * 100_000) for _ in range(400))
    packed += packer.flush()
    begins, ends = _PDF.index(b"<< /Length"), _PDF.index(b"endstream")
    head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    return _PDF[:begins] + head + packed + b"\n" + _PDF[ends:]


def _hurt(text: str) -> Callable[[], bytes]:
    """Make a plain text whose beginning is a story."""
    return (STORY + text).encode


_MADE: Sequence[tuple[str, Callable[[], bytes], str, str]] = (
    ("gzip", lambda: gzip.compress(b"\0" * (1 << 20)) * 2000, HTML, "gzip"),
    ("many members", lambda: gzip.compress(b"") * 100_000, PLAIN, "gzip"),
    ("gzip of text", lambda: gzip.compress(STORY.encode() * 200_000), PLAIN, "gzip"),
    ("PDF", _pdf_bomb, PDF, ""),
    ("PDF of pages", lambda: make_pdf([["x" * 500] * 60] * 900), PDF, ""),
    ("laughs", _laughs, XHTML, ""),
    ("nested divs", lambda: _page("<div>" * 100_000), HTML, ""),
    ("nested lists", lambda: _page("<ul><li>" * 60_000), HTML, ""),
    ("nested tables", lambda: _page("<table><tr><td>" * 40_000), HTML, ""),
    ("ampersands", lambda: _page("&" * 900_000), HTML, ""),
    ("comments", lambda: _page("<!--" * 300_000), HTML, ""),
    ("attributes", lambda: _page("<p " + "x=1 " * 300_000 + ">"), HTML, ""),
    ("paragraphs", lambda: _page(f"<p>{STORY}</p>" * 6_000), HTML, ""),
    ("dates", lambda: _page("2024-" * 200_000), HTML, ""),
    ("combining marks", _hurt("a" + "\u0301\u0316" * 400_000), PLAIN, ""),
    ("zero width", _hurt("\u200b\u202e" * 200_000), PLAIN, ""),
    ("blanks", _hurt(" " * 1_500_000 + "x"), PLAIN, ""),
    ("letters", _hurt("a" * 200_000 + "!"), PLAIN, ""),
    ("brackets", _hurt("(" * 100_000), PLAIN, ""),
    ("digits", _hurt(" 1,0" * 50_000 + " tanks"), PLAIN, ""),
    ("dense", _hurt(STORY * 60), PLAIN, ""),
)
BOMBS: dict[str, Callable[[], Document]] = {
    name: partial(_drop, name, make, media_type, coding) for name, make, media_type, coding in _MADE
}
"""Each by its name; made when it is drawn."""
