"""Orders as clients ask for them."""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter

import pytest

from app.listing.order import Order, Place, order_by
from graph.errors import InvalidField


@dataclass(frozen=True)
class Row:
    id: str
    size: int | None
    day: date | None = None


SORTS = {"size": attrgetter("size"), "day": attrgetter("day"), "id": attrgetter("id")}
ROWS = [Row("a", 2), Row("b", None), Row("c", 3, date(2024, 5, 1)), Row("d", 2, date(2023, 1, 1))]


def order(text: str) -> Order:
    return order_by(text, SORTS, lambda row: (row.id,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "abcd"),
        ("size", "adcb"),
        ("-size", "cadb"),
        ("-id", "dcba"),
        ("size,-id", "dacb"),
        ("day", "dcab"),
        ("-day", "cdab"),
    ],
)
def test_rows_without_a_value_come_last_and_equals_stay(text: str, expected: str) -> None:
    asked = order(text)
    arranged = asked.arrange(ROWS)
    assert "".join(row.id for row in arranged) == expected
    places = [asked.place(row) for row in arranged]
    for index, place in enumerate(places):
        assert [place < other for other in places] == [index < place for place in range(4)]


@pytest.mark.parametrize("text", ["colour", "-colour", "--size", "size,SIZE"])
def test_what_sorts_no_row_is_named(text: str) -> None:
    with pytest.raises(InvalidField) as raised:
        order(text)
    assert raised.value.field == "sort"
    assert "size" in raised.value.remedy


@pytest.mark.parametrize("values", [(), ("x",), ("x", "a"), (2, 5), (2, "a", "b")])
def test_a_place_of_another_kind_is_refused(values: tuple[str | int, ...]) -> None:
    asked = order("size")
    with pytest.raises(InvalidField) as raised:
        assert Place(order=asked, values=values) < asked.place(Row("z", 2))
    assert raised.value.field == "cursor"
