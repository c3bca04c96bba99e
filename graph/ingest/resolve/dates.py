"""When: the dates of a text, and the one that belongs to a transfer."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Span, Token

from graph.claims.claim import Stage
from graph.claims.edtf import is_edtf
from graph.ingest.resolve.dating import choose
from graph.ingest.resolve.lexicon import either, words
from graph.ingest.resolve.points import Point
from graph.ingest.resolve.timepoints import LEXICON
from graph.ingest.resolve.timewords import TimeWord, time_words

_JOINED = re.compile(r"\s?(?:[-–—/]|to|until|till|through|and|or)\s(?:the\s)?|[-–—/]")
_BETWEEN = re.compile(r"\b(?:between|from)\s(?:the\s)?\Z", re.IGNORECASE)
_DATELINE = re.compile(
    r"^[A-Z][A-Z .,'’/-]{2,40},[^\n]{0,30}?[A-Z][a-z]{2,8}\.? \d{1,2}\b", re.MULTILINE
)
_WINDOW = 24
"""Code points before an expression that can hold the words that bound it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A time expression: `edtf` as past speech means it, `later` when the future is spoken of.

    `start` and `end` are code points of the text given to `find_dates`. `bound` is "since" or
    "by" when words before it open or close an interval.
    """

    start: int
    end: int
    text: str
    edtf: str
    later: str
    bound: str | None = None


def find_dates(text: str, published: date | None) -> tuple[DateMention, ...]:
    """Find time expressions, in order; relative ones need the day of publication."""
    datelines = [match.span() for match in _DATELINE.finditer(text)]
    found = tuple(
        word
        for word in time_words(text, published)
        if not any(start <= word.start < end for start, end in datelines)
    )
    return tuple(_mentions(text, found))


def date_of(
    predicate: Token,
    dates: Sequence[DateMention],
    *,
    published: date | None = None,
    munition: Span | None = None,
    stage: Stage | None = None,
    offset: int = 0,
) -> str | None:
    """Choose the date of the event that the predicate tells; `None` rather than a wrong one.

    `offset` is where the predicate's Doc starts in the text that `dates` were found in. A date of
    the past is none of a commitment, order or approval (`stage`): it is when the paper was signed.
    """
    return choose(
        predicate, dates, published=published, munition=munition, stage=stage, offset=offset
    )


@functools.cache
def _bounds() -> tuple[re.Pattern[str], re.Pattern[str]]:
    tail = rf"\s(?:(?:{either(words(LEXICON, 'vague'))})\s)?(?:the\s)?\Z"
    opens, closes = (either(words(LEXICON, key)) for key in ("opens", "closes"))
    return (
        re.compile(rf"\b(?:{opens}){tail}", re.IGNORECASE),
        re.compile(rf"\b(?:{closes}){tail}", re.IGNORECASE),
    )


def _mentions(text: str, found: tuple[TimeWord, ...]) -> Iterator[DateMention]:
    index = 0
    while index < len(found):
        word = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        joined = _interval(text, word, following) if following is not None else None
        if joined is not None:
            yield joined
            index += 2
            continue
        mention = _bounded(text, word)
        if mention is not None:
            yield mention
        index += 1


def _interval(text: str, word: TimeWord, following: TimeWord) -> DateMention | None:
    between = text[word.end : following.start]
    if len(between) > _WINDOW or not _JOINED.fullmatch(between):
        return None
    opened = _BETWEEN.search(text[max(0, word.start - _WINDOW) : word.start])
    if opened is None and between.strip() == "or":
        return None
    past = f"{_first(word.past, following.past)}/{following.past.last_text}"
    later = f"{_first(word.later, following.later)}/{following.later.last_text}"
    start = word.start - len(opened[0]) if opened else word.start
    edtf = past if is_edtf(past) else later
    if not is_edtf(edtf):
        return None
    return DateMention(
        start=start,
        end=following.end,
        text=text[start : following.end],
        edtf=edtf,
        later=later if is_edtf(later) else edtf,
    )


def _first(point: Point, following: Point) -> str:
    """Take the year of the second point for a first that has none of its own and lies after it."""
    if point.month and following.month and point.first_text > following.last_text:
        return point.first_text.replace(f"{point.year:04d}", f"{following.year:04d}", 1)
    return point.first_text


def _closing(point: Point) -> str:
    """Find where a bound lies: "until the summer" ends with its first month."""
    is_season = point.last is not None and point.month is not None and point.day is None
    return point.first_text if is_season else point.last_text


def _bounded(text: str, word: TimeWord) -> DateMention | None:
    lead = text[max(0, word.start - _WINDOW) : word.start]
    opens, closes = (pattern.search(lead) for pattern in _bounds())
    start, bound = word.start, None
    past, later = word.past.text(), word.later.text()
    if opens is not None and word.past.last is not None and opens[0].lower().startswith("from"):
        start = word.start - len(opens[0])
    elif opens is not None:
        bound, start = "since", word.start - len(opens[0])
        past, later = f"{word.past.first_text}/..", f"{word.later.first_text}/.."
    elif closes is not None:
        bound, start = "by", word.start - len(closes[0])
        past, later = f"../{_closing(word.past)}", f"../{_closing(word.later)}"
    past, later = past.replace("~/", "/"), later.replace("~/", "/")
    if not (is_edtf(past) and is_edtf(later)):
        return None
    return DateMention(
        start=start, end=word.end, text=text[start : word.end], edtf=past, later=later, bound=bound
    )
