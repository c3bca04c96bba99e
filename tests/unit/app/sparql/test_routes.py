"""`/sparql` over HTTP."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from pyoxigraph import RdfFormat, parse

from app.sparql.protocol import FORM, QUERY, UPDATE
from app.wiring import Materiel
from graph.store.answers import TABLE_FORMATS, TRIPLE_FORMATS
from ontology.terms import MA

SUPPLIES = f"SELECT ?s ?r {{ ?s {MA.SUPPLIES} ?r }} ORDER BY ?s"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
IRAN_SUPPLIES = f"ASK {{ <actor/IRN> {MA.SUPPLIES} <actor/RUS> }}"

pytestmark = [
    pytest.mark.usefixtures("stories"),
    pytest.mark.parametrize("server", ["embedded", "oxigraph serve", "virtuoso"], indirect=True),
]
"""Who answers makes no difference."""


@pytest.mark.parametrize("offered", TABLE_FORMATS, ids=lambda each: each.name)
def test_a_select_by_get(client: Any, offered: Any) -> None:
    headers = {"Accept": offered.media_type}
    answer = client.get("/sparql", params={"query": SUPPLIES}, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(offered.media_type)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Accept" in answer.headers["vary"]
    assert "actor/POL" in answer.text


def test_the_three_ways_of_asking_give_the_same(client: Any) -> None:
    by_get = client.get("/sparql", params={"query": SUPPLIES})
    by_form = client.post("/sparql", data={"query": SUPPLIES})
    by_body = client.post("/sparql", content=SUPPLIES, headers={"Content-Type": QUERY})
    assert by_get.json() == by_form.json() == by_body.json()
    assert len(by_get.json()["results"]["bindings"]) == 3


def test_head_is_get_without_the_body(client: Any) -> None:
    answer = client.request("HEAD", "/sparql", params={"query": SUPPLIES})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/sparql-results+json")


@pytest.mark.parametrize("offered", TRIPLE_FORMATS, ids=lambda each: each.name)
def test_a_construct_by_parameter(client: Any, offered: Any) -> None:
    query = f"CONSTRUCT {{ ?s {MA.SUPPLIES} ?r }} {{ ?s {MA.SUPPLIES} ?r }}"
    answer = client.get("/sparql", params={"query": query, "format": offered.name})
    assert answer.headers["content-type"].startswith(offered.media_type)
    form = RdfFormat.from_media_type(offered.media_type)
    assert len(list(parse(answer.content, format=form))) == 3


def test_a_query_sees_what_was_acknowledged_before(client: Any, post: Any) -> None:
    assert (
        client.get("/sparql", params={"query": IRAN_SUPPLIES.replace("RUS", "OMN")}).json()[
            "boolean"
        ]
        is False
    )
    post("Iran sends shells to Oman.")
    assert (
        client.get("/sparql", params={"query": IRAN_SUPPLIES.replace("RUS", "OMN")}).json()[
            "boolean"
        ]
        is True
    )


def test_graphs_of_the_protocol(client: Any, materiel: Materiel) -> None:
    graph_name = materiel.settings.base_iri + "graph/vocabulary/aid"
    parameters = {"query": IRAN_SUPPLIES, "default-graph-uri": graph_name}
    assert client.get("/sparql", params=parameters).json()["boolean"] is False


@pytest.mark.parametrize(
    ("parameters", "status", "told"),
    [
        ({"query": "SELECT * {\n ?s ?p }"}, 400, "expected"),
        ({"query": "HELLO"}, 400, "SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ({"query": "ASK {}", "timeout": "1e-189"}, 422, "timeout"),
        ({"default-graph-uri": "http://e/"}, 400, "no query"),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"}, 403, "SERVICE"),
        ({"query": "LOAD <http://127.0.0.1:9/>"}, 405, "/v1/articles"),
        ({"update": "DROP ALL"}, 405, "/v1/articles"),
        ({"query": "ASK {}", "format": "turtle"}, 406, "sparql-results"),
        ({"query": ENDLESS, "timeout": "0.2"}, 503, "time limit"),
    ],
)  # fmt: skip
def test_what_gets_no_answer_gets_a_problem(
    client: Any, parameters: dict[str, str], status: int, told: str
) -> None:
    for answer in (
        client.get("/sparql", params=parameters),
        client.post("/sparql", data=parameters),
    ):
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert told in answer.json()["detail"]


def test_a_syntax_error_has_line_and_column(client: Any) -> None:
    problem = client.get("/sparql", params={"query": "ASK {\n ?s ?p }"}).json()
    assert (problem["line"], problem["column"]) == (2, 8)


def test_what_cannot_be_read_or_answered_is_the_clients_to_mend(client: Any) -> None:
    asked = {"query": "ASK { FILTER(<http://e/f>(1)) }"}
    graphs = {"query": "ASK {}", "default-graph-uri": "http://["}
    elements = {"query": "CONSTRUCT { <a> <http://e/1> 1 } {}", "format": "rdfxml"}
    for parameters in (asked, graphs, elements):
        answer = client.get("/sparql", params=parameters)
        assert answer.status_code == 400, answer.text
        assert answer.json()["type"] == "/problems/query-error"
    packed = {"Content-Type": QUERY, "Content-Encoding": "gzip"}
    assert client.post("/sparql", content=b"\x1f\x8b", headers=packed).status_code == 415
    form = {"Content-Type": FORM}
    long = b"query=" + b"%41" * 100_000
    assert client.post("/sparql", content=long, headers=form).status_code == 413


def test_an_update_by_body_is_refused_with_the_methods_that_work(client: Any) -> None:
    answer = client.post("/sparql", content="DROP ALL", headers={"Content-Type": UPDATE})
    assert answer.status_code == 405
    assert "POST" in answer.headers["allow"]
    assert "/v1/articles" in answer.json()["detail"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client: Any, method: str) -> None:
    refused = client.request(method, "/sparql")
    assert refused.status_code == 405
    assert refused.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert refused.headers["access-control-allow-origin"] == "*"


def test_other_content_is_refused(client: Any) -> None:
    answer = client.post("/sparql", json={"query": SUPPLIES})
    assert answer.status_code == 415
    assert FORM in answer.json()["remedy"]


def test_what_nobody_can_accept_is_not_sent(client: Any) -> None:
    answer = client.get("/sparql", params={"query": SUPPLIES}, headers={"Accept": "image/png"})
    assert answer.status_code == 406


def test_options_let_other_origins_ask(client: Any) -> None:
    answer = client.request("OPTIONS", "/sparql")
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["access-control-allow-methods"]


@pytest.mark.parametrize("offered", TRIPLE_FORMATS, ids=lambda each: each.name)
def test_the_bare_address_describes_itself(client: Any, offered: Any) -> None:
    answer = client.get("/sparql", headers={"Accept": offered.media_type})
    form = RdfFormat.from_media_type(offered.media_type)
    assert "http://testserver/sparql" in answer.text
    assert list(parse(answer.content, format=form))


def test_a_browser_gets_a_form(client: Any) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    page = client.get("/sparql", headers={"Accept": accept})
    assert page.headers["content-type"].startswith("text/html")
    assert "<form" in page.text
    assert "Who supplies Russia?" in page.text
    assert not re.search(r"<script|https?://(?!purl|schema|www\.w3|w3id)[a-z]", page.text)


def test_a_long_query_goes_by_post(client: Any) -> None:
    query = SUPPLIES + " # " + "x" * 60_000
    assert (
        client.post(
            "/sparql", content=urlencode({"query": query}), headers={"Content-Type": FORM}
        ).status_code
        == 200
    )
    assert client.post("/sparql", data={"query": query * 2}).status_code == 403


def test_without_the_store_the_service_says_who_has_it(client: Any) -> None:
    client._http._transport.app.state.materiel = replace(
        client._http._transport.app.state.materiel, store=None, readers=None
    )
    for address in ("/sparql?query=ASK{}", "/sparql"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "another process" in answer.json()["detail"]
