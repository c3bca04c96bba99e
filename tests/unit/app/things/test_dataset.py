"""Programs that look for data find out what is here."""

from __future__ import annotations

from typing import Any

from rdflib import Graph, Literal, Namespace, URIRef

from app.wiring import Materiel, require_store
from tests.unit.app.conftest import Client

VOID = Namespace("http://rdfs.org/ns/void#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DATASET = URIRef("http://testserver/.well-known/void#dataset")


def described(client: Client) -> Graph:
    answer = client.get("/.well-known/void")
    assert answer.headers["content-type"].startswith("text/turtle")
    found = Graph()
    found.parse(data=answer.text, format="turtle")
    return found


def test_it_counts_what_is_here(
    client: Client, materiel: Materiel, stories: tuple[dict[str, Any], ...]
) -> None:
    found = described(client)
    assert found.value(DATASET, VOID.documents) == Literal(len(stories))
    claims = found.value(DATASET, VOID.classPartition)
    assert found.value(claims, VOID.entities) == Literal(materiel.archive.counts().claims)
    assert found.value(DATASET, VOID.triples) == Literal(require_store(materiel).count())


def test_every_place_it_names_answers(client: Client, stories: tuple[dict[str, Any], ...]) -> None:
    assert stories
    found = described(client)
    places = [*found.objects(DATASET, VOID.dataDump), found.value(DATASET, VOID.sparqlEndpoint)]
    assert len(places) > 5
    for place in places:
        assert client.get(str(place)).status_code == 200, place


def test_each_download_tells_its_media_type(client: Client) -> None:
    found = described(client)
    for download in found.objects(DATASET, DCAT.distribution):
        media_type = str(found.value(download, DCAT.mediaType)).rpartition("media-types/")[2]
        assert client.get(str(download)).headers["content-type"].startswith(media_type)


def test_it_comes_in_the_format_that_is_wanted(client: Client) -> None:
    answer = client.get("/.well-known/void", headers={"Accept": "application/ld+json"})
    assert answer.headers["content-type"] == "application/ld+json"
