"""Parts of a list, forwards and backwards, while rows come and go."""

from bisect import insort

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.listing.order import order_by
from app.listing.part import Part, cut
from app.schemas.wanted import PageWanted
from graph.errors import InvalidField

ORDER = order_by("", {}, lambda row: (row,))
ROWS = list("bdfhjlnp")


def ask(rows: list[str], **given: str | int) -> Part:
    return cut(rows, PageWanted.model_validate(given), ORDER)


@given(st.lists(st.sampled_from("abcdef")).map(sorted), st.integers(1, 5))
def test_cursors_lead_through_all_rows_and_back(rows: list[str], limit: int) -> None:
    part = ask(rows, limit=limit)
    parts = [part]
    while part.next:
        part = ask(rows, limit=limit, **part.next)
        parts.append(part)
    assert [row for one in parts for row in one.rows] == rows
    assert [one.offset for one in parts] == list(range(0, len(rows) or 1, limit))
    for one in reversed(parts[:-1]):
        assert part.prev
        part = ask(rows, limit=limit, **part.prev)
        assert list(part.rows) == list(one.rows)
    assert part.prev is None


def test_what_is_added_before_a_cursor_moves_nothing() -> None:
    rows = ROWS.copy()
    first = ask(rows, limit=3)
    insort(rows, "a")
    insort(rows, "g")
    second = ask(rows, limit=3, **(first.next or {}))
    assert list(second.rows) == ["g", "h", "j"]
    assert (second.offset, second.total) == (4, 10)
    assert list(ask(rows, limit=3, **(second.prev or {})).rows) == ["b", "d", "f"]


def test_rows_that_go_take_none_with_them() -> None:
    rows = ["a", "b", "b", "b", "c", "d"]
    first = ask(rows, limit=3)
    rows = ["a", "c", "d"]
    assert list(ask(rows, limit=3, **(first.next or {})).rows) == ["c", "d"]


def test_offsets_go_on_as_offsets() -> None:
    part = ask(ROWS, limit=3, offset=3)
    assert list(part.rows) == ["h", "j", "l"]
    assert (part.next, part.prev) == ({"offset": "6"}, {"offset": "0"})
    beyond = ask(ROWS, limit=3, offset=100)
    assert (list(beyond.rows), beyond.next) == ([], None)
    assert beyond.prev == {"offset": "97"}


def test_a_cursor_and_an_offset_are_one_too_many() -> None:
    with pytest.raises(InvalidField) as raised:
        ask(ROWS, cursor="x", offset=3)
    assert raised.value.field == "cursor"
