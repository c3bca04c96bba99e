"""Claims by filter and by id."""

import pytest

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
