"""Conditional requests and content types."""

import anyio
import pytest
from fastapi import Request, Response
from starlette.exceptions import HTTPException

from app.deps import CORS, check_etag, etag_of, require_json, tell_methods
from app.wiring import Materiel
from graph.errors import UnsupportedMediaType
from tests.unit.app.conftest import Client


def asking(path: str, query: str = "") -> Request:
    return Request(
        {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": query.encode(),
            "headers": [(b"host", b"testserver")],
        }
    )


REQUEST = asking("/v1/supplies", "recipient=RUS")


def test_an_etag_names_edition_sequence_and_question(materiel: Materiel) -> None:
    tag = etag_of(materiel, REQUEST)
    assert tag.startswith(f'W/"{materiel.edition.of(0)}-')
    others = (asking("/v1/supplies"), asking("/v1/claims", "recipient=RUS"))
    assert tag not in {etag_of(materiel, other) for other in others}


@pytest.mark.parametrize("form", ["{tag}", '"other", {tag}', "{strong}"])
def test_a_state_that_is_held_is_not_answered_again(materiel: Materiel, form: str) -> None:
    tag = etag_of(materiel, REQUEST)
    held = form.format(tag=tag, strong=tag.removeprefix("W/"))
    with pytest.raises(HTTPException) as raised:
        anyio.run(check_etag, REQUEST, materiel, Response(), held)
    assert raised.value.status_code == 304


@pytest.mark.parametrize("held", ["", '"other"', 'W/"other-0"', "*"])
def test_another_state_is_answered_with_its_etag(materiel: Materiel, held: str) -> None:
    response = Response()
    anyio.run(check_etag, REQUEST, materiel, response, held)
    assert response.headers["ETag"] == etag_of(materiel, REQUEST)
    assert response.headers["Vary"] == "Accept"


@pytest.mark.parametrize(
    "content_type", ["application/json", "Application/JSON; charset=utf-8", "application/ld+json"]
)
def test_json_is_taken(content_type: str) -> None:
    anyio.run(require_json, content_type)


@pytest.mark.parametrize("content_type", ["", "text/html", "application/jsonp"])
def test_anything_else_is_refused(content_type: str) -> None:
    with pytest.raises(UnsupportedMediaType) as raised:
        anyio.run(require_json, content_type)
    assert raised.value.field == "Content-Type"


@pytest.mark.parametrize(
    "path", ["/sparql?query=NONSENSE", "/sparql", "/id/claim/none", "/ontology/x"]
)
def test_pages_of_other_origins_read_problems_too(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/problem+json"
    assert {name: answer.headers[name] for name in CORS} == CORS


def test_options_tell_the_methods() -> None:
    answer = tell_methods("GET, OPTIONS")
    assert (answer.status_code, answer.body) == (204, b"")
    assert answer.headers["Allow"] == answer.headers["Access-Control-Allow-Methods"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
