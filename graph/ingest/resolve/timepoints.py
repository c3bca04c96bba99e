"""What each kind of time expression means, from its match and the day of publication.

Every reader gives two points: what the words mean of the past and what they mean of the future.
Times that need a day of publication give None without one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from graph.ingest.resolve.lexicon import numbers
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
WINTER = 12
HALF, QUARTER = 6, 3
Points = tuple[Point, Point] | None


def _same(point: Point | None) -> Points:
    return (point, point) if point is not None else None


def _group(match: re.Match[str], name: str) -> str:
    return (match.groupdict().get(name) or "").strip()


def read_day(match: re.Match[str], published: date | None) -> Points:
    """Read a day, its year given or the nearest."""
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


def read_days(match: re.Match[str], published: date | None) -> Points:
    """Read days of one month: "10 to 28 January"."""
    until = read_day(match, published)
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


def read_month(match: re.Match[str], published: date | None) -> Points:
    """Read a month, its year given or the nearest."""
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
    first = which.removeprefix("the ").split(maxsplit=1)[0]
    return {"last": -1, "previous": -1, "next": 1, "coming": 1, "same": 0}.get(first, 0)


def read_span_of_year(match: re.Match[str], published: date | None) -> Points:
    """Read a half or a quarter of a year."""
    year = _group(match, "year")
    if not year:
        if published is None:
            return None
        year = str(published.year + _step(match["which"]))
    nth = _group(match, "nth")
    half = _group(match, "span") == "half" or match["whole"].startswith("H")
    length = HALF if half else QUARTER
    index = numbers(LEXICON, "ordinals")[nth] if nth else int(match["digit"])
    index = min(index, 12 // length)
    return _same(months_from(int(year), (index - 1) * length + 1, length))


def read_season(match: re.Match[str], published: date | None) -> Points:
    """Read a season as its three months, of the northern hemisphere."""
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


def read_decade(match: re.Match[str], published: date | None) -> Points:
    """Read a decade."""
    del published
    word = _group(match, "word")
    first = 1900 + numbers(LEXICON, "decades")[word] if word else int(match["year"]) * 10
    return _same(Point(year=first, last=Point(year=first + 9)))


def read_year(match: re.Match[str], published: date | None) -> Points:
    """Read a year."""
    del published
    part = _group(match, "part")
    return _same(Point(year=int(match["year"]), approximate=part in {"early", "late", "mid"}))


def read_years(match: re.Match[str], published: date | None) -> Points:
    """Read years from one to another."""
    del published
    first, until = int(match["year"]), match["until"]
    last = int(until if len(until) == 4 else match["year"][:2] + until)
    return _same(Point(year=first, last=Point(year=last))) if first < last else None


def read_relative(match: re.Match[str], published: date | None) -> Points:
    """Read "last week", "this month", "next year"."""
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


def read_ago(match: re.Match[str], published: date | None) -> Points:
    """Read "three years ago"."""
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


def read_stretch(match: re.Match[str], published: date | None) -> Points:
    """Read "over the past decade", "in the next two years"."""
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


def read_weekday(match: re.Match[str], published: date | None) -> Points:
    """Read the name of a day."""
    if published is None:
        return None
    weekday = numbers(LEXICON, "weekdays")[match["weekday"]]
    past = weekday_near(published, weekday, forward=False)
    later = weekday_near(published, weekday, forward=True)
    which = match["which"]
    return (later, later) if which == "next" else (past, past if which == "last" else later)


def read_weekend(match: re.Match[str], published: date | None) -> Points:
    """Read "over the weekend"."""
    del match
    if published is None:
        return None
    saturday = numbers(LEXICON, "weekdays")["Saturday"]
    first = weekday_near(published, saturday, forward=False)
    return _same(first)


def read_edge(match: re.Match[str], published: date | None) -> Points:
    """Read "the end of the year"."""
    if published is None:
        return None
    return _same(shift(published, match["unit"] or "year", 0))


def read_near_day(match: re.Match[str], published: date | None) -> Points:
    """Read "yesterday" and its kin."""
    if published is None:
        return None
    step = {"yesterday": -1, "last night": -1, "overnight": 0, "tomorrow": 1}
    return _same(shift(published, "day", step.get(" ".join(match["word"].split()), 0)))
