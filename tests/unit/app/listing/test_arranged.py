"""Sorted lists that are kept."""

from app.listing.arranged import KEPT, LONG, arrange
from app.listing.order import Order, order_by

SORTS = {"size": lambda row: row % 7, "odd": lambda row: row % 2}


def order(text: str) -> Order:
    return order_by(text, SORTS, lambda row: (row,))


def test_a_long_list_is_sorted_once() -> None:
    rows = tuple(range(LONG))
    first = arrange(rows, order("-size"))
    assert first[:3] == [6, 13, 20]
    assert arrange(rows, order("-size")) is first
    assert arrange(rows, order("odd"))[:2] == [0, 2]


def test_lists_that_are_not_asked_for_are_forgotten() -> None:
    rows = [tuple(range(number, LONG + number)) for number in range(KEPT + 1)]
    kept = [arrange(each, order("size")) for each in rows]
    assert arrange(rows[0], order("size")) is not kept[0]
    assert arrange(rows[-1], order("size")) is kept[-1]


def test_short_lists_and_those_in_their_own_order_are_not_kept() -> None:
    rows = tuple(range(10))
    assert arrange(rows, order("size")) is not arrange(rows, order("size"))
    assert arrange(rows, order("")) is rows
