"""Search: what completes a name, and in which order."""

from typing import Any

import pytest

from tests.unit.app.conftest import Client, Post


def search(client: Client, q: str, **more: Any) -> list[dict[str, Any]]:
    answer = client.get("/v1/search", params={"q": q, **more})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["found"]
    return found


@pytest.mark.usefixtures("stories")
@pytest.mark.parametrize(
    ("typed", "kind", "identifier", "page"),
    [
        ("ukr", "actor", "UKR", "/actors/UKR"),
        ("UK", "actor", "GBR", "/actors/GBR"),
        ("kyiv", "actor", "UKR", "/actors/UKR"),
        ("turkiye", "actor", "TUR", "/actors/TUR"),
        ("TÜRKİYE", "actor", "TUR", "/actors/TUR"),
        ("battle tanks", "munition", "battle-tank", "/munitions/battle-tank"),
        ("himars", "designation", "HIMARS", "/munitions/multiple-rocket-launcher"),
        ("s300", "designation", "S-300", "/munitions/air-defence-system"),
        ("tanks roll", "article", "", "/articles/"),
    ],
)
def test_the_first_found_is_what_is_meant(
    client: Client, typed: str, kind: str, identifier: str, page: str
) -> None:
    first = search(client, typed)[0]
    assert first["kind"] == kind
    assert first["page"].startswith(page)
    assert first["url"] == f"/v1{first['page']}"
    assert not identifier or first["id"] == identifier


@pytest.mark.usefixtures("stories")
def test_sources_are_found_and_lead_to_their_page(client: Client) -> None:
    found = [one for one in search(client, "warsaw") if one["kind"] == "source"]
    assert [(one["id"], one["label"], one["page"]) for one in found] == [
        ("warsaw", "Warsaw", "/sources/warsaw")
    ]
    assert found[0]["note"] == "source (official), 1 claim"


@pytest.mark.usefixtures("stories")
def test_whole_names_come_first_then_beginnings_then_parts(client: Client) -> None:
    labels = [one["label"] for one in search(client, "oman", limit=40) if one["kind"] == "actor"]
    assert labels[0] == "Oman"
    assert "Romania" in labels
    assert labels.index("Oman") < labels.index("Romania")


@pytest.mark.usefixtures("stories")
def test_of_equals_those_that_claims_name_come_first(client: Client) -> None:
    actors = [one for one in search(client, "p", limit=50) if one["kind"] == "actor"]
    counts = [one["claims"] > 0 for one in actors]
    assert actors[0]["id"] == "POL"
    assert actors[0]["claims"] == 3
    assert counts == sorted(counts, reverse=True)


def test_another_name_is_told_of(client: Client) -> None:
    assert search(client, "putin")[0]["note"].startswith("also Putin, state")


def test_few_letters_mean_no_person(client: Client) -> None:
    assert not any("also Putin," in one["note"] for one in search(client, "put", limit=50))


def test_a_concept_counts_what_is_below_it(client: Client, post: Post) -> None:
    post("Poland sends tanks to Ukraine.")
    assert search(client, "armoured vehicles")[0]["claims"] == 1


@pytest.mark.parametrize("typed", ["", " ", "!!", "qqqqqqqq"])
def test_nothing_is_found_for_nothing(client: Client, typed: str) -> None:
    assert search(client, typed) == []


@pytest.mark.parametrize("asked", ["", "q=x&limit=0", "q=x&limit=51", f"q={'x' * 201}", "q=x&z=1"])
def test_what_cannot_be_asked_is_refused(client: Client, asked: str) -> None:
    assert client.get(f"/v1/search?{asked}").status_code == 422


def test_an_answer_belongs_to_a_state(client: Client, post: Post) -> None:
    assert client.get("/v1/search?q=ukr").json()["sequence"] == 0
    read = post("Poland sends tanks to Ukraine.")
    answer = client.get("/v1/search?q=ukr")
    assert answer.json()["sequence"] == read["sequence"]
    assert answer.json()["found"][0]["claims"] == 1
    again = client.get("/v1/search?q=ukr", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_publishers_are_found_and_lead_to_their_page(client: Client, post: Post) -> None:
    post("Poland sends tanks to Ukraine.", publisher="The Quay Ledger")
    found = search(client, "quay")
    assert [(one["kind"], one["label"], one["page"], one["note"]) for one in found[:1]] == [
        ("publisher", "The Quay Ledger", "/publishers/quay-ledger", "publisher, 1 claim")
    ]


def test_what_came_in_or_went_is_found_or_not_at_once(client: Client, post: Post) -> None:
    assert search(client, "lighthouse") == []
    article = post("Poland sends tanks to Ukraine.", title="Lighthouse over the quay")["article"]
    assert [one["label"] for one in search(client, "lighthouse")] == ["Lighthouse over the quay"]
    before = search(client, "ukraine")[0]["claims"]
    gone = client.request("DELETE", f"/v1/articles/{article['id']}?why=planted&who=me")
    assert gone.status_code in {200, 204}, gone.text
    assert search(client, "lighthouse") == []
    assert search(client, "ukraine")[0]["claims"] == before - 1
