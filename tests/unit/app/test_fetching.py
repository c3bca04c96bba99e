"""Fetching over REST: where the installation lets it, what comes of it, and what does not."""

import time
from collections.abc import Iterator
from dataclasses import replace

import anyio
import httpx
import pytest
from anyio.from_thread import start_blocking_portal

from app.fetching import AT_ONCE, WAITING, Fetching, is_fetching
from app.main import create_app
from app.wiring import Materiel
from graph.claims.article import Article
from graph.errors import FetchFailed, MaterielError
from tests.addresses.corpus import fetcher_of
from tests.addresses.hosts import PUBLIC, answer, listening, telling
from tests.unit.app.conftest import Client

TOLD = "Poland sends tanks to Ukraine, Warsaw says."
PAGE = answer(f"<html><body><article><p>{TOLD}</p><p>{TOLD}</p></article></body></html>".encode())


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with listening((PUBLIC,), telling({"/a": PAGE})) as host:
        monkeypatch.setattr("app.wiring.open_fetcher", lambda _settings: fetcher_of(host))
        yield f"http://news.example:{host.port}"


@pytest.fixture
def fetching(materiel: Materiel) -> Iterator[Client]:
    """A client of a service that fetches."""
    settings = materiel.settings.model_copy(update={"fetch": "on"})
    app = create_app(materiel=replace(materiel, settings=settings))
    with start_blocking_portal() as portal:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        yield Client(httpx.AsyncClient(transport=transport, base_url="http://testserver"), portal)


def test_an_article_is_fetched_and_kept(fetching: Client, web: str) -> None:
    given = {"url": f"{web}/a", "published": "2024-03-05"}
    kept = fetching.post("/v1/articles", json=given)
    assert kept.status_code == 201, kept.text
    article = kept.json()["article"]
    assert (article["url"], article["publisher"]) == (f"{web}/a", "news.example")
    assert article["published"] == "2024-03-05"
    assert kept.json()["claims"][0]["supplier"] == "POL"
    assert fetching.post("/v1/articles", json=given).status_code == 200


def test_a_page_is_read_and_its_text_comes_with_the_answer(fetching: Client, web: str) -> None:
    told = fetching.post("/v1/readings", json={"url": f"{web}/a", "explain": True}).json()
    claim = told["claims"][0]
    assert told["text"][claim["start"] : claim["end"]] == claim["quote"] == TOLD
    assert told["explained"]["claims"]
    assert fetching.get("/v1/articles").json()["total"] == 0


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/readings"])
def test_where_fetching_is_off_a_problem_says_what_to_do_instead(
    client: Client, web: str, path: str
) -> None:
    refused = client.post(path, json={"url": f"{web}/a"})
    assert refused.status_code == 403
    problem = refused.json()
    assert problem["type"] == "/problems/fetching-off"
    assert "MATERIEL_FETCH=on" in problem["remedy"]
    assert client.post(path, json={"url": f"{web}/a", "text": TOLD}).status_code in {200, 201}


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/readings"])
@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"url": "http://127.0.0.1/"}, "address-refused"),
        ({"url": "http://169.254.169.254/latest/meta-data/"}, "address-refused"),
        ({"url": "file:///etc/passwd"}, "address-refused"),
        ({"url": ""}, "address-refused"),
        ({"url": "http://nowhere.example/"}, "address-refused"),  # a port that is not served here
        ({}, "missing-field"),
        ({"title": "No text"}, "missing-field"),
        ({"url": "http://news.example/", "published": "soon"}, "invalid-field"),
    ],
)
def test_what_cannot_be_fetched_is_refused_by_name(
    fetching: Client, web: str, path: str, given: dict[str, str], kind: str
) -> None:
    refused = fetching.post(path, json=given)
    assert refused.status_code == 422
    assert refused.json()["type"] == f"/problems/{kind}"
    assert web


def test_an_address_that_gives_no_page_is_a_problem_of_the_request(
    fetching: Client, web: str
) -> None:
    refused = fetching.post("/v1/articles", json={"url": f"{web}/none"})
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/fetch-failed")
    assert "status 404" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("fetch", "is_local", "expected"),
    [("on", False, True), ("off", True, False), ("auto", True, True), ("auto", False, False)],
)
def test_a_service_fetches_as_it_is_set_or_where_nobody_else_reaches_it(
    materiel: Materiel, fetch: str, is_local: bool, expected: bool
) -> None:
    settings = materiel.settings.model_copy(update={"fetch": fetch})
    assert is_fetching(replace(materiel, settings=settings, is_local=is_local)) is expected


def test_too_many_at_once_are_sent_away(
    materiel: Materiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sleep(*_given: object) -> Article:
        time.sleep(0.3)
        raise FetchFailed("in vain")

    async def ask(fetching: Fetching, outcomes: list[str]) -> None:
        try:
            await fetching.article(local, "http://news.example/", {})
        except MaterielError as error:
            outcomes.append(type(error).__name__)

    async def crowd() -> list[str]:
        fetching = Fetching()
        outcomes: list[str] = []
        async with anyio.create_task_group() as group:
            for _ in range(AT_ONCE + WAITING + 5):
                group.start_soon(ask, fetching, outcomes)
        return outcomes

    monkeypatch.setattr(Fetching, "_fetch", sleep)
    settings = materiel.settings.model_copy(update={"fetch": "on"})
    local = replace(materiel, settings=settings)
    outcomes = anyio.run(crowd)
    assert outcomes.count("Busy") == 5
    assert outcomes.count("FetchFailed") == AT_ONCE + WAITING
