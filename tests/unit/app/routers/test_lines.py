"""Lines are the same, however the body is cut into parts."""

from hypothesis import given
from hypothesis import strategies as st

from app.routers.lines import Line, Lines


def cut(parts: list[bytes], limit: int = 100) -> list[Line]:
    lines = Lines(limit)
    return [line for part in parts for line in lines.feed(part)] + list(lines.finish())


def test_lines_are_numbered_and_blank_ones_passed_over() -> None:
    assert cut([b"one\n\n  \r\nfour\nfive"]) == [
        Line(number=1, content=b"one"),
        Line(number=4, content=b"four"),
        Line(number=5, content=b"five"),
    ]


def test_a_line_comes_with_the_part_that_ends_it() -> None:
    lines = Lines(100)
    assert list(lines.feed(b"o")) == []
    assert list(lines.feed(b"ne\ntw")) == [Line(number=1, content=b"one")]
    assert list(lines.finish()) == [Line(number=2, content=b"tw")]


def test_a_line_that_is_too_long_is_told_and_not_held() -> None:
    lines = Lines(4)
    assert list(lines.feed(b"12345")) == []
    assert list(lines.feed(b"6789\n1234\n")) == [
        Line(number=1, content=None),
        Line(number=2, content=b"1234"),
    ]


def test_an_empty_body_has_no_lines() -> None:
    assert cut([b""]) == []
    assert cut([b"\n\n"]) == []


@given(st.lists(st.sampled_from([b"", b"a", b"bc", b"\n", b"d\ne", b"\n\n", b"123456789"])))
def test_where_the_body_is_cut_makes_no_difference(parts: list[bytes]) -> None:
    assert cut(parts, limit=6) == cut([b"".join(parts)], limit=6)
