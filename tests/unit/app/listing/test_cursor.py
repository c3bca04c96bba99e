"""Cursors, ours and others."""

from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.listing.cursor import Cursor, read_cursor, write_cursor
from app.listing.order import Order, Place
from graph.errors import InvalidField

ORDER = Order(text="-size", keys=(), own=lambda _row: ())
SCALARS = st.none() | st.text() | st.integers(-(2**53), 2**53)


def encode(told: str) -> str:
    return urlsafe_b64encode(told.encode()).decode().rstrip("=")


@given(st.lists(SCALARS), st.integers(0, 9), st.booleans())
def test_a_cursor_is_read_as_it_was_written(
    values: list[str | int | None], passed: int, before: bool
) -> None:
    place = Place(order=ORDER, values=tuple(values))
    cursor = Cursor(place=place, passed=passed, before=before)
    written = write_cursor(cursor)
    assert written.replace("-", "").replace("_", "").isalnum()
    if len(written) <= 2000:
        assert read_cursor(written, ORDER) == cursor


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "!", "é", "a" * 3000, encode("{}"), encode("[]"), encode("null")),
        encode('["size", false, 0]'),
        encode('["-size", 0, 0]'),
        encode('["-size", false, -1]'),
        encode('["-size", false, 0, [1]]'),
        encode('["-size", false, 0, true]'),
        encode("[" * 900),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidField) as raised:
        read_cursor(text, ORDER)
    assert raised.value.field == "cursor"


@given(st.text())
def test_any_text_is_a_cursor_or_refused(text: str) -> None:
    try:
        read_cursor(text, ORDER)
    except InvalidField as refused:
        assert refused.remedy
