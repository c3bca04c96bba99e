"""How long, as people write it."""

from datetime import timedelta

import pytest

from app.cli.durations import parse_duration


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("90s", timedelta(seconds=90)),
        ("15m", timedelta(minutes=15)),
        ("12h", timedelta(hours=12)),
        ("7d", timedelta(days=7)),
        ("4w", timedelta(days=28)),
        ("999999w", timedelta(weeks=999_999)),
    ],
)
def test_a_number_with_a_unit_is_read(written: str, expected: timedelta) -> None:
    assert parse_duration(written, "smhdw") == expected


@pytest.mark.parametrize("written", ["", "15", "0m", "-5m", "1y", "1.5h", "９m", "1m ", " 1m", "1M",
                                     "1000000s", "1m\n", "1h30m"])  # fmt: skip
def test_anything_else_is_none(written: str) -> None:
    assert parse_duration(written, "smhdw") is None


def test_a_unit_that_is_not_offered_is_none() -> None:
    assert parse_duration("15m", "hd") is None
