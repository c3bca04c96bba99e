import json

import pytest

from bench.hostile.attempts import Attempt, Outcome
from bench.hostile.verdicts import PROBLEM, RESULTS, broken_promises, count

ASKED = Attempt(kind="x", query="ASK {\r\n é }", expected=frozenset((200, 400, 503)))
JSON = RESULTS + "json"
FALSE = (
    b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/>'
    b"<boolean>false</boolean></sparql>"
)


def answer(media_type: str, body: bytes, status: int = 200) -> Outcome:
    return Outcome(status=status, content_type=media_type, body=body)


def problem(**members: object) -> Outcome:
    told = {"status": 400, "detail": "wrong", "type": "/problems/query-error", **members}
    return answer(PROBLEM, json.dumps(told).encode(), 400)


@pytest.mark.parametrize(
    ("media_type", "body", "rows"),
    [
        (JSON, b'{"head":{"vars":["x"]},"results":{"bindings":[{},{}]}}', 2),
        (JSON, b'{"head":{},"boolean":true}', 1),
        ("text/csv", b'x,y\r\n1,"a\r\nb"\r\n', 1),
        ("text/csv", b"x\r\n" + b"a" * 500_000 + b"\r\n", 1),
        ("text/csv", b"false", 0),
        ("text/tab-separated-values", b"?x\t?y\n1\t\n2\t\n", 2),
        (
            RESULTS + "xml",
            FALSE,
            0,
        ),
        ("text/turtle", b"<http://e/s> a <http://e/a>, <http://e/b> .", 2),
        ("application/n-triples", b"", 0),
    ],
)
def test_whole_answers_are_counted(media_type: str, body: bytes, rows: int) -> None:
    assert count(answer(media_type, body)) == rows
    assert broken_promises(ASKED, answer(media_type, body)) == []


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        (JSON, b'{"head":{"vars":["x"]},"results":{"bindings":[{},'),
        ("text/csv", b"x,y\r\n1,2\r\n3"),
        ("text/csv", b"x,y\r\n1\r\n"),
        ("text/tab-separated-values", b"?x\t?y\n1\n"),
        ("text/tab-separated-values", b"?x\t?y\n1"),
        (RESULTS + "xml", b"<sparql><head/>"),
        ("text/turtle", b"<http://e/s> a <http://e/a"),
        ("application/rdf+xml", b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"),
        ("application/ld+json", b'[{"@id":'),
        ("text/html", b"<p>"),
    ],
)  # fmt: skip
def test_an_answer_that_is_cut_is_found_out(media_type: str, body: bytes) -> None:
    assert "does not parse" in broken_promises(ASKED, answer(media_type, body))[0]


def test_an_error_must_be_a_problem_that_says_what_is_wrong() -> None:
    assert broken_promises(ASKED, problem()) == []
    assert broken_promises(ASKED, problem(detail=""))
    assert broken_promises(ASKED, problem(status=500))
    assert broken_promises(ASKED, answer("text/plain", b"wrong", 400))
    assert broken_promises(ASKED, answer("text/plain", b"", 500)) == [
        "status 500, not one of [200, 400, 503]"
    ]
    assert broken_promises(ASKED, Outcome(status=0, failure="IncompleteRead"))


@pytest.mark.parametrize(
    ("line", "column", "is_right"),
    [(1, 1, True), (2, 5, True), (2, 6, False), (3, 1, False), (0, 1, False), (None, None, False)],
)
def test_a_syntax_error_has_its_place_in_the_text(
    line: int | None, column: int | None, *, is_right: bool
) -> None:
    told = problem(type="/problems/query-syntax", line=line, column=column)
    assert (broken_promises(ASKED, told) == []) is is_right


def test_a_known_fault_is_in_its_place() -> None:
    known = Attempt(kind="place", query="ASK {", expected=frozenset((400,)), place=(1, 6))
    syntax = "/problems/query-syntax"
    assert broken_promises(known, problem(type=syntax, line=1, column=6)) == []
    assert broken_promises(known, problem(type=syntax, line=1, column=5))
    assert broken_promises(known, problem()) == ["no syntax error"]


def test_what_is_no_http_may_be_refused_by_the_server_itself() -> None:
    raw = Attempt(kind="bytes", raw=b"\x00", expected=frozenset((400,)))
    told = answer("text/plain", b"Invalid HTTP request received.", 400)
    assert broken_promises(raw, told) == []
    assert broken_promises(ASKED, told)


def test_head_has_no_body() -> None:
    head = Attempt(kind="x", method="HEAD", expected=frozenset((200,)))
    assert broken_promises(head, answer(JSON, b"")) == []
    assert broken_promises(head, answer(JSON, b"{}")) == ["HEAD with a body"]
