"""From the lines of printed pages to paragraphs: words, sentences and pages joined again."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import resources

_EDGE = 3
"""Lines at the top and bottom of a page among which running heads are looked for."""
_SHORT = 0.8
_SHORTER = 0.6
"""Shares of the widest line: below the first a sentence's end ends a paragraph, below the second
anything but a comma ends a heading."""
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?i)\W*(?:page\s+)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?\W*"
)
_ENDS = re.compile(r"[.!?:][\"'”’)\]]*$")
_GOES_ON = re.compile(r"(?:[,;–—-]|\b[a-z]{1,3})$")
_HIDDEN_HYPHENS = ("\u00ad", "\ufffe", "\x02")
"""A soft hyphen, and what pdfium makes of a hyphen at the end of a line."""
_BROKEN = re.compile(r"(\w+)-$")
_BEGINS = re.compile(r"\w+")
_WORD = re.compile(r"\w+(?:-\w+)*")


def join_pages(pages: Sequence[Sequence[str]]) -> str:
    """Join the lines of pages to paragraphs, which are set apart by an empty line.

    Page numbers and what runs at the head or foot of most pages is left out.
    """
    kept = [_without_running(page, _running(pages)) for page in pages]
    widest = sorted(len(line) for page in kept for line in page)
    width = widest[len(widest) * 9 // 10] if widest else 0  # a wide table is no measure
    known = frozenset(
        word.lower() for page in kept for line in page for word in _WORD.findall(line)
    )
    return "\n\n".join(_paragraphs([line for page in kept for line in page], width, known))


def _running(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Find the lines that stand at the edges of several pages: of two, if only numbers differ."""
    seen = Counter(
        shape for page in pages for shape in {_shape(line) for line in _edges(page) if line.strip()}
    )
    least = len(pages) // 3
    return frozenset(
        shape for shape, times in seen.items() if times >= max(2 if "#" in shape else 3, least)
    )


def _edges(page: Sequence[str]) -> list[str]:
    return [*page[:_EDGE], *page[-_EDGE:]]


def _shape(line: str) -> str:
    return _NUMBERS.sub("#", " ".join(line.split()))


def _without_running(page: Sequence[str], running: frozenset[str]) -> list[str]:
    last = len(page) - _EDGE
    return [
        " ".join(line.split())
        for at, line in enumerate(page)
        if not (
            (at < _EDGE or at >= last)
            and (_shape(line) in running or _PAGE_NUMBER.fullmatch(line.strip()))
        )
    ]


def _paragraphs(lines: Sequence[str], width: int, known: frozenset[str]) -> Iterator[str]:
    parts: list[str] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if line:
            parts.append(line)
        if parts and (not line or not following or _ends_paragraph(line, following, width)):
            yield _joined(parts, known)
            parts = []


def _ends_paragraph(line: str, following: str, width: int) -> bool:
    if _ENDS.search(line):
        return len(line) < _SHORT * width
    begins_anew = following[0].isupper() or not following[0].isalnum()
    return len(line) < _SHORTER * width and begins_anew and not _GOES_ON.search(line)


def _joined(lines: Sequence[str], known: frozenset[str]) -> str:
    """Join the lines of a paragraph; a word that was broken becomes one again."""
    parts = [lines[0]]
    for line in lines[1:]:
        before = parts[-1]
        if before.endswith(_HIDDEN_HYPHENS) or _is_broken(before, line, known):
            parts[-1] = before[:-1]
        elif not _BROKEN.search(before):
            parts.append(" ")
        parts.append(line)
    text = "".join(parts)
    for hyphen in _HIDDEN_HYPHENS[1:]:
        text = text.replace(hyphen, "-")
    return text


def _is_broken(before: str, line: str, known: frozenset[str]) -> bool:
    """Tell whether a hyphen at the end of a line is there for the line alone."""
    first, rest = _BROKEN.search(before), _BEGINS.match(line)
    if first is None or rest is None or not rest[0][0].islower():
        return False
    one, other = first[1].lower(), rest[0].lower()
    if one + other in known:
        return True
    return f"{one}-{other}" not in known and one not in first_parts()


@functools.cache
def first_parts() -> frozenset[str]:
    """Read what words with a hyphen begin with (`lexicons/first_parts.txt`)."""
    source = resources.files("graph.ingest.lexicons").joinpath("first_parts.txt")
    lines = source.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
