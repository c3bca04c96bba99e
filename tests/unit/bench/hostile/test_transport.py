from random import Random
from urllib.parse import urlsplit

from app.sparql.protocol import SparqlRequest, read_get, read_post
from bench.hostile.attempts import Attempt
from bench.hostile.transport import carried, malformed

LISTENER = "http://127.0.0.1:9/"
QUERY = "ASK { ?s ?p 'é & ü\n\x00' }"


def read(attempt: Attempt) -> SparqlRequest:
    query_string = urlsplit(attempt.target).query
    if attempt.method != "POST":
        return read_get(query_string)
    return read_post(attempt.headers["Content-Type"], attempt.body or b"", query_string)


def test_every_way_carries_the_query_as_it_is() -> None:
    rolls = Random(0)
    plain = Attempt(kind="x", query=QUERY, expected=frozenset((200,)))
    sent = [carried(rolls, plain, seconds=3) for _ in range(40)]
    assert {(one.method, one.body is None) for one in sent} == {
        ("GET", True),
        ("POST", False),
        ("HEAD", True),
    }
    for one in sent:
        assert (read(one).query, read(one).timeout) == (QUERY, 3.0)
        assert one.expected == {200, 406}


def test_a_long_query_goes_by_post() -> None:
    plain = Attempt(kind="x", query="#" * 65_536, expected=frozenset())
    assert {carried(Random(n), plain).method for n in range(20)} == {"POST"}


def test_some_requests_name_the_listener_as_a_graph() -> None:
    rolls = Random(0)
    plain = Attempt(kind="x", query=QUERY, expected=frozenset())
    datasets = [read(carried(rolls, plain, LISTENER)).dataset for _ in range(60)]
    assert {LISTENER} in [{*one.default_graphs} for one in datasets]
    assert {LISTENER} in [{*one.named_graphs} for one in datasets]


def test_malformed_requests_are_of_many_kinds_and_expect_an_error_or_an_answer() -> None:
    rolls = Random(0)
    made = [malformed(rolls, LISTENER) for _ in range(300)]
    assert {one.kind for one in made} == {"parameters", "headers", "bodies", "bytes"}
    for one in made:
        assert one.expected
        assert 500 not in one.expected
    assert {status for one in made for status in one.expected} >= {400, 405, 406, 413, 415}
