"""What the framework refuses is a problem too, and so is what nobody foresaw."""

import pytest
import structlog

from app.routers.problems import answer_error
from app.wiring import Materiel
from graph.errors import ArchiveLocked, MaterielError, QueryFailed, QueryTimeout
from tests.unit.app.conftest import Client


@pytest.mark.parametrize(
    ("method", "url", "status", "problem"),
    [
        ("GET", "/nowhere", 404, "not-found"),
        ("DELETE", "/v1/supplies", 405, "method-not-allowed"),
        ("PUT", "/v1/articles", 405, "method-not-allowed"),
    ],
)
def test_the_framework_speaks_in_problems(
    client: Client, method: str, url: str, status: int, problem: str
) -> None:
    answer = client.request(method, url)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"/problems/{problem}"


@pytest.mark.parametrize(
    ("method", "url", "allowed"),
    [
        ("OPTIONS", "/v1/articles/some", "GET, HEAD, DELETE"),
        ("PUT", "/v1/articles", "GET, HEAD, POST"),
        ("GET", "/v1/articles/some/restore", "POST"),
        ("DELETE", "/sparql", "GET, HEAD, POST, OPTIONS"),
    ],
)
def test_all_methods_of_an_address_are_told(
    client: Client, method: str, url: str, allowed: str
) -> None:
    answer = client.request(method, url)
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)


@pytest.mark.parametrize("url", ["/v1/supplies", "/v1/claims/none", "/", "/healthz"])
def test_head_is_answered_as_get_without_the_body(client: Client, url: str) -> None:
    asked, read = client.request("HEAD", url), client.get(url)
    assert (asked.status_code, asked.content) == (read.status_code, b"")
    assert asked.headers["content-type"] == read.headers["content-type"]


@pytest.mark.parametrize("body", [b'{"text": "caf\xe9"}', b"[" * 200_000])
def test_a_body_that_cannot_be_decoded_is_no_json(client: Client, body: bytes) -> None:
    json = {"Content-Type": "application/json"}
    told = client.post("/v1/articles", content=body, headers=json).json()
    assert (told["status"], told["type"]) == (400, "/problems/malformed-json")
    assert told["remedy"]


def test_an_unexpected_error_keeps_its_internals(
    client: Client, materiel: Materiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the secret is 42")

    monkeypatch.setattr(type(materiel.network), "rolled_up", fail)
    answer = client.get("/v1/supplies")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text
    assert answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Request-ID"]


def test_storage_that_is_busy_asks_to_try_again(
    client: Client, materiel: Materiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise ArchiveLocked("locked for 30 s")

    monkeypatch.setattr(type(materiel.archive), "find", locked)
    answer = client.get("/v1/articles/1")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"


def test_a_kind_of_problem_can_be_looked_up(client: Client) -> None:
    assert client.get("/problems/unknown-actor").json() == {
        "type": "/problems/unknown-actor",
        "title": "Unknown actor",
        "status": 422,
    }
    assert client.get("/problems/of-the-heart").status_code == 404


@pytest.mark.parametrize(
    ("error", "traces"),
    [(QueryTimeout("too slow"), 0), (QueryFailed("it died"), 0), (ArchiveLocked("locked"), 1)],
)
def test_a_query_at_its_limit_is_no_fault_of_ours(error: MaterielError, traces: int) -> None:
    with structlog.testing.capture_logs() as lines:
        answer = answer_error(error)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert [str(error) in line["error"] for line in lines] == [True]
    assert sum("exc_info" in line for line in lines) == traces


@pytest.mark.parametrize("url", ["/nowhere", "/v1/claims/none", "/v1/claims?limit=0", "/sparql"])
def test_a_problem_names_its_request(client: Client, url: str) -> None:
    answer = client.get(url, headers={"X-Request-ID": "mine-7"})
    assert answer.json()["request_id"] == answer.headers["X-Request-ID"] == "mine-7"


def test_what_nobody_foresaw_names_its_request(
    client: Client, materiel: Materiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(type(materiel.network), "rolled_up", fail)
    answer = client.get("/v1/supplies")
    assert answer.json()["request_id"] == answer.headers["X-Request-ID"]
