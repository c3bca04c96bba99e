"""A text is cut where marks begin and end, whatever lies over what, and nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from app.cli.marking import Mark, Quote, Role, Stretch, cut

TEXT = "Oslo sent Chad tanks.\n\n  Niger slept. "


def mark(start: int, end: int, role: Role = Role.ACTOR) -> Mark:
    return Mark(start=start, end=end, roles=(role,), title="")


def quote(start: int, end: int, number: int = 1) -> Quote:
    return Quote(start=start, end=end, number=number)


def words(stretch: Stretch) -> str:
    return "".join(piece.text for piece in stretch.pieces)


def joined(rows: tuple[tuple[Stretch, ...], ...]) -> str:
    return "".join(words(stretch) for row in rows for stretch in row)


places = st.integers(min_value=-3, max_value=len(TEXT) + 3)
spans = st.lists(st.tuples(places, places), max_size=8)


@given(rows=st.lists(places, max_size=4), quotes=spans, marks=spans)
def test_the_pieces_are_the_text(
    rows: list[int], quotes: list[tuple[int, int]], marks: list[tuple[int, int]]
) -> None:
    numbered = [quote(*place, number=number) for number, place in enumerate(quotes)]
    named = [mark(*place) for place in marks]
    found = cut(TEXT, rows, numbered, named)
    assert joined(found) == TEXT
    stretches = [stretch for row in found for stretch in row]
    for one in numbered:
        there = [s for s in stretches if one in s.quotes]
        valid = 0 <= one.start < one.end <= len(TEXT)
        assert "".join(map(words, there)) == (TEXT[one.start : one.end] if valid else "")
        assert sum(one in s.opens for s in there) == sum(one in s.closes for s in there) == valid
    pieces = [piece for stretch in stretches for piece in stretch.pieces]
    for name in named:
        under = "".join(piece.text for piece in pieces if name in piece.marks)
        valid = 0 <= name.start < name.end <= len(TEXT)
        assert under == (TEXT[name.start : name.end] if valid else "")


def test_white_space_around_the_words_of_a_row_is_a_gap() -> None:
    first, second = cut(TEXT, [TEXT.index("  Niger")], [], [])
    assert [(words(s), s.is_gap) for s in first] == [
        ("Oslo sent Chad tanks.", False),
        ("\n\n", True),
    ]
    assert [(words(s), s.is_gap) for s in second] == [
        ("  ", True),
        ("Niger slept.", False),
        (" ", True),
    ]


def test_quotes_that_overlap_are_cut_where_they_cross() -> None:
    one, two = quote(0, 14, 1), quote(10, 21, 2)
    ((a, b, c, _),) = cut(TEXT[:23], [], [one, two], [])
    assert [words(s) for s in (a, b, c)] == ["Oslo sent ", "Chad", " tanks."]
    assert (a.opens, b.opens, c.opens) == ((one,), (two,), ())
    assert (a.closes, b.closes, c.closes) == ((), (one,), (two,))


def test_nested_marks_are_all_told_and_end_once() -> None:
    outer, inner = mark(0, 14, Role.SUPPLIER), mark(5, 9, Role.MUNITION)
    ((stretch, *_),) = cut(TEXT, [], [], [inner, outer])
    first, second, third, last = stretch.pieces
    assert [piece.text for piece in stretch.pieces[:3]] == ["Oslo ", "sent", " Chad"]
    assert (first.marks, second.marks, third.marks) == ((outer,), (outer, inner), (outer,))
    assert (first.ends, second.ends, third.ends, last.ends) == ((), (inner,), (outer,), ())


def test_a_quote_over_two_rows_opens_in_the_first_and_closes_in_the_last() -> None:
    one = quote(5, len(TEXT) - 1)
    first, second = cut(TEXT, [TEXT.index("Niger")], [one], [])
    assert [bool(s.opens) for s in first] == [False, True, False]
    assert [bool(s.closes) for s in second] == [True, False]


def test_a_text_of_nothing_has_one_empty_row() -> None:
    assert cut("", [3], [quote(0, 0)], [mark(0, 1)]) == ((),)
