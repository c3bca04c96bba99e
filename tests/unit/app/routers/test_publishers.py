"""Publishers: who floods, and how it is muted."""

from typing import Any

import pytest

from tests.unit.app.conftest import Client, Post

TANKS = "Poland sends tanks to Ukraine in 2024-03, Warsaw says."
MUTE = {"decision": "mute", "who": "The desk", "why": "It is planted"}
ADDRESS = "/v1/publishers/harbour-post/verdicts"


@pytest.fixture(autouse=True)
def _printed(post: Post) -> None:
    post(TANKS, publisher="The Harbour Post", published="2024-04-01")
    post("Iran sends tanks to Russia, Tehran says.", publisher="Harbour Post")
    post("Oman sends shells to Ukraine. Poland sends tanks to Ukraine.", publisher="Ledger")


def supplies(client: Client) -> dict[tuple[str, str], dict[str, Any]]:
    rows = client.get("/v1/supplies").json()["supplies"]
    return {(row["supplier"]["id"], row["recipient"]["id"]): row for row in rows}


def test_publishers_are_listed_and_found(client: Client) -> None:
    rows = client.get("/v1/publishers?sort=-articles").json()["publishers"]
    assert [(row["id"], row["articles"], row["muted"]) for row in rows] == [
        ("harbour-post", 2, False),
        ("ledger", 1, False),
    ]
    assert client.get("/v1/publishers?q=ledg").json()["total"] == 1
    assert client.get("/v1/publishers?muted=true").json()["total"] == 0
    told = client.get("/v1/publishers/The Harbour Post").json()
    assert told["publisher"] == rows[0]
    assert told["verdicts"] == []
    assert client.get("/v1/publishers/nobody").status_code == 404


def test_a_muted_publisher_counts_for_nothing_and_is_shown(client: Client) -> None:
    etag = client.get("/v1/supplies").headers["ETag"]
    answer = client.post(ADDRESS, json=MUTE)
    told = answer.json()
    assert (answer.status_code, answer.headers["Location"]) == (201, "/v1/publishers/harbour-post")
    assert told["publisher"]["muted"]
    assert {name: told["verdicts"][0][name] for name in MUTE} == MUTE
    assert client.get("/v1/supplies", headers={"If-None-Match": etag}).status_code == 200
    rows = supplies(client)
    tanks, alone = rows["POL", "UKR"], rows["IRN", "RUS"]
    assert (tanks["claims"], tanks["muted"], tanks["origins"]) == (2, 1, 1)
    assert (alone["claims"], alone["muted"], alone["origins"], alone["strength"]) == (1, 1, 0, None)
    explained = client.get("/v1/relationships/Iran/Russia/explain").json()
    assert explained["reason"] == "Whoever says that it is so was muted"
    assert len(explained["unjudged"]["muted"]) == 1
    assert client.get("/v1/claims").json()["total"] == 4
    assert client.get("/v1/publishers?muted=true").json()["total"] == 1


def test_it_is_taken_back_and_the_history_stays(client: Client) -> None:
    before = supplies(client)
    assert client.post(ADDRESS, json=MUTE).status_code == 201
    assert client.post(ADDRESS, json=MUTE).status_code == 200
    back = client.post(ADDRESS, json={"decision": "unmute", "who": "The editor"})
    assert back.status_code == 201
    decided = [(one["decision"], one["who"]) for one in back.json()["verdicts"]]
    assert decided == [("unmute", "The editor"), ("mute", "The desk")]
    assert supplies(client) == before


def test_what_changed_tells_of_it(client: Client) -> None:
    since = client.get("/v1/supplies").headers["Materiel-Sequence"]
    client.post(ADDRESS, json=MUTE)
    changes = client.get(f"/v1/changes?since={since}").json()["changes"]
    told = {(one["supplier"]["id"], one["recipient"]["id"]): one["kinds"] for one in changes}
    assert told["IRN", "RUS"] == ["weaker"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"decision": "mute", "who": "The desk"}, "why"),
        ({"decision": "mute", "why": "Planted"}, "who"),
        ({"decision": "silence", "who": "The desk", "why": "Planted"}, "decision"),
        ({**MUTE, "until": "2030"}, "until"),
    ],
)
def test_what_is_no_verdict_is_refused(client: Client, body: dict[str, str], field: str) -> None:
    answer = client.post(ADDRESS, json=body)
    assert answer.status_code == 422
    assert field in answer.text
    assert client.get("/v1/publishers?muted=true").json()["total"] == 0


def test_nobody_is_muted_who_printed_nothing(client: Client) -> None:
    assert client.post("/v1/publishers/nobody/verdicts", json=MUTE).status_code == 404
