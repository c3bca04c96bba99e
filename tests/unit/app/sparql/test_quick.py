"""Queries that are answered before the framework is asked."""

import threading
import time
from typing import Any

import pytest

from app.sparql import quick
from app.sparql.protocol import QUERY
from app.sparql.sending import Held
from app.wiring import Materiel
from graph.errors import QueryFailed, StorageError
from graph.store.answers import TABLE_FORMATS
from graph.store.readers import Readers
from ontology.terms import MA

SUPPLIES = f"SELECT ?s ?r {{ ?s {MA.SUPPLIES} ?r }} ORDER BY ?s"
LONG = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"

pytestmark = pytest.mark.usefixtures("stories")


@pytest.fixture
def asked_of_route(materiel: Materiel, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Queries that the route put, not the layer before it."""
    asked: list[str] = []
    query = Readers.query

    def note(self: Readers, text: str, **options: Any) -> object:
        asked.append(text)
        return query(self, text, **options)

    monkeypatch.setattr(Readers, "query", note)
    assert materiel.readers is not None
    materiel.pipeline.catch_up()
    materiel.readers.query("ASK {}", answer=TABLE_FORMATS[0])
    asked.clear()
    return asked


def test_a_small_query_never_reaches_the_route(client: Any, asked_of_route: list[str]) -> None:
    by_post = client.post("/sparql", content=SUPPLIES, headers={"Content-Type": QUERY})
    by_get = client.get("/sparql", params={"query": SUPPLIES})
    head = client.request("HEAD", "/sparql", params={"query": SUPPLIES})
    assert by_post.json() == by_get.json()
    assert len(by_get.json()["results"]["bindings"]) == 3
    assert head.content == b""
    for answer in (by_post, by_get, head):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["vary"] == "Accept, Accept-Encoding"
        assert "x-request-id" in answer.headers
        assert "content-security-policy" in answer.headers
    assert asked_of_route == []


def test_what_takes_longer_is_finished_by_the_route(
    client: Any, asked_of_route: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hurry(begun: Any) -> None:
        return None

    monkeypatch.setattr(quick, "wait_here", hurry)
    answer = client.get("/sparql", params={"query": SUPPLIES})
    assert len(answer.json()["results"]["bindings"]) == 3
    assert asked_of_route == []


def test_after_an_article_came_from_elsewhere_the_route_catches_up(
    client: Any, materiel: Materiel, asked_of_route: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    last = materiel.archive.sequence()
    monkeypatch.setattr(type(materiel.archive), "sequence", lambda _self: last + 1)
    monkeypatch.setattr(type(materiel.pipeline), "catch_up", lambda _self: 0)
    answer = client.get("/sparql", params={"query": SUPPLIES})
    assert answer.status_code == 200
    assert asked_of_route == [SUPPLIES]


def test_an_archive_that_cannot_be_asked_is_told_by_the_route(
    client: Any, materiel: Materiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: object) -> int:
        raise StorageError("The disk is gone")

    monkeypatch.setattr(type(materiel.archive), "sequence", fail)
    answer = client.get("/sparql", params={"query": SUPPLIES})
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/storage")


def test_too_many_answers_in_waiting_are_told_by_the_route(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise QueryFailed("Too many are waiting")

    monkeypatch.setattr(Held, "hold", refuse)
    answer = client.get("/sparql", params={"query": SUPPLIES})
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/query-failed")


def test_small_queries_beside_long_ones_and_new_articles(client: Any, post: Any) -> None:
    rows: list[int] = []

    def ask(query: str) -> None:
        for _ in range(8):
            answer = client.get("/sparql", params={"query": query})
            rows.append(len(answer.json()["results"]["bindings"]))

    threads = [threading.Thread(target=ask, args=(each,)) for each in (SUPPLIES, SUPPLIES, LONG)]
    for thread in threads:
        thread.start()
    for number in range(3):
        post(f"Norway sent {number + 2} tanks to Denmark.")
        time.sleep(0.05)
    for thread in threads:
        thread.join()
    assert len(rows) == 24
    assert set(rows) <= {3, 4, 20_000}
