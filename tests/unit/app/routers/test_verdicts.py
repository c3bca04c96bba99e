"""Verdicts: what is kept, what follows, and how one that is none is refused."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.wiring import Materiel
from tests.unit.app.conftest import Client, Post

TANKS = "Poland sends tanks to Ukraine in 2024-03, Warsaw says."
REJECTED = {"decision": "reject", "who": "The desk", "why": "It speaks of an exercise"}


@pytest.fixture
def claim(post: Post) -> dict[str, Any]:
    found: dict[str, Any] = post(TANKS)["claims"][0]
    return found


def correct(**fields: object) -> dict[str, Any]:
    return {"decision": "correct", "correction": fields, "who": "The desk", "why": "Misread"}


def supplies(client: Client) -> list[tuple[str, str, str | None]]:
    rows = client.get("/v1/supplies").json()["supplies"]
    return [(row["supplier"]["id"], row["recipient"]["id"], row["munition"]["id"]) for row in rows]


def test_a_rejected_claim_makes_no_relationship(client: Client, claim: dict[str, Any]) -> None:
    address = f"/v1/claims/{claim['id']}/verdicts"
    answer = client.post(address, json=REJECTED)
    told = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == address
    (verdict,) = told["verdicts"]
    assert {name: verdict[name] for name in ("decision", "correction", "who", "why")} == {
        **REJECTED,
        "correction": None,
    }
    assert datetime.fromisoformat(verdict["made_at"]) <= datetime.now(UTC)
    assert (told["claim"], told["original"]) == (None, claim)
    assert supplies(client) == []
    assert client.get("/v1/claims").json()["total"] == 0
    assert client.get(f"/v1/articles/{claim['article']}").json()["claims"] == []
    found = client.get(f"/v1/claims/{claim['id']}").json()
    assert (found["claim"], found["verdict"], found["original"]) == (claim, verdict, None)


def test_a_relationship_follows_a_correction(client: Client, claim: dict[str, Any]) -> None:
    address = f"/v1/claims/{claim['id']}"
    told = client.post(
        f"{address}/verdicts",
        json=correct(
            supplier="Iran",
            munition="howitzer",
            date=None,
            stage="order",
            source={"name": "A ministry", "kind": "official"},
            quantity={"text": "ten or more", "min": 10},
            via=["Oman"],
        ),
    ).json()
    assert supplies(client) == [("IRN", "UKR", "howitzer")]
    found = client.get(address).json()
    standing = found["claim"]
    assert told["claim"] == standing
    assert (found["original"], found["verdict"]) == (claim, told["verdicts"][0])
    assert standing["id"] == claim["id"]
    assert standing["quote"] == claim["quote"]
    assert standing["via"] == ["OMN"]
    assert standing["quantity"] == {
        "text": "ten or more", "min": 10, "max": None, "unit": None, "approximate": False
    }  # fmt: skip
    assert told["original"] == claim
    assert told["verdicts"][0]["correction"]["supplier"] == "IRN"
    assert told["verdicts"][0]["correction"]["date"] is None
    assert "recipient" not in told["verdicts"][0]["correction"]
    article = client.get(f"/v1/articles/{claim['article']}").json()
    assert article["claims"] == [standing]


def test_accepting_takes_a_verdict_back_and_all_are_told(
    client: Client, claim: dict[str, Any]
) -> None:
    address = f"/v1/claims/{claim['id']}/verdicts"
    client.post(address, json=REJECTED)
    assert client.post(address, json=REJECTED).status_code == 200
    client.post(address, json={"decision": "accept", "who": "The editor"})
    told = client.get(address)
    assert [each["decision"] for each in told.json()["verdicts"]] == ["accept", "reject"]
    assert told.json()["claim"] == told.json()["original"] == claim
    assert supplies(client) == [("POL", "UKR", "battle-tank")]
    etag = told.headers["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    client.post(address, json=REJECTED)
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_a_claim_without_verdicts(client: Client, claim: dict[str, Any]) -> None:
    told = client.get(f"/v1/claims/{claim['id']}/verdicts").json()
    assert (told["verdicts"], told["claim"], told["original"]) == ([], claim, claim)


@pytest.mark.parametrize(
    ("given", "field", "kind"),
    [
        ({"decision": "reject", "why": "x"}, "who", "missing-field"),
        ({"decision": "reject", "who": "x"}, "why", "missing-field"),
        ({"decision": "accept", "who": " "}, "who", "missing-field"),
        ({"decision": "perhaps", "who": "x", "why": "x"}, "decision", "invalid-field"),
        ({"who": "x", "why": "x"}, "decision", "missing-field"),
        ({**REJECTED, "correction": {"supplier": "IRN"}}, "correction", "invalid-field"),
        ({**REJECTED, "by": "x"}, "by", "invalid-field"),
        ({**REJECTED, "who": "x" * 201}, "who", "invalid-field"),
        ({"decision": "correct", "who": "x", "why": "x"}, "correction", "missing-field"),
        (correct(), "correction", "missing-field"),
        (correct(supplier="POL"), "correction", "invalid-field"),
        (correct(supplier="Atlantis"), "correction.supplier", "unknown-actor"),
        (correct(supplier=None), "correction.supplier", "unknown-actor"),
        (correct(recipient="Poland"), "correction.recipient", "invalid-field"),
        (correct(munition="spoons"), "correction.munition", "unknown-munition"),
        (correct(stage="thinking"), "correction.stage", "invalid-field"),
        (correct(stage=None), "correction.stage", "invalid-field"),
        (correct(date="last week"), "correction.date", "invalid-field"),
        (correct(via=["Atlantis"]), "correction.via", "unknown-actor"),
        (correct(via=["Ukraine"]), "correction.via", "invalid-field"),
        (correct(quantity={"text": "x", "min": 3, "max": 2}), "correction.quantity",
         "invalid-field"),
        (correct(source={"name": "x"}), "correction.source.kind", "missing-field"),
        (correct(quote="Other words"), "correction.quote", "invalid-field"),
    ],
)  # fmt: skip
def test_what_is_no_verdict_is_refused_by_name(
    client: Client, claim: dict[str, Any], given: dict[str, Any], field: str, kind: str
) -> None:
    answer = client.post(f"/v1/claims/{claim['id']}/verdicts", json=given)
    problem = answer.json()
    assert (answer.status_code, problem["field"]) == (422, field)
    assert problem["type"] == f"/problems/{kind}"
    assert problem["remedy"] or problem["matches"]
    assert client.get("/v1/supplies").json()["total"] == 1


def test_only_json_is_read(client: Client, claim: dict[str, Any]) -> None:
    answer = client.post(
        f"/v1/claims/{claim['id']}/verdicts",
        content=b"decision=reject",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 415


def test_what_is_not_there_cannot_be_judged(
    client: Client, claim: dict[str, Any], materiel: Materiel
) -> None:
    assert client.post("/v1/claims/0123/verdicts", json=REJECTED).status_code == 404
    assert client.get("/v1/claims/0123/verdicts").status_code == 404
    materiel.archive.withdraw(claim["article"], who=None, why="It was planted")
    for answer in (
        client.post(f"/v1/claims/{claim['id']}/verdicts", json=REJECTED),
        client.get(f"/v1/claims/{claim['id']}/verdicts"),
    ):
        assert (answer.status_code, answer.json()["why"]) == (410, "It was planted")
