"""What is wrong with an answer, or with two of one state."""

from typing import Any

import orjson
import pytest

from bench.crowd.asking import Answer
from bench.crowd.judging import Book

PATH = "/v1/things?limit=2"
PAGE = {"sequence": 7, "total": 3, "limit": 2, "next": "/x", "prev": None, "things": [1, 2]}


def answer(status: int = 200, sequence: int = 7, **changed: Any) -> Answer:
    headers = {"materiel-sequence": str(sequence), "materiel-total": "3", "link": ""}
    return Answer(status=status, headers=headers, body=orjson.dumps(PAGE | changed))


def test_answers_of_a_state_that_are_the_same_are_right() -> None:
    book = Book()
    assert book.judge(PATH, answer(), before=6) == 7
    assert book.judge(PATH, answer(), before=7) == 7
    assert book.judge(PATH, answer(), before=0) == 7
    assert (book.wrong, book.compared) == ([], 2)


@pytest.mark.parametrize(
    ("given", "before", "wrong"),
    [
        (answer(status=500), 0, "status 500"),
        (answer(), 8, "sequence 7 after an answer of 8"),
        (answer(sequence=8), 0, "the body says sequence 7, the header 8"),
        (answer(total=4), 0, "the body says total 4"),
        (answer(things=[1]), 0, "1 rows, not 2"),
    ],
)
def test_what_does_not_fit_is_told(given: Answer, before: int, wrong: str) -> None:
    book = Book()
    book.judge(PATH, given, before)
    assert len(book.wrong) == 1
    assert wrong in book.wrong[0]


def test_two_answers_of_a_state_that_differ_are_torn() -> None:
    book = Book()
    book.judge(PATH, answer(), 0)
    book.judge(PATH, answer(things=[1, 3]), 0)
    assert book.wrong == [f"{PATH}: two answers at sequence 7 are not the same"]


@pytest.mark.parametrize(
    ("lines", "link", "is_right"),
    [(3, "", True), (2, 'rel="next"', True), (2, "", False), (4, "", False)],
)
def test_lines_fit_the_total(lines: int, link: str, is_right: bool) -> None:
    book = Book()
    headers = {"materiel-sequence": "7", "materiel-total": "3", "link": link}
    body = b"head\r\n" + b"row\r\n" * lines
    book.judge("/v1/things.csv", Answer(status=200, headers=headers, body=body), 0)
    assert (book.wrong == []) is is_right


def test_a_source_of_which_nothing_stands_may_be_missing() -> None:
    book = Book()
    assert book.judge("/v1/sources/a/claims", answer(status=404), before=5) == 5
    assert book.wrong == []
