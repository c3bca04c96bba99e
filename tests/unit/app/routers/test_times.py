"""Timelines and changes over REST."""

import pytest

from tests.unit.app.conftest import Client, Post

pytestmark = pytest.mark.usefixtures("stories")


def test_claims_month_by_month(client: Client) -> None:
    found = client.get("/v1/timeline?recipient=UKR").json()
    assert [(one["month"], one["claims"]) for one in found["months"]] == [
        ("2024-03", 1),
        ("2024-04", 1),
    ]
    found = client.get("/v1/timeline?actor=Poland&clock=report").json()
    assert [one["month"] for one in found["months"]] == ["2023-01", "2024-03", "2024-04"]
    assert client.get("/v1/timeline?actor=Nowhere").json()["field"] == "actor"


def test_what_changed_since(client: Client, post: Post) -> None:
    sequence = client.get("/v1/supplies").json()["sequence"]
    assert client.get(f"/v1/changes?since={sequence}").json()["changes"] == []
    added = post("Poland sends shells to Oman. Poland denies sending tanks to Ukraine.")
    found = client.get(f"/v1/changes?since={sequence}").json()
    assert (found["since"], found["sequence"], found["total"]) == (sequence, sequence + 1, 2)
    assert [(one["recipient"]["id"], one["kinds"]) for one in found["changes"]] == [
        ("OMN", ["known"]),
        ("UKR", ["contested"]),
    ]
    assert found["changes"][0]["articles"] == [f"/v1/articles/{added['article']['id']}"]
    assert found["changes"][0]["now"]["strength"] == "reported"
    narrowed = client.get(f"/v1/changes?since={sequence}&recipient=UKR").json()
    assert narrowed["total"] == 1


def test_since_a_day(client: Client) -> None:
    everything = client.get("/v1/changes?since=2024-01-01").json()
    assert everything["since"] == 0
    assert everything["total"] == client.get("/v1/supplies").json()["total"]
    assert client.get("/v1/changes?since=2999-01").json()["changes"] == []


@pytest.mark.parametrize("since", ["soon", "2024", "-1", "99999999999999999999", "2024-13-01", ""])
def test_a_since_that_is_none_is_refused(client: Client, since: str) -> None:
    answer = client.get(f"/v1/changes?since={since}")
    assert answer.status_code == 422
    assert answer.json()["field"] == "since"
