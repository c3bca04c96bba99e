"""Health and readiness."""

from tests.unit.app.conftest import Client


def test_health_says_the_version(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"


def test_readiness_says_what_is_missing(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["ready"] is False
    assert "held by another process" in answer.json()["waiting"][0]
