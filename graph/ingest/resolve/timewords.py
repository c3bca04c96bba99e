"""Time expressions in running text, each as the point that it names."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from graph.ingest.resolve.lexicon import either, numbers, words
from graph.ingest.resolve.points import (
    Point,
    is_day,
    month_near,
    months_from,
    shift,
    shift_months,
    weekday_near,
)

LEXICON = "dates"
FIRST_YEAR, LAST_YEAR = 1900, 2100
WINTER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWord:
    """A point in time and where its words stand; `later` is what it means of the future."""

    start: int
    end: int
    past: Point
    later: Point


Handler = Callable[[re.Match[str], date | None], tuple[Point, Point] | None]


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


@functools.cache
def _rules() -> tuple[tuple[re.Pattern[str], Handler], ...]:
    month = either(numbers(LEXICON, "months"))
    full = "|".join(m for m in numbers(LEXICON, "months") if len(m) > 4 or m == "July")
    weekday = either(numbers(LEXICON, "weekdays"))
    season = either(numbers(LEXICON, "seasons"))
    count = either(numbers(LEXICON, "counts")) + r"|\d{1,3}"
    ordinal = either(numbers(LEXICON, "ordinals"))
    decade = either(numbers(LEXICON, "decades"))
    before_month = either(words(LEXICON, "month_before"))
    before_year = either(words(LEXICON, "year_before"))
    year = r"(?P<year>(?:19|20)\d\d)"
    part = r"(?:(?P<part>early|late|mid|the\send\sof|end\sof|the\sbeginning\sof|the\sstart\sof)[\s-])?(?:in\s)?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    unit = r"(?P<unit>day|week|month|year|decade)s?"
    sources: tuple[tuple[str, Handler], ...] = (
        (r"\b(?P<whole>(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d))\b", _day),
        (rf"\b(?P<whole>(?:the\s)?{day}(?:\sof)?\s(?P<name>{month})(?:,?\s{year})?)(?![\w-])", _day),
        (
            rf"\b(?P<whole>(?P<name>{month})\s(?:the\s)?{day}(?:(?:,\s?|\s){year})?)(?![\w,]\d|\d|\w)",
            _day,
        ),
        (
            rf"\b(?P<whole>(?P<from>\d{{1,2}})\s?(?:and|to|[-–])\s?{day}\s(?P<name>{month})"
            rf"(?:\s{year})?)(?![\w-])",
            _days,
        ),
        (rf"\b(?P<whole>{part}(?P<name>{month}),?\s(?:of\s)?{year})\b(?!-\d)", _month),
        (rf"\b(?P<whole>{part}(?P<name>{full})\s(?P<which>last\syear|this\syear|next\syear))\b", _month),
        (rf"\b(?i:{before_month})[\s-](?:the\s)?(?P<whole>{part}(?P<which>)(?P<name>{full}))\b", _month),
        (rf"\b(?P<whole>(?P<which>last|next|this)\s(?P<name>{full}))\b", _month),
        (
            rf"\b(?P<whole>(?:the\s)?(?P<nth>{ordinal})\s(?P<span>half|quarter)\sof\s"
            rf"(?:{year}|(?P<which>this|last|next|the)\syear))\b",
            _span_of_year,
        ),
        (rf"\b(?P<whole>[QH](?P<digit>[1-4])\s{year})\b", _span_of_year),
        (
            rf"\b(?P<whole>{part}(?:the\s)?(?:(?P<which>last|this|next|previous|coming)\s)?"
            rf"(?P<season>{season})(?:\s(?:of\s|in\s)?(?:{year}|(?P<of>last|this|next)\syear))?)\b",
            _season,
        ),
        (
            rf"\b(?P<whole>(?:the\s)?{part}(?:(?P<year>(?:19|20)\d)0s|(?<=\sthe\s)(?P<word>{decade})))\b",
            _decade,
        ),
        (
            r"(?<![\w.,-])(?P<whole>(?:(?:FY|fiscal\syear)\s?)?(?P<year>(?:19|20)\d\d)"
            r"(?:\s?[-–—/]\s?|\sto\s)(?:(?:FY|fiscal\syear)\s?)?(?P<until>(?:19|20)?\d\d))(?![\w-]|[.,]\d)",
            _years,
        ),
        (
            rf"(?:\b(?i:{before_year})[\s-](?:the\s)?|[,;:–—-]\s?|^)"
            rf"(?P<whole>{part}(?:fiscal\syear\s|FY\s?)?{year})(?![\w%.,]\d|[-–]?\w|\s[a-z]+s\b(?<!as)(?<!was)(?<!is)(?<!has)(?<!its))",
            _year,
        ),
        (
            rf"\b(?P<whole>(?:(?P<part>early|earlier|late|later|the\send\sof|the\sbeginning\sof|in\sthe\smiddle\sof)\s)?"
            r"(?P<which>last|this|next|the\sprevious|the\ssame|the\spast|past|the\scoming)\s"
            r"(?P<unit>week|weekend|month|year|decade))\b",
            _relative,
        ),
        (rf"\b(?P<whole>(?P<count>{count})\s{unit}\s(?P<side>ago|earlier|before|later|from\snow))\b", _ago),
        (
            rf"\b(?P<whole>(?:in|over|for|during|within|throughout)\s(?:just\s)?(?:the\s)?(?:course\sof\sthe\s)?(?P<which>past|last|next|coming|recent)\s"
            rf"(?:(?P<count>{count})\s)?{unit})\b",
            _stretch,
        ),
        (rf"\b(?P<whole>(?P<which>last|next|this)\s(?P<weekday>{weekday}))\b", _weekday),
        (rf"\b(?P<whole>(?P<which>)(?P<weekday>{weekday}))\b", _weekday),
        (r"\b(?P<whole>(?:over|at|during)\sthe\sweekend)\b", _weekend),
        (r"\b(?P<whole>the\s(?P<edge>end)\sof\sthe\s(?P<unit>year|month|week))\b", _edge),
        (r"\b(?P<whole>(?P<edge>the\sNew\sYear|New\sYear|the\syear\sis\sout)(?P<unit>))\b", _edge),
        (
            r"\b(?P<whole>(?P<word>today|yesterday|tomorrow|tonight|this\smorning|this\safternoon"
            r"|this\sevening|last\snight|overnight))\b",
            _near_day,
        ),
    )
    return tuple((re.compile(source), handler) for source, handler in sources)


def _same(point: Point | None) -> tuple[Point, Point] | None:
    return (point, point) if point is not None else None


def _group(match: re.Match[str], name: str) -> str:
    return (match.groupdict().get(name) or "").strip()


def _day(match: re.Match[str], published: date | None) -> tuple[Point, Point] | None:
    name = _group(match, "name")
    month = numbers(LEXICON, "months")[name] if name else int(match["month"])
    day, year = int(match["day"]), _group(match, "year")
    if year:
        known = is_day(int(year), month, day)
        return _same(Point(year=int(year), month=month, day=day)) if known else None
    if published is None or not is_day(2024, month, day):
        return None
    past = _day_near(published, month, day, forward=False)
    later = _day_near(published, month, day, forward=True)
    return (past, later)


def _days(match: re.Match[str], published: date | None) -> tuple[Point, Point] | None:
    until = _day(match, published)
    first = int(match["from"])
    if until is None:
        return None
    past, later = (
        replace(last, day=first, last=last) if last.day and 0 < first < last.day else last
        for last in until
    )
    return (past, later)


def _day_near(published: date, month: int, day: int, *, forward: bool) -> Point:
    year = published.year
    is_later = (month, day) > (published.month, published.day)
    if forward and (month, day) < (published.month, published.day):
        year += 1
    if not forward and is_later:
        year -= 1
    if not is_day(year, month, day):
        return Point(year=year, month=month)
    return Point(year=year, month=month, day=day)


def _month(match: re.Match[str], published: date | None) -> tuple[Point, Point] | None:
    month = numbers(LEXICON, "months")[match["name"]]
    year, which = _group(match, "year"), _group(match, "which")
    if year:
        is_edge = "end" in _group(match, "part")
        return _same(Point(year=int(year), month=month, approximate=is_edge and False))
    if published is None:
        return None
    if which.endswith("year"):
        return _same(Point(year=published.year + _step(which), month=month))
    past = month_near(published, month, forward=False)
    later = month_near(published, month, forward=True)
    if which == "last" and past.month == published.month:
        past = Point(year=past.year - 1, month=month)
    if which == "next":
        return _same(later)
    return (past, past if which == "last" else later)


def _step(which: str) -> int:
    first = which.split()[0]
    if which.startswith("the "):
        first = which.split()[1]
    return {"last": -1, "previous": -1, "next": 1, "coming": 1, "same": 0}.get(first, 0)


def _span_of_year(match: re.Match[str], published: date | None) -> tuple[Point, Point] | None:
    year = _group(match, "year")
    if not year:
        if published is None:
            return None
        year = str(published.year + _step(match["which"]))
    nth = _group(match, "nth")
    half = _group(match, "span") == "half" or match["whole"].startswith("H")
    length = 6 if half else 3
    index = numbers(LEXICON, "ordinals")[nth] if nth else int(match["digit"])
    index = min(index, 12 // length)
    return _same(months_from(int(year), (index - 1) * length + 1, length))


def _season(match: re.Match[str], published: date | None) -> tuple[Point, Point] | None:
    """Read a season as its three months: the dates of claims know no season codes."""
    month = numbers(LEXICON, "seasons")[match["season"]]
    year, of, which = _group(match, "year"), _group(match, "of"), _group(match, "which")
    if year:
        return _same(months_from(int(year), month, 3))
    if published is None or (match["season"] == "fall" and not which):
        return None
    if of:
        return _same(months_from(published.year + _step(of), month, 3))
    if which == "this":
        in_winter = month == WINTER and published.month < 3
        return _same(months_from(published.year - in_winter, month, 3))
    past = published.year if month <= published.month else published.year - 1
    later = published.year if month + 2 >= published.month else published.year + 1
    if which in {"next", "coming"}:
        return _same(months_from(later, month, 3))
    first = months_from(past, month, 3)
    return (first, first if which in {"last", "previous"} else months_from(later, month, 3))


def _decade(match: re.Match[str], published: date | None) -> tuple[Point, Point] | None:
    del published
    word = _group(match, "word")
    first = 1900 + numbers(LEXICON, "decades")[word] if word else int(match["year"]) * 10
    return _same(Point(year=first, last=Point(year=first + 9)))


def _year(match: re.Match[str], published: date | None) -> tuple[Point, Point] | None:
    del published
    part = _group(match, "part")
    return _same(Point(year=int(match["year"]), approximate=part in {"early", "late", "mid"}))


def _years(match: re.Match[str], published: date | None) -> tuple[Point, Point] | None:
    del published
    first, until = int(match["year"]), match["until"]
    last = int(until if len(until) == 4 else match["year"][:2] + until)
    return _same(Point(year=first, last=Point(year=last))) if first < last else None


def _relative(match: re.Match[str], published: date | None) -> tuple[Point, Point] | None:
    which, unit = match["which"], match["unit"]
    if published is None or "same" in which:
        return None
    if "past" in which or unit == "decade":
        return _same(_back(published, unit, 1))
    unit = "week" if unit == "weekend" else unit
    return _same(shift(published, unit, _step(which)))


def _back(published: date, unit: str, count: int) -> Point:
    if unit in {"day", "week"}:
        return Point(year=published.year, month=published.month)
    if unit == "decade":
        unit, count = "year", 10 * count
    if unit == "year" and count > 1:
        return Point(year=published.year - count, last=Point(year=published.year))
    year, month = shift_months(published, -12 if unit == "year" else -count)
    here = Point(year=published.year, month=published.month)
    return Point(year=year, month=month, last=here)


def _ago(match: re.Match[str], published: date | None) -> tuple[Point, Point] | None:
    if published is None or match["side"] in {"earlier", "before", "later"}:
        return None
    unit = match["unit"]
    sign = -1 if match["side"] == "ago" else 1
    count = _count(match["count"]) * (10 if unit == "decade" else 1)
    unit = "year" if unit == "decade" else unit
    if unit == "year" and count == 1:
        year, month = shift_months(published, 12 * sign)
        return _same(Point(year=year, month=month))
    return _same(shift(published, unit, sign * count))


def _count(text: str) -> int:
    return numbers(LEXICON, "counts")[text] if not text.isdigit() else int(text)


def _stretch(match: re.Match[str], published: date | None) -> tuple[Point, Point] | None:
    which, unit = match["which"], match["unit"]
    count = _count(match["count"]) if match["count"] else 1
    if published is None or (which == "recent" and unit in {"year", "decade"}):
        return None
    if which in {"past", "last", "recent"}:
        return _same(_back(published, unit, count))
    if unit in {"day", "week"}:
        return _same(Point(year=published.year, month=published.month))
    if unit in {"year", "decade"} and (count > 1 or unit == "decade"):
        years = count * (10 if unit == "decade" else 1)
        return _same(Point(year=published.year, last=Point(year=published.year + years)))
    year, month = shift_months(published, 12 if unit == "year" else count)
    here = Point(year=published.year, month=published.month, last=Point(year=year, month=month))
    return _same(here)


def _weekday(match: re.Match[str], published: date | None) -> tuple[Point, Point] | None:
    if published is None:
        return None
    weekday = numbers(LEXICON, "weekdays")[match["weekday"]]
    past = weekday_near(published, weekday, forward=False)
    later = weekday_near(published, weekday, forward=True)
    which = match["which"]
    return (later, later) if which == "next" else (past, past if which == "last" else later)


def _weekend(match: re.Match[str], published: date | None) -> tuple[Point, Point] | None:
    del match
    if published is None:
        return None
    saturday = numbers(LEXICON, "weekdays")["Saturday"]
    first = weekday_near(published, saturday, forward=False)
    return _same(first)


def _edge(match: re.Match[str], published: date | None) -> tuple[Point, Point] | None:
    if published is None:
        return None
    return _same(shift(published, match["unit"] or "year", 0))


def _near_day(match: re.Match[str], published: date | None) -> tuple[Point, Point] | None:
    if published is None:
        return None
    step = {"yesterday": -1, "last night": -1, "overnight": 0, "tomorrow": 1}
    return _same(shift(published, "day", step.get(" ".join(match["word"].split()), 0)))
