"""When: the dates of a text, and the one that belongs to a transfer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Span, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A time expression: `edtf` as past speech means it, `later` when the future is spoken of.

    `start` and `end` are code points of the text given to `find_dates`.
    """

    start: int
    end: int
    text: str
    edtf: str
    later: str | None = None


def find_dates(text: str, published: date | None) -> tuple[DateMention, ...]:
    """Find time expressions, in order; relative ones need the day of publication."""
    del text, published
    return ()


def date_of(
    predicate: Token,
    dates: Sequence[DateMention],
    *,
    munition: Span | None = None,
    future: bool | None = None,
    offset: int = 0,
) -> str | None:
    """Choose the date of the event that the predicate tells; `None` rather than a wrong one.

    `offset` is where the predicate's Doc starts in the text that `dates` were found in; `future`
    overrides what the verb's tense says (a commitment, a plan).
    """
    del predicate, dates, munition, future, offset
    return None
