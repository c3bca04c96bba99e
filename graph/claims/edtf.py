"""Dates with honest precision: Extended Date/Time Format, level 1, as far as claims need it."""

from __future__ import annotations

import calendar
import re
from datetime import date

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?\Z")
_UNSPECIFIED = re.compile(r"(\d{2})(\d|X)X[~?%]?\Z")
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
"""EDTF season codes and the month in which each begins in the northern hemisphere."""


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Find the earliest and latest day of an EDTF string; `None` is an open end.

    Reads `2025`, `2025-10`, `2025-10-17`, `2025-22` (a season), `199X` and `19XX`, each with `~`,
    `?` or `%`, and intervals of two of them with `..` or nothing for an open end. Raises
    ValueError on anything else.
    """
    if "/" not in edtf:
        return _span(edtf)
    first, _, last = edtf.partition("/")
    start = None if first in ("", "..") else _span(first)[0]
    end = None if last in ("", "..") else _span(last)[1]
    if start is None and end is None:
        raise ValueError(f"not a date interval: {edtf!r}")
    if start is not None and end is not None and start > end:
        raise ValueError(f"interval ends before it starts: {edtf!r}")
    return start, end


def is_edtf(text: str) -> bool:
    """Tell whether the string is a date that `bounds` reads."""
    try:
        bounds(text)
    except ValueError:
        return False
    return True


def _span(text: str) -> tuple[date, date]:
    if unspecified := _UNSPECIFIED.match(text):
        century, decade = unspecified.groups()
        first = int(century + ("00" if decade == "X" else decade + "0"))
        years = 100 if decade == "X" else 10
        return date(max(first, 1), 1, 1), date(first + years - 1, 12, 31)
    match = _DAY.match(text)
    if match is None:
        raise ValueError(f"not an EDTF date: {text!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or year < 1:
        raise ValueError(f"not an EDTF date: {text!r}")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None and month in _SEASONS:
        begin = _SEASONS[month]
        end_year, end = (year, begin + 2) if begin < 12 else (year + 1, 2)
        return date(year, begin, 1), date(end_year, end, calendar.monthrange(end_year, end)[1])
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
