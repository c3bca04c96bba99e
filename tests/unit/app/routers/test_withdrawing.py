"""Articles withdrawn and restored over REST."""

import pytest

from app.wiring import Materiel
from tests.unit.app.conftest import Client, Post

TANKS = "Poland sends tanks to Ukraine in 2024-03, Warsaw says."
REASON = {"why": "Its publisher retracted it", "who": "the desk"}


@pytest.fixture
def address(post: Post) -> str:
    return f"/v1/articles/{post(TANKS)['article']['id']}"


def test_a_withdrawn_article_is_gone_with_all_that_rested_on_it(
    client: Client, address: str
) -> None:
    answer = client.request("DELETE", address, params=REASON)
    told = answer.json()
    assert answer.status_code == 200
    assert told["withdrawn"]["why"] == REASON["why"]
    assert told["claims"] == []
    assert "the desk" not in answer.text
    assert client.get(address).status_code == 410
    assert client.get("/v1/supplies").json()["total"] == 0
    again = client.request("DELETE", address, params={"why": "Another reason"})
    assert (again.status_code, again.json()) == (200, told)


def test_a_restored_article_stands_as_before(
    client: Client, address: str, materiel: Materiel
) -> None:
    before = client.get(address).json()
    client.request("DELETE", address, params=REASON)
    answer = client.post(f"{address}/restore", json={"who": "the desk", "why": "A mix-up"})
    assert answer.status_code == 200
    assert answer.json() == {**before, "sequence": 3}
    assert client.get(address).json() == answer.json()
    assert client.post(f"{address}/restore", json={}).json() == answer.json()
    assert materiel.archive.sequence() == 3


@pytest.mark.parametrize("given", [{}, {"why": " "}, {"who": "the desk"}])
def test_nothing_is_withdrawn_without_a_reason(
    client: Client, address: str, given: dict[str, str]
) -> None:
    answer = client.request("DELETE", address, params=given)
    assert (answer.status_code, answer.json()["field"]) == (422, "why")
    assert client.get(address).status_code == 200


def test_a_reason_has_an_end(client: Client, address: str) -> None:
    answer = client.request("DELETE", address, params={"why": "x" * 5000})
    assert (answer.status_code, answer.json()["field"]) == (422, "why")


def test_what_is_not_there_is_not_found(client: Client) -> None:
    assert client.request("DELETE", "/v1/articles/0123", params=REASON).status_code == 404
    assert client.post("/v1/articles/0123/restore", json={}).status_code == 404


def test_a_form_of_another_page_restores_nothing(client: Client, address: str) -> None:
    client.request("DELETE", address, params=REASON)
    assert client.post(f"{address}/restore", content=b"").status_code in {415, 422}
    assert client.get(address).status_code == 410
