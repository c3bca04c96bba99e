from datetime import date

import pytest

from graph.claims.edtf import bounds, is_edtf


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-10-17", date(2025, 10, 17), date(2025, 10, 17)),
        ("2024~", date(2024, 1, 1), date(2024, 12, 31)),
        ("2023-06/2024-03", date(2023, 6, 1), date(2024, 3, 31)),
        ("../2026", None, date(2026, 12, 31)),
        ("2022/..", date(2022, 1, 1), None),
        ("2025-21", date(2025, 3, 1), date(2025, 5, 31)),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
    ],
)
def test_bounds_are_the_earliest_and_latest_day(
    edtf: str, first: date | None, last: date | None
) -> None:
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "../..",
        "2025-13",
        "2025-02-30",
        "17 October",
        "2025/2024",
        "0000",
        "20255",
        "2025-25",
        "2025-21-01",
        "1XXX",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert not is_edtf(text)
    with pytest.raises(ValueError, match=r"."):
        bounds(text)
