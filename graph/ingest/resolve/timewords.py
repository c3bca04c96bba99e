"""Time expressions in running text, each as the point that it names."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from graph.ingest.resolve.lexicon import either, numbers, words
from graph.ingest.resolve.points import Point
from graph.ingest.resolve.timepoints import (
    LEXICON,
    Points,
    read_ago,
    read_day,
    read_days,
    read_decade,
    read_edge,
    read_month,
    read_near_day,
    read_relative,
    read_season,
    read_span_of_year,
    read_stretch,
    read_weekday,
    read_weekend,
    read_year,
    read_years,
)

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONG_NAME = 4
"""Letters of a month's name above which it is written in full; May and June are shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWord:
    """A point in time and where its words stand; `later` is what it means of the future."""

    start: int
    end: int
    past: Point
    later: Point


Handler = Callable[[re.Match[str], date | None], Points]


def time_words(text: str, published: date | None) -> Iterator[TimeWord]:
    """Yield the time expressions of a text in order, the longest of those that overlap."""
    usable = published if published and FIRST_YEAR <= published.year <= LAST_YEAR else None
    found: list[TimeWord] = []
    for pattern, handler in _rules():
        for match in pattern.finditer(text):
            points = handler(match, usable)
            if points is not None:
                start, end = match.span("whole")
                found.append(TimeWord(start=start, end=end, past=points[0], later=points[1]))
    found.sort(key=lambda word: (word.start, -word.end))
    reached = 0
    for word in found:
        if word.start >= reached:
            yield word
            reached = word.end


Rule = tuple[re.Pattern[str], Handler]

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FISCAL = r"(?:(?:FY|fiscal\syear)\s?)?"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_PART = (
    r"(?:(?P<part>early|late|mid|(?:the\s)?end\sof|the\sbeginning\sof|the\sstart\sof)[\s-])?"
    r"(?:in\s)?"
)


def _rule(handler: Handler, *parts: str) -> Rule:
    return re.compile("".join(parts)), handler


@functools.cache
def _rules() -> tuple[Rule, ...]:
    return (*_day_rules(), *_month_rules(), *_year_rules(), *_relative_rules())


def _day_rules() -> tuple[Rule, ...]:
    month = either(numbers(LEXICON, "months"))
    weekday = either(numbers(LEXICON, "weekdays"))
    near = (
        r"today|yesterday|tomorrow|tonight|this\s(?:morning|afternoon|evening)"
        r"|last\snight|overnight"
    )
    return (
        _rule(read_day, r"\b(?P<whole>(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d))\b"),
        _rule(
            read_day,
            rf"\b(?P<whole>(?:the\s)?{_DAY}(?:\sof)?\s(?P<name>{month})(?:,?\s{_YEAR})?)(?![\w-])",
        ),
        _rule(
            read_day,
            rf"\b(?P<whole>(?P<name>{month})\s(?:the\s)?{_DAY}(?:(?:,\s?|\s){_YEAR})?)",
            r"(?![\w,]\d|\d|\w)",
        ),
        _rule(
            read_days,
            rf"\b(?P<whole>(?P<from>\d{{1,2}})\s?(?:and|to|[-–])\s?{_DAY}\s(?P<name>{month})",
            rf"(?:\s{_YEAR})?)(?![\w-])",
        ),
        _rule(read_weekday, rf"\b(?P<whole>(?P<which>last|next|this)\s(?P<weekday>{weekday}))\b"),
        _rule(read_weekday, rf"\b(?P<whole>(?P<which>)(?P<weekday>{weekday}))\b"),
        _rule(read_weekend, r"\b(?P<whole>(?:over|at|during)\sthe\sweekend)\b"),
        _rule(read_near_day, rf"\b(?P<whole>(?P<word>{near}))\b"),
    )


def _month_rules() -> tuple[Rule, ...]:
    """List the rules of months and seasons; a bare month needs its full name and a word before."""
    months = numbers(LEXICON, "months")
    month = either(months)
    full = either(tuple(name for name in months if "." not in name and len(name) > LONG_NAME))
    before = either(words(LEXICON, "month_before"))
    season = either(numbers(LEXICON, "seasons"))
    return (
        _rule(read_month, rf"\b(?P<whole>{_PART}(?P<name>{month}),?\s(?:of\s)?{_YEAR})\b(?!-\d)"),
        _rule(
            read_month,
            rf"\b(?P<whole>{_PART}(?P<name>{full}|May|June)\s(?P<which>(?:last|this|next)\syear))\b",
        ),
        _rule(
            read_month,
            rf"\b(?i:{before})[\s-](?:the\s)?(?P<whole>{_PART}(?P<which>)",
            rf"(?P<name>{full}|May|June))\b",
        ),
        _rule(read_month, rf"\b(?P<whole>(?P<which>last|next|this)\s(?P<name>{full}|May|June))\b"),
        _rule(
            read_season,
            rf"\b(?P<whole>{_PART}(?:the\s)?(?:(?P<which>last|this|next|previous|coming)\s)?",
            rf"(?P<season>{season})",
            rf"(?:\s(?:of\s|in\s)?(?:{_YEAR}|(?P<of>last|this|next)\syear))?)\b",
        ),
    )


def _year_rules() -> tuple[Rule, ...]:
    ordinal = either(numbers(LEXICON, "ordinals"))
    decade = either(numbers(LEXICON, "decades"))
    before = either(words(LEXICON, "year_before"))
    return (
        _rule(
            read_span_of_year,
            rf"\b(?P<whole>(?:the\s)?(?P<nth>{ordinal})\s(?P<span>half|quarter)\sof\s",
            rf"(?:{_YEAR}|(?P<which>this|last|next|the)\syear))\b",
        ),
        _rule(read_span_of_year, rf"\b(?P<whole>[QH](?P<digit>[1-4])\s{_YEAR})\b"),
        _rule(
            read_decade,
            rf"\b(?P<whole>(?:the\s)?{_PART}",
            rf"(?:(?P<year>(?:19|20)\d)0s|(?<=\sthe\s)(?P<word>{decade})))\b",
        ),
        _rule(
            read_years,
            rf"(?<![\w.,-])(?P<whole>{_FISCAL}{_YEAR}(?:\s?[-–—/]\s?|\sto\s)",
            rf"{_FISCAL}(?P<until>(?:19|20)?\d\d))(?![\w-]|[.,]\d)",
        ),
        _rule(
            read_year,
            rf"(?:\b(?i:{before})[\s-](?:the\s)?|[,;:–—-]\s?|^)(?P<whole>{_PART}{_FISCAL}{_YEAR})",
            r"(?![\w%.,]\d|[-–]?\w|\s[a-z]+s\b(?<!as)(?<!was)(?<!is)(?<!has)(?<!its))",
        ),
    )


def _relative_rules() -> tuple[Rule, ...]:
    count = either(numbers(LEXICON, "counts")) + r"|\d{1,3}"
    part = r"early|earlier|late|later|the\send\sof|the\sbeginning\sof|in\sthe\smiddle\sof"
    return (
        _rule(
            read_relative,
            rf"\b(?P<whole>(?:(?P<part>{part})\s)?",
            r"(?P<which>last|this|next|the\sprevious|the\ssame|the\spast|past|the\scoming)\s",
            r"(?P<unit>week|weekend|month|year|decade))\b",
        ),
        _rule(
            read_ago,
            rf"\b(?P<whole>(?P<count>{count})\s{_UNIT}\s",
            r"(?P<side>ago|earlier|before|later|from\snow))\b",
        ),
        _rule(
            read_stretch,
            r"\b(?P<whole>(?:in|over|for|during|within|throughout)\s(?:just\s)?(?:the\s)?",
            r"(?:course\sof\sthe\s)?(?P<which>past|last|next|coming|recent)\s",
            rf"(?:(?P<count>{count})\s)?{_UNIT})\b",
        ),
        _rule(read_edge, r"\b(?P<whole>the\s(?P<edge>end)\sof\sthe\s(?P<unit>year|month|week))\b"),
        _rule(
            read_edge,
            r"\b(?P<whole>(?P<edge>(?:the\s)?New\sYear|the\syear\sis\sout)(?P<unit>))\b",
        ),
    )
