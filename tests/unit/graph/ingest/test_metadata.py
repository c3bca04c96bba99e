from datetime import date

import pytest

from graph.errors import InvalidField, TooLarge
from graph.ingest.metadata import Metadata, parse_metadata, parse_published

TODAY = date(2025, 6, 15)


def test_what_is_given_is_read_and_other_members_are_let_be() -> None:
    given = {
        "title": " A \n title ",
        "published": "2025-06-14T23:10:00+02:00",
        "publisher": "Harbour Post",
        "url": "https://example.org/a",
        "claims": [],
    }
    assert parse_metadata(given, today=TODAY) == Metadata(
        title="A title",
        published=date(2025, 6, 14),
        publisher="Harbour Post",
        url="https://example.org/a",
    )


def test_nothing_given_is_nothing_known() -> None:
    assert parse_metadata({}, today=TODAY) == Metadata()
    assert parse_metadata({"title": "  ", "url": None}, today=TODAY) == Metadata()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published", "17 October 2025"),
        ("published", "2025-13-01"),
        ("published", "2025-06-17"),
        ("published", "2025-07"),
        ("published", "2026"),
        ("published", "0000"),
        ("published", 2025),
        ("url", "example.org"),
        ("url", "javascript:alert(1)"),
        ("url", "https://"),
        ("url", "https://exa mple.org/a"),
        ("url", "http://["),
        ("title", ["x"]),
    ],
)
def test_a_value_that_cannot_be_used_is_named(field: str, value: object) -> None:
    with pytest.raises(InvalidField) as caught:
        parse_metadata({field: value}, today=TODAY)
    assert caught.value.field == field
    assert caught.value.remedy


def test_tomorrow_has_come_somewhere() -> None:
    assert parse_published("2025-06-16", today=TODAY) == date(2025, 6, 16)


def test_a_title_of_a_megabyte_is_refused() -> None:
    with pytest.raises(TooLarge, match="title has"):
        parse_metadata({"title": "x" * 1_000_000}, today=TODAY)


@pytest.mark.parametrize("value", ["2017", "2025-06"])
def test_a_year_or_month_alone_is_a_day_that_is_not_known(value: str) -> None:
    assert parse_published(value, today=TODAY) is None


def test_spaces_in_an_address_are_escaped() -> None:
    found = parse_metadata({"url": "https://example.org/a (Chad)"}, today=TODAY)
    assert found.url == "https://example.org/a%20(Chad)"


def test_what_would_break_out_of_a_link_is_escaped() -> None:
    found = parse_metadata({"url": 'https://example.org/"><b>\\?a=%22é'}, today=TODAY)
    assert found.url == "https://example.org/%22%3E%3Cb%3E%5C?a=%22é"
