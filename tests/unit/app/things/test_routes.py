"""Every IRI that is minted answers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from app.wiring import Materiel, require_store
from graph.quads.iris import Iris
from graph.store.formats import ExportFormat
from ontology.terms import MA, PROV, RDF
from tests.unit.app.conftest import Client

Stories = tuple[dict[str, Any], ...]


def minted(materiel: Materiel) -> set[str]:
    """List the IRIs below the base that the store mentions."""
    dump = b"".join(require_store(materiel).dump(ExportFormat.NQUADS))
    quads = list(parse(dump, format=RdfFormat.N_QUADS))
    terms = {term for q in quads for term in (q.subject, q.predicate, q.object, q.graph_name)}
    base = materiel.settings.base_iri
    return {t.value for t in terms if isinstance(t, NamedNode) and t.value.startswith(base)}


def path_of(iri: str) -> str:
    return urlsplit(iri).path


@pytest.fixture
def claim(materiel: Materiel, stories: Stories) -> str:
    """The IRI of the first claim of the first story."""
    return Iris(base=materiel.settings.base_iri).claim(stories[0]["claims"][0]["id"]).value


def test_every_iri_that_is_minted_answers(
    client: Client, materiel: Materiel, stories: Stories
) -> None:
    assert stories
    for iri in sorted(minted(materiel)):
        first = client.get(path_of(iri), headers={"Accept": "text/turtle"})
        if "/graph/" in iri:
            assert first.status_code == 200, iri
            continue
        assert first.status_code == 303, iri
        second = client.get(first.headers["Location"])
        assert second.status_code == 200, iri
        triples = {quad.triple for quad in parse(second.content, format=RdfFormat.TURTLE)}
        assert any(
            NamedNode(iri) in (triple.subject, triple.predicate, triple.object)
            for triple in triples
        ), iri


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("", ".ttl"),
        ("*/*", ".ttl"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", ".html"),
        ("application/ld+json", ".jsonld"),
        ("application/rdf+xml;q=0.4, application/n-triples;q=0.9", ".nt"),
    ],
)
def test_a_thing_leads_to_the_document_that_is_wanted(
    client: Client, claim: str, accept: str, ending: str
) -> None:
    answer = client.get(path_of(claim), headers={"Accept": accept})
    assert answer.status_code == 303
    assert answer.headers["Location"] == path_of(claim) + ending
    assert answer.headers["Vary"] == "Accept"


def test_what_is_not_written_is_not_acceptable(client: Client, claim: str) -> None:
    answer = client.get(path_of(claim), headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["detail"]


def test_signposts_lead_from_a_claim_to_its_article_and_graph(
    client: Client, materiel: Materiel, stories: Stories, claim: str
) -> None:
    iris, article = Iris(base=materiel.settings.base_iri), stories[0]["article"]["id"]
    links = client.get(path_of(claim)).headers["Link"].split(", ")
    assert f'<{claim}>; rel="cite-as"' in links
    assert f'<{iris.article(article).value}>; rel="{PROV.HAD_PRIMARY_SOURCE.value}"' in links
    assert f'<{iris.graph(article).value}>; rel="collection"' in links
    assert f'<{MA.CLAIM.value}>; rel="type"' in links
    assert f'<{path_of(claim)}.ttl>; rel="describedby"; type="text/turtle"' in links


def test_a_claims_document_holds_its_parts(client: Client, claim: str) -> None:
    body = client.get(path_of(claim) + ".ttl").content
    subjects = {quad.subject for quad in parse(body, format=RdfFormat.TURTLE)}
    assert {
        NamedNode(claim),
        NamedNode(claim + "#passage"),
        NamedNode(claim + "#words"),
    } <= subjects


def test_the_page_shows_words_and_leads_on(client: Client, materiel: Materiel, claim: str) -> None:
    page = client.get(path_of(claim) + ".html")
    assert page.headers["content-type"].startswith("text/html")
    assert "Poland sends tanks to Ukraine in 2024-03, Warsaw says." in page.text
    root = path_of(materiel.settings.base_iri)
    assert f'href="{root}actor/POL"' in page.text
    assert "<script" not in page.text


def test_a_page_escapes_what_articles_say(client: Client, post: Any, materiel: Materiel) -> None:
    post("Poland sends tanks to Ukraine.", publisher="<script>alert(1)</script>")
    found = [iri for iri in minted(materiel) if "/publisher/" in iri]
    assert found
    for iri in found:
        assert "<script" not in client.get(path_of(iri) + ".html").text


def test_every_format_of_a_document_says_the_same(client: Client, claim: str) -> None:
    forms = {
        ".ttl": RdfFormat.TURTLE,
        ".nt": RdfFormat.N_TRIPLES,
        ".jsonld": RdfFormat.JSON_LD,
        ".rdf": RdfFormat.RDF_XML,
    }
    said = {
        ending: {q.triple for q in parse(client.get(path_of(claim) + ending).content, format=form)}
        for ending, form in forms.items()
    }
    assert said[".ttl"]
    assert all(triples == said[".ttl"] for triples in said.values())


@pytest.mark.parametrize("path", ["/id/actor/NOBODY", "/id/claim/1.ttl", "/id/", "/id/graph/none"])
def test_what_nothing_is_said_of_is_not_found(client: Client, stories: Stories, path: str) -> None:
    assert stories
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["title"] == "Not found"


@pytest.mark.parametrize("path", ["/id/a%20b", "/id/%3Cx%3E", "/id/%00", "/id/..%2f..%2f", "/id/é"])
def test_no_address_breaks_the_service(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_head_and_get_agree(client: Client, claim: str) -> None:
    head = client.request("HEAD", path_of(claim) + ".ttl")
    assert (head.status_code, head.content) == (200, b"")


def test_a_graph_is_read_by_its_name_and_by_protocol(
    client: Client, materiel: Materiel, stories: Stories
) -> None:
    iri = Iris(base=materiel.settings.base_iri).graph(stories[0]["article"]["id"]).value
    direct = client.get(path_of(iri), headers={"Accept": "application/n-triples"})
    asked = client.get(
        "/rdf-graph-store", params={"graph": iri}, headers={"Accept": "application/n-triples"}
    )
    assert direct.status_code == asked.status_code == 200
    assert set(direct.text.splitlines()) == set(asked.text.splitlines())
    assert f"<{MA.CLAIM.value}>" in direct.text
    quads = client.get(path_of(iri), headers={"Accept": "application/n-quads"})
    assert all(f"<{iri}>" in line for line in quads.text.splitlines())


def test_the_union_of_all_graphs_is_the_default_graph(client: Client, stories: Stories) -> None:
    assert stories
    answer = client.get("/rdf-graph-store?default", headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200
    assert RDF.TYPE.value in answer.text


@pytest.mark.parametrize("query", ["", "?graph=x&default"])
def test_one_graph_must_be_meant(client: Client, query: str) -> None:
    answer = client.get("/rdf-graph-store" + query)
    assert answer.status_code == 422
    assert answer.json()["field"] == "graph"


def test_a_graph_that_is_no_iri_is_not_found(client: Client) -> None:
    assert client.get("/rdf-graph-store", params={"graph": "a b"}).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_is_written(client: Client, method: str) -> None:
    assert client.request(method, "/rdf-graph-store?default").status_code == 405
    assert client.request(method, "/id/actor/PRK").status_code == 405
