"""What was withdrawn is gone: 410, since when and why; what never was is not found."""

from __future__ import annotations

from typing import Any

import pytest

from app.wiring import Materiel
from graph.quads.iris import Iris
from tests.unit.app.conftest import Client
from tests.unit.app.things.test_routes import Stories, minted, path_of

WHY = "Its publisher retracted it"


@pytest.fixture
def first(materiel: Materiel, stories: Stories) -> set[str]:
    """The IRIs that the first of the stories alone has minted; it is withdrawn."""
    before = minted(materiel)
    materiel.archive.withdraw(stories[0]["article"]["id"], who="the desk", why=WHY)
    materiel.pipeline.catch_up()
    return before - minted(materiel)


def test_every_address_that_a_withdrawn_article_had_alone_is_gone(
    client: Client, first: set[str]
) -> None:
    kinds = {iri.split("/id/")[1].split("/")[0] for iri in first}
    assert {"article", "claim", "graph", "reading", "source", "publisher", "supply"} <= kinds
    for iri in first:
        answer = client.get(path_of(iri))
        problem = answer.json()
        assert (answer.status_code, problem["type"]) == (410, "/problems/withdrawn"), iri
        assert problem["why"] == WHY
        assert problem["since"].endswith("Z")
        assert WHY in problem["detail"]


def test_documents_and_the_graph_store_say_so_too(
    client: Client, materiel: Materiel, first: set[str], stories: Stories
) -> None:
    assert first
    iris, claim_id = Iris(base=materiel.settings.base_iri), stories[0]["claims"][0]["id"]
    for ending in (".ttl", ".html"):
        assert client.get(path_of(iris.claim(claim_id).value) + ending).status_code == 410
    assert client.get(f"/id/nanopub/{claim_id}").json()["why"] == WHY
    named = iris.graph(stories[0]["article"]["id"]).value
    assert client.get("/rdf-graph-store", params={"graph": named}).status_code == 410


def test_it_is_told_as_rest_tells_it(client: Client, first: set[str], stories: Stories) -> None:
    assert first
    for kind, identifier in (
        ("article", stories[0]["article"]["id"]),
        ("claim", stories[0]["claims"][0]["id"]),
    ):
        told = client.get(f"/v1/{kind}s/{identifier}").json()
        found = client.get(f"/id/{kind}/{identifier}").json()
        assert found == {**told, **{name: found[name] for name in ("request_id",) if name in told}}


def test_what_rests_on_others_too_still_answers(client: Client, first: set[str]) -> None:
    assert first
    for name in ("supply/POL/UKR", "actor/POL", "extractor/one-sentence/1"):
        assert client.get(f"/id/{name}").status_code == 303, name


def test_what_was_restored_answers_again(
    client: Client, materiel: Materiel, first: set[str], stories: Stories
) -> None:
    assert {client.get(path_of(iri)).status_code for iri in first} == {410}
    materiel.archive.restore(stories[0]["article"]["id"], who=None, why=None)
    for iri in first:
        assert client.get(path_of(iri)).status_code in {200, 303}, iri


def test_of_several_the_last_that_was_withdrawn_tells_why(
    client: Client, materiel: Materiel, first: set[str], stories: Stories
) -> None:
    assert first
    assert client.get("/id/supply/IRN/RUS").json()["why"] == WHY
    materiel.archive.withdraw(stories[1]["article"]["id"], who=None, why="It was planted")
    assert client.get("/id/supply/POL/UKR").json()["why"] == "It was planted"
    assert client.get("/id/supply/IRN/RUS").json()["why"] == WHY


@pytest.mark.parametrize(
    "name",
    [
        "claim/none",
        "article/none",
        "graph/none",
        "reading/{article}",
        "reading/{article}/one-sentence/2",
        "supply/RUS/IRN",
        "source/official/none",
        "article/{article}/",
        "nothing/{article}",
        "",
    ],
)
def test_what_was_never_minted_is_not_found(
    client: Client, first: set[str], stories: Stories, name: str
) -> None:
    assert first
    path = "/id/" + name.format(article=stories[0]["article"]["id"])
    assert client.get(path).status_code == 404


def test_an_actor_of_no_register_goes_with_its_article(
    client: Client, materiel: Materiel, post: Any
) -> None:
    told = post("Poland sends tanks to Ukraine.", publisher="A Paper")
    materiel.archive.withdraw(told["article"]["id"], who=None, why=WHY)
    publisher = Iris(base=materiel.settings.base_iri).publisher("A Paper")
    assert client.get(path_of(publisher.value)).json()["why"] == WHY
    assert client.get("/id/actor/POL").status_code == 303
