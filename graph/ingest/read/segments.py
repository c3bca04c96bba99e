"""Cut a text into segments (lines) and sentences, with exact offsets, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.ingest.lexicons.cues import SegmentCues, segment_cues

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_BULLET = re.compile(r"\s*(?:[-*\u2022\u25aa\u25cf\u2013\u2014]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_SPEAKER = re.compile(
    r"\s*(?:(?:Q|A)(?::|\s)\s*|(?P<name>[A-Z][\w.'\u2019\-]*(?:[ \t]+[\w.,'\u2019()\-]+){0,9}):\s+)"
)
_ENDS_LINE = re.compile(r"[.!?;:,\"'\u201d\u2019)\]]\s*\Z")
_BREAK = re.compile(r"(?:[.!?\u2026]+[\"'\u201d\u2019)\]]*|:)(?=\s)")
_WORD_BEFORE = re.compile(r"[\w.]+\Z")
_NEXT = re.compile(r"\s*[\"'\u201c\u2018(\[]*(\w[\w'\u2019-]*)?")
_DATELINE = re.compile(
    r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'\u2019/-]{2,40}?(?:,[^\n,()]{1,30}?){0,2}"
    r"(?:\s?\([^\n()]{1,40}\))?\s?[-\u2013\u2014]{1,2}\s"
)


class SegmentKind(StrEnum):
    """What sort of line it is."""

    TITLE = "title"
    HEADING = "heading"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence at `start:end` of the text; `segment` counts the segments from 0.

    `body` is where its own words begin: after the dateline, where it opens with one.
    """

    start: int
    end: int
    segment: int
    body: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A line of the text; `speaker` is the span of the name that a transcript line opens with."""

    kind: SegmentKind
    start: int
    end: int
    speaker: tuple[int, int] | None
    sentences: tuple[Sentence, ...]


def split_segments(text: str) -> tuple[Segment, ...]:
    """Split a text at its line ends; every sentence lies in one segment."""
    cues = segment_cues()
    segments: list[Segment] = []
    lines = [match for match in _LINE.finditer(text) if match.group().strip()]
    for number, line in enumerate(lines):
        start, end = _strip(text, line.start(), line.end())
        kind = _kind(text[start:end], is_first=number == 0, is_only=len(lines) == 1)
        bullet = _BULLET.match(text, start, end)
        speaker = _SPEAKER.match(text, start, end)
        body = bullet.end() if bullet else start
        spans = _sentences(text, body, end, cues)
        segments.append(
            Segment(
                kind=SegmentKind.BULLET if bullet else kind,
                start=start,
                end=end,
                speaker=speaker.span("name") if speaker and speaker.group("name") else None,
                sentences=tuple(
                    Sentence(start=a, end=b, segment=number, body=_body(text, a, b, line.start()))
                    for a, b in spans
                ),
            )
        )
    return tuple(segments)


def _body(text: str, start: int, end: int, line_start: int) -> int:
    """Find where the words begin after a dateline, which only the first of a line has."""
    opens = not text[line_start:start].strip()
    dateline = _DATELINE.match(text, start, end) if opens else None
    return dateline.end() if dateline else start


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), end - (len(line) - len(line.rstrip()))


def _kind(line: str, *, is_first: bool, is_only: bool) -> SegmentKind:
    if is_only or _ENDS_LINE.search(line) or len(line) > 160:
        return SegmentKind.PARAGRAPH
    return SegmentKind.TITLE if is_first else SegmentKind.HEADING


def _sentences(text: str, start: int, end: int, cues: SegmentCues) -> Iterator[tuple[int, int]]:
    begin = start
    for found in _BREAK.finditer(text, start, end):
        if found.end() < end and _is_end(text, found, end, cues):
            yield from _pieces(text, begin, found.end(), cues.longest_sentence)
            begin = _skip_space(text, found.end(), end)
    yield from _pieces(text, begin, end, cues.longest_sentence)


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _is_end(text: str, found: re.Match[str], end: int, cues: SegmentCues) -> bool:
    mark = found.group()
    word = _WORD_BEFORE.search(text, max(0, found.start() - 40), found.start())
    before = word.group().lower() if word else ""
    following = _NEXT.match(text, found.end(), min(end, found.end() + 60))
    after = (following.group(1) if following else None) or ""
    if mark == ":":
        return False
    if after and after[0].islower():
        return False
    if mark[0] != ".":
        return True
    if before in cues.abbreviations or (len(before) == 1 and before.isalpha()):
        return False
    if before in cues.initials:
        return after.lower() in cues.openers or not after
    return True


def _pieces(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Cut what is longer than the parser should see, at a space where there is one."""
    while end - start > longest:
        cut = max(text.rfind(mark, start, start + longest) for mark in ("; ", "\t"))
        if cut <= start:
            cut = text.rfind(" ", start, start + longest)
        if cut <= start:
            cut = start + longest
        yield from _stripped(text, start, cut)
        start = cut
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first, last = _strip(text, start, end)
    if last > first:
        yield first, last
