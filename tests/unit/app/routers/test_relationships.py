"""Relationships over REST."""

import pytest

from tests.unit.app.conftest import Client, Post

pytestmark = pytest.mark.usefixtures("stories")


def test_all_that_is_claimed_between_two(client: Client, post: Post) -> None:
    post("Poland denies sending tanks to Ukraine, Warsaw says.", published="2024-05-01")
    answer = client.get("/v1/relationships/pl/Ukraine")
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["supplier"] == {"id": "POL", "label": "Poland"}
    assert found["munition"]["id"] == "military-aid"
    assert found["summary"]["contested"] is True
    assert [row["munition"]["id"] for row in found["munitions"]] == ["battle-tank"]
    (contradiction,) = found["contradictions"]
    assert contradiction["matter"] == "existence"
    assert contradiction["other"][0]["quote"].startswith("Poland denies sending tanks")
    assert client.get(found["summary"]["claims_url"]).json()["total"] == found["summary"]["claims"]
    assert client.get(found["explain_url"]).status_code == 200


def test_why_it_is_so_strong(client: Client) -> None:
    found = client.get("/v1/relationships/POL/UKR/explain?munition=tank").json()
    assert found["munition"]["id"] == "battle-tank"
    assert found["strength"] == "corroborated"
    assert found["reason"] == "2 independent origins say so"
    assert [origin["adds"] for origin in found["origins"]] == [
        "One origin: from Warsaw",
        "One origin: from Evening Post",
    ]
    assert [len(origin["claims"]) for origin in found["origins"]] == [1, 1]
    assert len(found["deciding"]) == 1
    assert [level["strength"] for level in found["rule"]] == [
        "documented",
        "corroborated",
        "reported",
        "alleged",
    ]


def test_every_test_of_the_rule_is_shown_with_the_claims_that_pass_it(client: Client) -> None:
    found = client.get("/v1/relationships/POL/UKR/explain").json()
    passed = {level["strength"]: level["passed"] for level in found["rule"]}
    assert passed == {"documented": False, "corroborated": True, "reported": True, "alleged": True}
    (test,) = found["rule"][1]["tests"]
    assert (test["passed"], test["total"]) == (True, 1)
    assert test["origins"] == test["texts"] == {"asked": 2, "found": 2}
    assert "two or more" in test["asks"]
    (address,) = test["claims"]
    assert client.get(address).json()["claim"]["quote"].startswith("Poland sends tanks")
    assert all(not one["passed"] and one["claims"] == [] for one in found["rule"][0]["tests"])
    nobody = {
        "copied": [], "copied_total": 0, "echoed": [], "echoed_total": 0,
        "muted": [], "muted_total": 0,
    }  # fmt: skip
    assert found["unjudged"] == nobody


def test_what_copies_and_echoes_say_is_shown_as_not_judged(client: Client, post: Post) -> None:
    story = " ".join(f"word{number}" for number in range(60))
    for paper in ("Ledger", "Post"):
        post(f"Russia sends tanks to Oman. {story}. So it is in the {paper}.", publisher=paper)
    found = client.get("/v1/relationships/RUS/OMN/explain").json()
    assert found["strength"] == "reported"
    assert len(found["unjudged"]["copied"]) == 1


def test_filters_go_along_to_the_explanation(client: Client) -> None:
    found = client.get("/v1/relationships/POL/UKR?as_of=2024-03-10&munition=tank").json()
    assert found["summary"]["claims"] == 1
    assert found["explain_url"].endswith("/explain?munition=tank&as_of=2024-03-10")
    assert client.get("/v1/relationships/POL/UKR?as_of=2020").status_code == 404


@pytest.mark.parametrize(
    ("path", "status", "field"),
    [
        ("/v1/relationships/POL/Nowhere", 404, None),
        ("/v1/relationships/POL/OMN", 404, None),
        ("/v1/relationships/POL/UKR?munition=spoon", 422, "munition"),
        ("/v1/relationships/POL/UKR?as_of=soon", 422, "as_of"),
    ],
)
def test_what_cannot_be_answered(client: Client, path: str, status: int, field: str | None) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.json().get("field") == field


@pytest.mark.parametrize("level", ["category", "pair"])
def test_supplies_rolled_up_lead_to_their_claims(client: Client, level: str) -> None:
    found = client.get(f"/v1/supplies?by={level}").json()
    assert found["supplies"]
    for row in found["supplies"]:
        assert client.get(row["claims_url"]).json()["total"] == row["claims"]


def test_of_each_list_as_many_quotes_are_shown_as_asked_for(client: Client, post: Post) -> None:
    for day in (1, 2, 3):
        post(f"Poland denies sending tanks to Ukraine, Warsaw says. {day}", published="2024-05-01")
    few = client.get("/v1/relationships/POL/UKR?limit=1").json()
    (contradiction,) = few["contradictions"]
    assert (len(contradiction["other"]), contradiction["other_total"]) == (1, 3)
    assert (len(few["against"]), few["against_total"]) == (1, 3)
    every = client.get("/v1/relationships/POL/UKR").json()
    assert len(every["contradictions"][0]["other"]) == len(every["against"]) == 3
    why = client.get("/v1/relationships/POL/UKR/explain?limit=1").json()
    assert [len(origin["claims"]) for origin in why["origins"]] == [1] * len(why["origins"])
    assert len(why["deciding"]) == 1
    assert client.get("/v1/relationships/POL/UKR?limit=0").status_code == 422
