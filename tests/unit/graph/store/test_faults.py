import pytest

from graph.store.faults import describe_fault, offset_of
from graph.store.screen import token_spans


@pytest.mark.parametrize(
    ("text", "token", "line", "column"),
    [
        ("ASK {\r\n\t?s ?p }", "}", 2, 8),
        ("ASK {\r'é😀' ?p }", "}", 2, 9),
        ("ASK { é }", "é", 1, 7),
    ],
)
def test_a_fault_is_placed_at_its_token(text: str, token: str, line: int, column: int) -> None:
    spans = token_spans(text)
    fault = [text[start:end] for start, end in spans].index(token)
    error = describe_fault(text, spans, fault, "expected [_]")
    assert (error.line, error.column) == (line, column)
    assert str(error) == f"{token!r} is not expected here"


@pytest.mark.parametrize(
    ("text", "line", "column"), [("ASK {", 1, 6), ("ASK {\n", 2, 1), ("ASK {\r\n ", 2, 2)]
)
def test_a_text_that_ends_too_early_has_its_fault_at_the_end(
    text: str, line: int, column: int
) -> None:
    error = describe_fault(text, token_spans(text), 2, 'expected one of "}", [_]')
    assert (error.line, error.column) == (line, column)
    assert str(error).startswith("More is expected")


def test_of_the_parser_only_sentences_are_told_on() -> None:
    told = "expected one of \"$\", Duplicated variable name in SELECT, ['a' ..= 'z'], OPTIONAL"
    error = describe_fault("ASK", token_spans("ASK"), 0, told)
    assert str(error) == "'ASK' is not expected here: Duplicated variable name in SELECT"


def test_a_long_token_is_cut() -> None:
    text = "x" * 500
    assert len(str(describe_fault(text, token_spans(text), 0, "expected [_]"))) < 80


def test_places_become_offsets() -> None:
    text = "ab\r\ncd\nef"
    assert text[offset_of(text, 2, 1) :] == "cd\nef"
    assert offset_of(text, 3, 3) == len(text)
    assert offset_of(text, 9, 9) == len(text)
