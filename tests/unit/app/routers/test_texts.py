"""Texts of articles: to the letter, unless only quotes are shown."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from anyio.from_thread import start_blocking_portal

from app.main import create_app
from app.wiring import Materiel
from tests.unit.app.conftest import Client

Stories = tuple[dict[str, Any], ...]


@pytest.fixture
def quoting(materiel: Materiel) -> Iterator[Client]:
    settings = materiel.settings.model_copy(update={"texts": "quotes"})
    with start_blocking_portal() as portal:
        app = create_app(materiel=replace(materiel, settings=settings))
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        yield Client(httpx.AsyncClient(transport=transport, base_url="http://testserver"), portal)


def test_claims_stand_where_the_text_says(client: Client, stories: Stories) -> None:
    answer = client.get(f"/v1/articles/{stories[0]['article']['id']}/text").json()
    assert answer["text"].startswith("Poland sends tanks to Ukraine")
    told = {claim["id"]: claim["quote"] for claim in stories[0]["claims"]}
    found = {one["id"]: answer["text"][one["start"] : one["end"]] for one in answer["claims"]}
    assert found == told
    assert [one["start"] for one in answer["claims"]] == sorted(
        one["start"] for one in answer["claims"]
    )


def test_a_service_may_show_quotes_alone(quoting: Client, stories: Stories) -> None:
    identifier = stories[0]["article"]["id"]
    answer = quoting.get(f"/v1/articles/{identifier}/text")
    assert answer.status_code == 403
    assert answer.json()["type"] == "/problems/not-shown"
    assert f"/v1/articles/{identifier} " in answer.json()["remedy"]
    assert quoting.get(f"/v1/articles/{identifier}").json()["claims"]


def test_what_is_unknown_or_gone_has_no_text(client: Client, stories: Stories) -> None:
    assert client.get(f"/v1/articles/{'0' * 32}/text").status_code == 404
    identifier = stories[0]["article"]["id"]
    client.request("DELETE", f"/v1/articles/{identifier}", params={"why": "Retracted"})
    gone = client.get(f"/v1/articles/{identifier}/text")
    assert gone.status_code == 410
    assert gone.json()["why"] == "Retracted"
