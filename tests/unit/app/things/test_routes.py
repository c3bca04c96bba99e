"""Every IRI that is minted answers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, parse

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
    assert answer.headers["Vary"] == "Accept, Accept-Encoding"


def test_a_nanopublication_is_a_file_of_its_claim(client: Client, claim: str) -> None:
    claim_id = claim.rpartition("/")[2]
    answer = client.get(f"/id/nanopub/{claim_id}")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/export/nanopubs/{claim_id}.trig"
    cited = answer.headers["Link"].partition(">")[0]
    written = client.get(answer.headers["Location"])
    assert written.status_code == 200
    assert f"{cited}#assertion>" in written.text
    for name in ("none", "", f"{claim_id}/", f"{claim_id}.ttl", "a%2Fb"):
        assert client.get(f"/id/nanopub/{name}").status_code == 404, name


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0.9, nonsense", "*/*;q=0", ";;,"])
@pytest.mark.parametrize("address", ["{claim}", "{graph}", "/rdf-graph-store?default"])
def test_what_is_not_written_is_not_acceptable(
    client: Client, materiel: Materiel, stories: Stories, claim: str, address: str, accept: str
) -> None:
    graph_name = Iris(base=materiel.settings.base_iri).graph(stories[0]["article"]["id"])
    place = address.format(claim=path_of(claim), graph=path_of(graph_name.value))
    answer = client.get(place, headers={"Accept": accept})
    assert answer.status_code == 406
    for offered in ("text/turtle (turtle)", "application/n-triples (ntriples)"):
        assert offered in answer.json()["detail"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/trig;q=0.9, text/turtle;q=0.2, image/png", "application/trig"),
        ("text/turtle;q=0, application/n-quads", "application/n-quads"),
        ("nonsense, */*;q=0.1", "text/turtle"),
    ],
)
def test_a_graph_comes_in_the_format_that_is_liked_best(
    client: Client, materiel: Materiel, stories: Stories, accept: str, media_type: str
) -> None:
    iri = Iris(base=materiel.settings.base_iri).graph(stories[0]["article"]["id"]).value
    answer = client.get(path_of(iri), headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.headers["Vary"].startswith("Accept")


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


@pytest.mark.parametrize("ending", [".ttl", ".TTL", ".Html", ".JsonLD"])
def test_a_document_is_had_by_its_ending_in_any_case(
    client: Client, claim: str, ending: str
) -> None:
    answer = client.get(path_of(claim) + ending, headers={"Accept": "image/png"})
    assert answer.status_code == 200
    kept = client.get(path_of(claim) + ending.lower())
    assert answer.headers["content-type"] == kept.headers["content-type"]


def test_an_iri_that_is_encoded_otherwise_is_the_same(client: Client, stories: Stories) -> None:
    assert stories
    answer = client.get("/id/%61ctor/P%4fL")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/id/actor/POL.ttl")
    assert client.get("/id/actor%2FPOL").status_code == 404


def test_an_iri_with_a_slash_behind_is_another(client: Client, claim: str) -> None:
    assert client.get(path_of(claim) + "/").status_code == 404
    assert client.get(path_of(claim).upper()).status_code == 404


def test_rdf_tells_nothing_that_other_things_tell(client: Client, stories: Stories) -> None:
    assert stories
    body = client.get("/id/actor/POL.ttl").content
    triples = [quad.triple for quad in parse(body, format=RdfFormat.TURTLE)]
    assert triples
    assert {urlsplit(str(triple.subject.value)).path for triple in triples} == {"/id/actor/POL"}


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
    for ending in ("", ".ttl", ".html", "/"):
        head, whole = (client.request(word, path_of(claim) + ending) for word in ("HEAD", "GET"))
        assert (head.status_code, head.content) == (whole.status_code, b"")
        for name in ("content-type", "link", "location"):
            assert head.headers.get(name) == whole.headers.get(name)


def test_head_and_get_of_a_graph_agree(client: Client, stories: Stories) -> None:
    assert stories
    for path in ("/id/graph/supplies", "/rdf-graph-store?default", "/id/graph/none"):
        head, whole = (client.request(word, path) for word in ("HEAD", "GET"))
        assert (head.status_code, head.content) == (whole.status_code, b"")
        assert head.headers["content-type"] == whole.headers["content-type"]


@pytest.mark.parametrize(
    "path", ["/id/actor/POL", "/id/claim/none.ttl", "/id/graph/none", "/rdf-graph-store"]
)
def test_pages_of_other_origins_may_ask_and_read(client: Client, path: str) -> None:
    told = client.request("OPTIONS", path, headers={"Origin": "https://example.org"})
    assert (told.status_code, told.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert told.headers["Access-Control-Allow-Methods"] == told.headers["Allow"]
    for answer in (told, client.get(path), client.request("HEAD", path)):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Link" in answer.headers["Access-Control-Expose-Headers"]


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
    expanded = client.get("/rdf-graph-store?default", headers={"Accept": "application/ld+json"})
    quads = list(parse(expanded.content, format=RdfFormat.JSON_LD))
    assert {quad.graph_name for quad in quads} == {DefaultGraph()}
    assert {str(quad.triple) + " ." for quad in quads} == set(answer.text.splitlines())


@pytest.mark.parametrize("query", ["", "?graph=x&default"])
def test_one_graph_must_be_meant(client: Client, query: str) -> None:
    answer = client.get("/rdf-graph-store" + query)
    assert answer.status_code == 422
    assert answer.json()["field"] == "graph"


def test_a_graph_that_is_no_iri_is_not_found(client: Client) -> None:
    assert client.get("/rdf-graph-store", params={"graph": "a b"}).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_is_written(client: Client, method: str) -> None:
    for path in ("/rdf-graph-store?default", "/id/actor/PRK"):
        refused = client.request(method, path)
        assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert refused.headers["Access-Control-Allow-Origin"] == "*"
