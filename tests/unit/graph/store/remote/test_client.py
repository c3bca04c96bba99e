import logging
from contextlib import closing
from dataclasses import replace

import pytest

from bench.served import free_port
from graph.errors import (
    RemoteStoreError,
    StorageError,
    StoreAnswerCut,
    StoreFailed,
    StoreRefused,
    StoreTimeout,
    StoreUnauthorised,
    StoreUnreachable,
)
from graph.store.remote.client import Client, why_cut
from graph.store.remote.endpoints import Endpoints, Login
from graph.store.remote.servers import request_limits, server_kinds
from tests.unit.graph.store.remote.conftest import Reply, Scripted

QUICK = replace(request_limits(), first_wait_seconds=0.01, longest_wait_seconds=0.02)
ROW = b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"7"}}]}}'
SECRET = "open-sesame"


def client(endpoints: Endpoints) -> closing[Client]:
    return closing(Client(endpoints, QUICK))


def test_rows_come_as_terms(scripted: Scripted) -> None:
    scripted.replies = [Reply(body=ROW)]
    with client(scripted.endpoints()) as opened:
        [[term]] = opened.select("SELECT ?n {}")
    assert str(term) == '"7"'
    assert scripted.asked[0].form == {"query": ["SELECT ?n {}"]}


@pytest.mark.parametrize("status", [429, 502, 503])
def test_what_passes_is_tried_again(scripted: Scripted, status: int) -> None:
    scripted.replies = [Reply(status=status), Reply(status=status), Reply(status=204, body=b"")]
    with client(scripted.endpoints()) as opened:
        opened.update("INSERT DATA {}")
    assert [each.body for each in scripted.asked] == [b"INSERT DATA {}"] * 3


def test_an_answer_that_breaks_off_is_asked_for_again(scripted: Scripted) -> None:
    scripted.replies = [Reply(body=ROW, cut=True), Reply(body=ROW)]
    with client(scripted.endpoints()) as opened:
        assert len(opened.select("SELECT ?n {}")) == 1
    assert len(scripted.asked) == 2


def test_an_answer_that_always_breaks_off_is_an_error(scripted: Scripted) -> None:
    scripted.replies = [Reply(body=ROW, cut=True)]
    with client(scripted.endpoints()) as opened, pytest.raises(StoreAnswerCut, match="broke off"):
        opened.select("SELECT ?n {}")
    assert len(scripted.asked) == QUICK.tries


@pytest.mark.parametrize(
    ("status", "kind", "times"),
    [
        (400, StoreRefused, 1),
        (401, StoreUnauthorised, 1),
        (403, StoreUnauthorised, 1),
        (404, StoreRefused, 1),
        (301, StoreRefused, 1),
        (500, StoreFailed, 1),
        (503, StoreFailed, QUICK.tries),
        (504, StoreTimeout, QUICK.tries),
    ],
)
def test_each_status_is_an_error_of_its_kind_with_a_remedy(
    scripted: Scripted, status: int, kind: type[RemoteStoreError], times: int
) -> None:
    page = b"<html><head><title>Oh</title></head><body><h1>Oh  no</h1></body></html>"
    scripted.replies = [Reply(status=status, body=page)]
    with client(scripted.endpoints()) as opened, pytest.raises(kind) as raised:
        opened.update("DELETE DATA {}")
    assert type(raised.value) is kind
    assert isinstance(raised.value, StorageError)
    assert len(scripted.asked) == times
    assert f"{scripted.address}/query" in str(raised.value)
    assert raised.value.remedy in str(raised.value)
    assert "<h1>" not in str(raised.value)


def test_a_deadlock_is_tried_again(scripted: Scripted) -> None:
    said = b"Virtuoso 40001 Error SR172: Transaction deadlocked"
    scripted.replies = [Reply(status=500, body=said), Reply(status=204, body=b"")]
    with client(scripted.endpoints()) as opened:
        opened.update("INSERT DATA {}")
    assert len(scripted.asked) == 2


def test_nobody_there_is_said_after_some_tries() -> None:
    address = f"http://127.0.0.1:{free_port()}/query"
    endpoints = Endpoints(query=address, update=address, kind="standard")
    with client(endpoints) as opened, pytest.raises(StoreUnreachable, match="cannot be reached"):
        opened.update("CLEAR ALL")


def test_a_write_that_times_out_is_not_sent_again(scripted: Scripted) -> None:
    scripted.replies = [Reply(silent=20)]
    endpoints = scripted.endpoints(timeout=0.2)
    with client(endpoints) as opened, pytest.raises(StoreTimeout, match="in time"):
        opened.update("INSERT DATA {}")
    assert len(scripted.asked) == 1


@pytest.mark.parametrize("body", [b"", b"<html>Sign in</html>", b'{"head":{}}', b'{"boolean":1'])
def test_what_is_no_table_is_half_an_answer(scripted: Scripted, body: bytes) -> None:
    scripted.replies = [Reply(body=body)]
    with client(scripted.endpoints()) as opened, pytest.raises(StoreAnswerCut, match="half"):
        opened.select("SELECT ?n {}")


def test_rows_that_a_server_left_out_are_noticed(scripted: Scripted) -> None:
    scripted.replies = [Reply(body=ROW, headers={"X-SPARQL-MaxRows": "1"})]
    endpoints = scripted.endpoints(kind="virtuoso")
    with client(endpoints) as opened, pytest.raises(StoreAnswerCut, match="x-sparql-maxrows"):
        opened.select("SELECT ?n {}")
    assert why_cut(server_kinds()["virtuoso"], {"x-sql-state": "S1TAT"}) is not None
    assert why_cut(server_kinds()["virtuoso"], {"x-sql-state": "00000"}) is None


@pytest.mark.parametrize(
    ("header", "kind"), [("Virtuoso/07.20.3229 (Linux)", "virtuoso"), ("nginx", "standard")]
)
def test_the_kind_is_told_by_the_server(scripted: Scripted, header: str, kind: str) -> None:
    scripted.calls_itself = header
    with client(scripted.endpoints(kind="")) as opened:
        assert opened.kind.name == kind


@pytest.mark.parametrize(
    ("login", "sent"),
    [
        (Login(way="basic", user="desk", secret=SECRET), "Basic ZGVzazpvcGVuLXNlc2FtZQ=="),
        (Login(way="bearer", secret=SECRET), f"Bearer {SECRET}"),
    ],
)
def test_the_login_is_sent_and_never_shown(
    scripted: Scripted, login: Login, sent: str, caplog: pytest.LogCaptureFixture
) -> None:
    scripted.replies = [Reply(status=403, body=b"no")]
    caplog.set_level(logging.DEBUG)
    endpoints = scripted.endpoints(login=login)
    with client(endpoints) as opened, pytest.raises(StoreUnauthorised) as raised:
        opened.update("CLEAR ALL")
    assert scripted.asked[0].headers["authorization"] == sent
    told = caplog.text + str(raised.value) + repr(login)
    assert SECRET not in told
    assert sent not in told


def test_a_digest_is_answered(scripted: Scripted) -> None:
    challenge = {"WWW-Authenticate": 'Digest realm="SPARQL", nonce="abc", qop="auth"'}
    scripted.replies = [Reply(status=401, headers=challenge), Reply(status=204, body=b"")]
    login = Login(way="digest", user="dba", secret=SECRET)
    with client(scripted.endpoints(login=login)) as opened:
        opened.update("CLEAR ALL")
    assert scripted.asked[1].headers["authorization"].startswith('Digest username="dba"')
    assert SECRET not in scripted.asked[1].headers["authorization"]


def test_graphs_go_to_their_address(scripted: Scripted) -> None:
    from pyoxigraph import NamedNode

    scripted.replies = [Reply(status=204, body=b"")]
    with client(scripted.endpoints(kind="oxigraph")) as opened:
        opened.put_graph(NamedNode("http://e.org/g?a=b&c"), b"")
        opened.add_to_graph(NamedNode("http://e.org/g"), b"")
        opened.post_quads(b"")
    put, post, quads = scripted.asked
    assert (put.method, put.path) == ("PUT", "/store?graph=http%3A%2F%2Fe.org%2Fg%3Fa%3Db%26c")
    assert (post.method, post.path) == ("POST", "/store?graph=http%3A%2F%2Fe.org%2Fg")
    assert (quads.method, quads.path) == ("POST", "/store?no_transaction=")
    assert quads.headers["content-type"] == "application/n-quads"
