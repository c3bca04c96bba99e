"""Documents as bodies: read as their text would be, or refused as problems."""

import gzip
from dataclasses import replace

import httpx
import pytest

from app.main import create_app
from app.wiring import Materiel
from graph.archive.keys import Scope
from tests.papers import make_pdf
from tests.unit.app.conftest import Client, asking

TANKS = "Poland sends tanks to Ukraine in 2024-03, Warsaw says."
PAGE = f"<html><head><title>Tanks roll</title></head><body><article><p>{TANKS}</p></article>"
TOLD = {"publisher": "Example Daily", "published": "2024-03-05"}


def send(
    client: Client, content: bytes, kind: str, path: str = "articles", **given: str
) -> httpx.Response:
    headers = {"Content-Type": kind, "Content-Encoding": given.pop("coding", "identity")}
    return client.post(f"/v1/{path}", content=content, headers=headers, params=given)


@pytest.mark.parametrize(
    ("content", "kind", "coding"),
    [
        (TANKS.encode(), "text/plain", "identity"),
        (TANKS.encode("utf-16"), "text/plain; charset=utf-16", "identity"),
        (PAGE.encode(), "text/html; charset=utf-8", "identity"),
        (PAGE.encode(), "Application/XHTML+XML", "identity"),
        (gzip.compress(PAGE.encode(), mtime=0), "text/html", "gzip"),
        (make_pdf([[TANKS]]), "application/pdf", "identity"),
    ],
)
def test_a_document_is_kept_as_its_text_would_be(
    client: Client, content: bytes, kind: str, coding: str
) -> None:
    first = send(client, content, kind, coding=coding, **TOLD)
    assert first.status_code == 201
    again = client.post("/v1/articles", json={"text": TANKS, **TOLD})
    assert again.status_code == 200
    assert again.json() == first.json()
    assert first.headers["location"] == f"/v1/articles/{first.json()['article']['id']}"


def test_what_is_told_goes_before_what_the_document_says(client: Client) -> None:
    article = send(client, PAGE.encode(), "text/html", title="Armour").json()["article"]
    assert article["title"] == "Armour"
    assert send(client, PAGE.encode(), "text/html").json()["article"]["title"] == "Armour"


def test_a_document_is_read_and_not_kept(client: Client, materiel: Materiel) -> None:
    told = send(client, PAGE.encode(), "text/html", "readings", explain="true").json()
    assert materiel.archive.sequence() == 0
    assert told["text"] == TANKS
    assert told["explained"]["claims"][0]["kept"] is True
    claim = told["claims"][0]
    assert told["text"][claim["start"] : claim["end"]] == claim["quote"]
    text = client.post("/v1/readings", json={"text": TANKS, "title": "Tanks roll"}).json()
    assert "text" not in text
    assert text["claims"] == told["claims"]


@pytest.mark.parametrize("path", ["articles", "readings"])
@pytest.mark.parametrize(
    ("content", "kind", "coding", "status", "slug"),
    [
        (b"", "text/plain", "identity", 422, "empty-article"),
        (b"\0\1\2", "text/plain", "identity", 422, "not-text"),
        (b"<html></html>", "text/html", "identity", 422, "empty-article"),
        (b"no pdf", "application/pdf", "identity", 422, "unreadable-document"),
        (b"x", "application/msword", "identity", 415, "unsupported-media-type"),
        (b"x", "nonsense", "identity", 415, "unsupported-media-type"),
        (PAGE.encode(), "text/html", "br", 415, "unsupported-media-type"),
        (b"no gzip", "text/html", "gzip", 422, "unreadable-document"),
        (gzip.compress(b"\0" * 9_000_000, mtime=0), "text/html", "gzip", 413, "too-large"),
        (b"<p>" + b"x" * 2_000_001, "text/html", "identity", 413, "too-large"),
        (TANKS.encode() + b"\xcc\x81" * 200_000, "text/plain", "identity", 422, "not-text"),
        ("Польша передала Украине танки, сообщили в среду".encode(), "text/plain", "", 422, ""),
    ],
)
def test_what_cannot_be_read_is_a_problem(
    client: Client, path: str, content: bytes, kind: str, coding: str, status: int, slug: str
) -> None:
    answer = send(client, content, kind, path, coding=coding)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"].endswith(slug)
    assert problem["field"]
    assert problem["remedy"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("published", "soon"), ("url", "ftp://x"), ("author", "me"), ("explain", "1")],
)
def test_what_is_told_wrongly_is_refused(client: Client, name: str, value: str) -> None:
    answer = send(client, PAGE.encode(), "text/html", **{name: value})
    assert (answer.status_code, answer.json()["field"]) == (422, name)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://behind.a.proxy"}, 201),
        ({"Origin": "http://testserver"}, 201),
        ({"Sec-Fetch-Site": "none"}, 201),
    ],
)
def test_no_page_of_another_site_writes_here(
    client: Client, materiel: Materiel, headers: dict[str, str], status: int
) -> None:
    """A browser asks nobody before it sends plain text to another site."""
    headers = {"Content-Type": "text/plain", "Host": "testserver", **headers}
    answer = client.post("/v1/articles", content=TANKS, headers=headers)
    assert answer.status_code == status
    assert materiel.archive.sequence() == (status == 201)


def test_a_named_site_sends_documents_as_it_sends_json(materiel: Materiel) -> None:
    chosen = materiel.settings.model_copy(update={"origins": "https://desk.example"})
    _, key = materiel.archive.keys.create(name="Desk", scopes=[Scope.INGEST], expires_at=None)
    sent = {
        "Content-Type": "text/plain",
        "Origin": "https://desk.example",
        "Sec-Fetch-Site": "cross-site",
        "Authorization": f"Bearer {key}",
    }
    with asking(create_app(materiel=replace(materiel, settings=chosen))) as client:
        assert client.post("/v1/articles", content=TANKS, headers=sent).status_code == 201
        assert client.post("/v1/readings", content=TANKS, headers=sent).status_code == 200


def test_json_carries_its_own_metadata(client: Client) -> None:
    answer = client.post("/v1/articles", json={"text": TANKS}, params={"title": "Tanks"})
    assert (answer.status_code, answer.json()["field"]) == (422, "title")


def test_the_description_tells_of_documents(client: Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path, more in (("/v1/articles", set[str]()), ("/v1/readings", {"explain"})):
        asked = paths[path]["post"]
        assert {"application/json", "text/html", "application/pdf"} <= set(
            asked["requestBody"]["content"]
        )
        assert {one["name"] for one in asked["parameters"]} == {"title", "url", *TOLD} | more
