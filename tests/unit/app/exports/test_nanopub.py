"""One claim as a nanopublication over HTTP."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from app.wiring import Materiel
from graph.quads.iris import Iris
from ontology.terms import MA, NP, RDF
from tests.unit.app.conftest import Client

Stories = tuple[dict[str, Any], ...]
FORMATS = {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}


@pytest.mark.parametrize("ending", FORMATS)
def test_a_claim_comes_by_itself(
    client: Client, materiel: Materiel, stories: Stories, ending: str
) -> None:
    claim = stories[0]["claims"][0]
    answer = client.get(f"/export/nanopubs/{claim['id']}.{ending}")
    assert answer.status_code == 200
    assert f"materiel-nanopub-{claim['id']}.{ending}" in answer.headers["content-disposition"]
    quads = set(parse(answer.content, format=FORMATS[ending]))
    iris = Iris(base=materiel.settings.base_iri)
    (head,) = (q for q in quads if (q.predicate, q.object) == (RDF.TYPE, NP.NANOPUBLICATION))
    assert head.subject == iris.nanopub(claim["id"])
    assert {q.object for q in quads if q.predicate == MA.SUPPLIER} == {iris.actor("POL")}
    every = set(parse(client.get("/export/nanopubs.nq").content, format=RdfFormat.N_QUADS))
    assert quads < every


def test_it_may_be_packed(client: Client, stories: Stories) -> None:
    address = f"/export/nanopubs/{stories[0]['claims'][0]['id']}.trig"
    assert gzip.decompress(client.get(f"{address}.gz").content) == client.get(address).content


def test_what_a_client_holds_is_not_sent_again(client: Client, stories: Stories) -> None:
    address = f"/export/nanopubs/{stories[0]['claims'][0]['id']}.trig"
    etag = client.get(address).headers["etag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_a_claim_that_is_not_here_is_not_found(client: Client, stories: Stories) -> None:
    claim_id = stories[0]["claims"][0]["id"]
    assert client.get("/export/nanopubs/0123.trig").status_code == 404
    answer = client.get(f"/export/nanopubs/{claim_id}.ttl")
    assert answer.status_code == 404
    assert f"{claim_id}.trig" in answer.json()["remedy"]


def test_a_claim_that_is_withdrawn_is_gone(
    client: Client, materiel: Materiel, stories: Stories
) -> None:
    claim = stories[0]["claims"][0]
    materiel.archive.withdraw(claim["article"], who=None, why="It was planted")
    answer = client.get(f"/export/nanopubs/{claim['id']}.trig")
    assert answer.status_code == 410
    assert answer.json()["why"] == "It was planted"
    assert client.get("/export/nanopubs.trig").text.count(claim["id"]) == 0
