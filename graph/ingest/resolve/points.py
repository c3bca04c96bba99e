"""Points in time of honest precision, and how they are written in EDTF."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

MONTHS = 12


_SEASONS = {3: 21, 6: 22, 9: 23}
"""Months in which a season begins and its EDTF code; winter, which lies in two years, has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A year, month or day; `last` is the end of a span that is named as one (a half-year)."""

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False
    last: Point | None = None

    def text(self) -> str:
        """Write the point, or the span, in EDTF."""
        if self.last is not None:
            return self._code() or f"{replace(self, last=None).text()}/{self.last.text()}"
        parts = [f"{self.year:04d}", *(f"{p:02d}" for p in (self.month, self.day) if p)]
        return "-".join(parts) + ("~" if self.approximate else "")

    def _code(self) -> str | None:
        """Write a decade or a season as EDTF has a code of its own for it."""
        if self.last is None:
            return None
        if self.month is None and self.year % 10 == 0 and self.last.year == self.year + 9:
            return f"{self.year // 10}X"
        if self.month in _SEASONS and self.last == Point(year=self.year, month=self.month + 2):
            return f"{self.year:04d}-{_SEASONS[self.month]}"
        return None

    @property
    def first_text(self) -> str:
        """Write where it begins."""
        return replace(self, last=None).text()

    @property
    def last_text(self) -> str:
        """Write where it ends."""
        return self.last.text() if self.last is not None else self.text()


def is_day(year: int, month: int, day: int) -> bool:
    """Tell whether the calendar has this day."""
    return year >= 1 and 1 <= month <= MONTHS and 1 <= day <= calendar.monthrange(year, month)[1]


def shift_months(day: date, months: int) -> tuple[int, int]:
    """Find year and month so many months from a day."""
    index = day.year * MONTHS + day.month - 1 + months
    return index // MONTHS, index % MONTHS + 1


def shift(day: date, unit: str, count: int) -> Point:
    """Find the day, month or year so many units from a day, as precise as the unit allows."""
    if unit == "year":
        return Point(year=max(1, day.year + count))
    if unit == "month":
        year, month = shift_months(day, count)
        return Point(year=max(1, year), month=month)
    if unit == "week":
        moved = day + timedelta(weeks=count)
        return Point(year=moved.year, month=moved.month)
    moved = day + timedelta(days=count)
    return Point(year=moved.year, month=moved.month, day=moved.day)


def month_near(day: date, month: int, *, forward: bool) -> Point:
    """Find the month of this name on one side of a day, the running one included."""
    year = day.year
    if forward and month < day.month:
        year += 1
    if not forward and month > day.month:
        year -= 1
    return Point(year=year, month=month)


def weekday_near(day: date, weekday: int, *, forward: bool) -> Point:
    """Find the day of this name on one side of a day, that day included."""
    distance = (weekday - day.weekday()) % 7 if forward else -((day.weekday() - weekday) % 7)
    moved = day + timedelta(days=distance)
    return Point(year=moved.year, month=moved.month, day=moved.day)


def months_from(year: int, month: int, count: int) -> Point:
    """Write a span of whole months that begins with a month."""
    end_year, end_month = shift_months(date(year, month, 1), count - 1)
    return Point(year=year, month=month, last=Point(year=end_year, month=end_month))
