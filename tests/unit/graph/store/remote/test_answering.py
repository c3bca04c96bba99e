"""What is asked of a server and what is not, and what is made of its answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import (
    QueryError,
    QueryFailed,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    UpdateRefused,
)
from graph.store.answers import TABLE_FORMATS, TRIPLE_FORMATS, Dataset
from graph.store.limits import query_limits
from graph.store.remote.answering import RemoteReaders
from graph.store.remote.client import Client
from tests.unit.graph.store.remote.conftest import Reply, Scripted

JSON, XML, CSV, _ = TABLE_FORMATS
TURTLE = TRIPLE_FORMATS[0]
TABLE = {
    "head": {"vars": ["n"]},
    "results": {"bindings": [{"n": {"type": "literal", "value": "7"}}]},
}
LIMITS = replace(query_limits(), readers=1, readers_most=2)
BASE = "https://example.org/id/"


@contextmanager
def asking(scripted: Scripted, folder: Path, kind: str = "standard") -> Iterator[RemoteReaders]:
    with (
        closing(Client(scripted.endpoints(kind=kind))) as client,
        closing(RemoteReaders(client, BASE, folder / "queries", LIMITS)) as readers,
    ):
        yield readers


def test_a_query_goes_on_with_base_and_union(scripted: Scripted, tmp_path: Path) -> None:
    scripted.replies = [Reply(body=json.dumps(TABLE).encode())]
    with asking(scripted, tmp_path, "oxigraph") as readers:
        answer = readers.query("SELECT ?n { ?s ?p ?n }", answer=JSON, timeout=5)
        readers.query("SELECT ?n FROM <urn:g> { ?s ?p ?n }", answer=JSON)
        named = Dataset(default_graphs=("urn:a",), named_graphs=("urn:b",))
        readers.query("SELECT ?n { ?s ?p ?n }", answer=JSON, dataset=named)
    assert json.loads(answer.body) == TABLE
    plain, of_its_own, of_the_protocol = (each.form for each in scripted.asked)
    assert plain["query"] == [f"BASE <{BASE}>\nSELECT ?n {{ ?s ?p ?n }}"]
    assert "union-default-graph" in plain
    assert "union-default-graph" not in of_its_own
    assert of_the_protocol["default-graph-uri"] == ["urn:a"]
    assert of_the_protocol["named-graph-uri"] == ["urn:b"]
    assert "union-default-graph" not in of_the_protocol


def test_the_time_limit_is_told_in_the_units_of_the_server(
    scripted: Scripted, tmp_path: Path
) -> None:
    with asking(scripted, tmp_path, "virtuoso") as readers:
        readers.query("SELECT ?x { ?s ?p ?x }", answer=JSON, timeout=5)
    assert 1000 <= int(scripted.asked[0].form["timeout"][0]) <= 5000


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", UpdateRefused),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", QueryRefused),
        ("DEFINE get:soft 'replace' SELECT * FROM <http://e.org/> { ?s ?p ?o }", QuerySyntaxError),
        ("SELECT * { ?s ?p }", QuerySyntaxError),
        ("SELECT (bif:now() AS ?x) {}", QuerySyntaxError),
        ("PREFIX bif: <bif:> SELECT (bif:now() AS ?x) {}", QueryError),
        ("PREFIX bif: <bif:> SELECT * { ?s bif:contains ?x }", QueryRefused),
        ("SELECT * { ?s ?p ?o } ; DROP ALL", QuerySyntaxError),
        (f"SELECT * {{ ?s ?p '{'x' * 70_000}' }}", QueryRefused),
    ],
)
def test_what_is_refused_never_reaches_the_server(
    scripted: Scripted, tmp_path: Path, query: str, error: type[QueryError]
) -> None:
    with asking(scripted, tmp_path, "virtuoso") as readers, pytest.raises(error):
        readers.query(query, answer=JSON)
    assert scripted.asked == []


@pytest.mark.parametrize(
    ("reply", "kind", "error"),
    [
        (Reply(status=503), "standard", QueryFailed),
        (Reply(status=401), "standard", QueryFailed),
        (Reply(status=400, body=b"no such function"), "standard", QueryError),
        (
            Reply(status=500, body=b"Virtuoso S1T00 Error SR171: timed out"),
            "virtuoso",
            QueryTimeout,
        ),
        (Reply(headers={"X-SQL-State": "S1TAT"}), "virtuoso", QueryTimeout),
        (Reply(headers={"X-SPARQL-MaxRows": "10000"}), "virtuoso", QueryRefused),
        (Reply(body=b'{"head":{"vars":["x"]},"resul', cut=True), "standard", QueryFailed),
        (Reply(body=b"<html>Sign in</html>"), "virtuoso", QueryFailed),
    ],
)
def test_what_goes_wrong_there_is_no_answer_here(
    scripted: Scripted, tmp_path: Path, reply: Reply, kind: str, error: type[QueryError]
) -> None:
    scripted.replies = [reply]
    with asking(scripted, tmp_path, kind) as readers, pytest.raises(QueryError) as raised:
        readers.query("SELECT ?x { ?s ?p ?x }", answer=CSV)
    assert type(raised.value) is error
    assert "127.0.0.1" not in str(raised.value), "where the server is, is nobody's business"
    assert len(scripted.asked) == 1, "a query is put once"


def test_a_server_that_is_silent_is_given_up_in_time(scripted: Scripted, tmp_path: Path) -> None:
    scripted.replies = [Reply(silent=30)]
    with asking(scripted, tmp_path) as readers, pytest.raises(QueryTimeout, match="time limit"):
        readers.query("SELECT ?x { ?s ?p ?x }", answer=JSON, timeout=0.5)


def test_an_answer_longer_than_may_be_is_refused(scripted: Scripted, tmp_path: Path) -> None:
    scripted.replies = [Reply(body=b" " * 5000)]
    small = replace(LIMITS, answer_bytes=4096)
    with (
        closing(Client(scripted.endpoints())) as client,
        closing(RemoteReaders(client, BASE, tmp_path / "queries", small)) as readers,
        pytest.raises(QueryRefused, match="add LIMIT"),
    ):
        readers.query("SELECT ?x { ?s ?p ?x }", answer=JSON)


def test_nobody_waits_for_a_client_who_left(scripted: Scripted, tmp_path: Path) -> None:
    with asking(scripted, tmp_path) as readers, pytest.raises(QueryFailed, match="went away"):
        readers.query("SELECT ?x { ?s ?p ?x }", answer=JSON, is_unwanted=lambda: True)
    assert scripted.asked == []


def test_triples_are_written_with_our_prefixes(scripted: Scripted, tmp_path: Path) -> None:
    line = (
        b"<https://example.org/id/actor/POL> <https://w3id.org/materiel/aid#supplies> <urn:x> .\n"
    )
    scripted.replies = [Reply(body=line)]
    with asking(scripted, tmp_path) as readers:
        answer = readers.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", answer=TURTLE)
    assert b"ma:supplies" in answer.body
    assert answer.media_type == "text/turtle; charset=utf-8"


def test_xml_holds_no_character_that_xml_cannot(scripted: Scripted, tmp_path: Path) -> None:
    row = {"n": {"type": "literal", "value": "a\x01b"}}
    told = {"head": {"vars": ["n"]}, "results": {"bindings": [row]}}
    scripted.replies = [Reply(body=json.dumps(told).encode())]
    with asking(scripted, tmp_path) as readers:
        body = readers.query("SELECT ?n { ?s ?p ?n }", answer=XML).body
    assert b"\x01" not in body
    assert "a\ufffdb".encode() in body


def test_it_says_when_it_does_not_answer(scripted: Scripted, tmp_path: Path) -> None:
    scripted.replies = [Reply(body=b'{"head":{},"boolean":true}'), Reply(status=500)]
    with asking(scripted, tmp_path) as readers:
        assert readers.check(5) is None
        assert readers.check(5) is not None
        assert readers.pids()
        assert readers.begin(readers.prepare("ASK {}", answer=JSON)) is None
