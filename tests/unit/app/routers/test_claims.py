"""Claims by filter and by id."""

from typing import Any

import pytest

from app.wiring import Materiel
from tests.unit.app.conftest import Client

CONTRACT = {
    *("id", "article", "supplier", "recipient", "munition", "munition_text", "designation"),
    *("stage", "status", "source", "quantity", "value", "date", "via", "quote", "start", "end"),
    *("confidence", "extractor"),
}


@pytest.mark.usefixtures("stories")
def test_claims_follow_the_rule_of_supplies(client: Client) -> None:
    every = client.get("/v1/claims").json()
    assert every["total"] == 4
    assert {claim["status"] for claim in every["claims"]} == {"asserted", "alleged"}
    assert client.get("/v1/claims?status=denied").json()["total"] == 1


@pytest.mark.usefixtures("stories")
def test_a_claim_has_the_fields_of_the_contract(client: Client) -> None:
    claim = client.get("/v1/claims?status=denied").json()["claims"][0]
    assert claim.keys() == CONTRACT
    assert client.get(f"/v1/claims/{claim['id']}").json()["claim"] == claim


@pytest.mark.usefixtures("stories")
def test_exact_leaves_narrower_munitions_out(client: Client) -> None:
    assert client.get("/v1/claims?munition=ammunition").json()["total"] == 1
    assert client.get("/v1/claims?munition=ammunition&exact=true").json()["total"] == 0


@pytest.mark.usefixtures("stories")
def test_claims_come_page_by_page(client: Client) -> None:
    first = client.get("/v1/claims?limit=3").json()
    assert len(first["claims"]) == 3
    assert len(client.get(first["next"]).json()["claims"]) == 1


def test_an_unknown_claim_is_not_found(client: Client) -> None:
    answer = client.get("/v1/claims/0123")
    assert answer.status_code == 404
    assert "0123" in answer.json()["detail"]


def test_the_claims_of_a_withdrawn_article_are_gone(
    client: Client, materiel: Materiel, stories: tuple[dict[str, Any], ...]
) -> None:
    addresses = [f"/v1/claims/{claim['id']}" for claim in stories[0]["claims"]]
    materiel.archive.withdraw(stories[0]["article"]["id"], who=None, why="It was planted")
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 410
        assert answer.headers["content-type"] == "application/problem+json"
        assert (answer.json()["type"], answer.json()["why"]) == (
            "/problems/withdrawn",
            "It was planted",
        )
    listed = {claim["article"] for claim in client.get("/v1/claims").json()["claims"]}
    assert listed == {stories[1]["article"]["id"], stories[2]["article"]["id"]}
    assert client.get("/v1/claims/0123").status_code == 404
    materiel.archive.restore(stories[0]["article"]["id"], who=None, why=None)
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


@pytest.mark.usefixtures("stories")
def test_names_and_headings_come_when_they_are_asked_for(client: Client) -> None:
    fields = "id,supplier,supplier_label,recipient_label,munition_label,heading"
    found = client.get(f"/v1/claims?supplier=POL&fields={fields}").json()["claims"][0]
    assert (found["supplier"], found["supplier_label"]) == ("POL", "Poland")
    assert (found["recipient_label"], found["munition_label"]) == ("Ukraine", "Battle tanks")
    assert found["heading"]["title"] == "Tanks roll"
    assert found["heading"]["publisher"] == "Morning Post"
    table = client.get("/v1/claims.csv?supplier=POL&fields=id,heading.published,heading.title").text
    assert table.splitlines()[0] == "id,heading_published,heading_title"
