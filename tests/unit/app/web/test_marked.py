"""A text cut at its claims."""

from hypothesis import given
from hypothesis import strategies as st

from app.web.marked import cut

TEXT = "Poland sends tanks to Ukraine."


def test_claims_that_overlap_share_a_piece() -> None:
    pieces = cut(TEXT, [("one", 0, 18), ("two", 13, 29)])
    assert [(piece.text, piece.claims, piece.begins) for piece in pieces] == [
        ("Poland sends ", ("one",), ("one",)),
        ("tanks", ("one", "two"), ("two",)),
        (" to Ukraine", ("two",), ()),
        (".", (), ()),
    ]


@given(
    st.text(), st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 40), st.integers(0, 40)))
)
def test_the_pieces_are_the_text_again(text: str, places: list[tuple[str, int, int]]) -> None:
    assert "".join(piece.text for piece in cut(text, places)) == text
