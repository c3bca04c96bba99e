"""Which state a file is of."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exports.version import Version

CHANGED = datetime(2025, 1, 16, 9, 30, 0, 250_000, tzinfo=UTC)
VERSION = Version(etag='W/"0-7-abc"', changed_at=CHANGED)
LATER = CHANGED + timedelta(hours=1)


def dated(moment: datetime) -> str:
    return VERSION.headers(moment)["Last-Modified"]


def test_a_version_has_a_tag_and_a_date() -> None:
    assert VERSION.headers(LATER) == {
        "ETag": 'W/"0-7-abc"',
        "Last-Modified": "Thu, 16 Jan 2025 09:30:01 GMT",
    }
    assert Version(etag="x", changed_at=None).headers(LATER) == {"ETag": "x"}


@pytest.mark.parametrize(
    ("tags", "held"),
    [
        ('W/"0-7-abc"', True),
        ('"0-7-abc"', True),
        ('"other", W/"0-7-abc"', True),
        ('"other"', False),
        ("*", False),
        ("", False),
    ],
)
def test_a_tag_decides_whatever_the_date(tags: str, held: bool) -> None:
    for date in (dated(LATER), "Mon, 01 Jan 1990 00:00:00 GMT"):
        assert VERSION.is_held({"if-none-match": tags, "if-modified-since": date}) == held


@pytest.mark.parametrize(
    ("date", "held"),
    [
        ("Thu, 16 Jan 2025 09:30:01 GMT", True),
        ("Thu, 16 Jan 2025 11:30:01 +0200", True),
        ("Thursday, 16-Jan-25 09:30:01 GMT", True),
        ("Fri, 17 Jan 2025 00:00:00 GMT", True),
        ("Thu, 16 Jan 2025 09:30:00 GMT", False),
        ("yesterday", False),
        ("", False),
        ("Thu, 16 Jan 2025 09:30:01 +99999999999999999999", False),
    ],
)
def test_a_date_decides_alone_where_there_is_no_tag(date: str, held: bool) -> None:
    assert VERSION.is_held({"if-modified-since": date}) == held


def test_without_either_nothing_is_held() -> None:
    assert not VERSION.is_held({})
    assert not Version(etag="x", changed_at=None).is_held({"if-modified-since": dated(LATER)})


@given(st.text())
def test_no_date_is_too_odd(text: str) -> None:
    assert VERSION.is_held({"if-modified-since": text}) in (True, False)


@given(
    changes=st.lists(st.integers(0, 3000), min_size=1, max_size=6).map(sorted),
    fetched=st.integers(0, 3000),
)
def test_who_goes_by_the_date_misses_no_change(changes: list[int], fetched: int) -> None:
    """Whatever changes in the second of the last change, the date that was told is then too old."""
    moments = [CHANGED + timedelta(milliseconds=each) for each in changes]
    asked = CHANGED + timedelta(milliseconds=fetched)
    seen = [each for each in moments if each <= asked]
    if not seen:
        return
    told = Version(etag="x", changed_at=seen[-1]).headers(asked)["Last-Modified"]
    now = Version(etag="y", changed_at=moments[-1])
    if now.is_held({"if-modified-since": told}):
        assert len(seen) == len(moments)


def test_no_date_is_in_the_future() -> None:
    assert dated(CHANGED) == "Thu, 16 Jan 2025 09:30:00 GMT"
    assert dated(CHANGED + timedelta(seconds=0.9)) == "Thu, 16 Jan 2025 09:30:01 GMT"
