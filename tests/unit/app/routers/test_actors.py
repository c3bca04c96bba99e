"""Actors: listed, searched, and each with its suppliers and recipients."""

import pytest

from tests.unit.app.conftest import Client

pytestmark = pytest.mark.usefixtures("stories")


def test_actors_of_the_network_are_listed_with_counts(client: Client) -> None:
    listed = client.get("/v1/actors").json()["actors"]
    assert [(one["id"], one["supplying"], one["receiving"]) for one in listed] == [
        ("IRN", 1, 0),
        ("OMN", 1, 0),
        ("POL", 2, 1),
        ("RUS", 0, 1),
        ("UKR", 0, 2),
    ]


def test_the_whole_register_can_be_listed(client: Client) -> None:
    page = client.get("/v1/actors?all=true&limit=1000").json()
    assert page["total"] > 150
    assert {"hezbollah", "FRA"} <= {one["id"] for one in page["actors"]}


@pytest.mark.parametrize(("q", "expected"), [("pol", ["POL"]), ("RU", ["RUS"]), ("zz", [])])
def test_actors_are_searched_by_part_and_by_name(
    client: Client, q: str, expected: list[str]
) -> None:
    found = client.get(f"/v1/actors?q={q}").json()["actors"]
    assert [one["id"] for one in found] == expected


def test_an_actor_shows_both_sides(client: Client) -> None:
    found = client.get("/v1/actors/POL").json()
    assert found["actor"]["label"] == "Poland"
    assert [one["actor"]["id"] for one in found["suppliers"]] == ["OMN"]
    recipients = [(one["actor"]["id"], one["claims"]) for one in found["recipients"]]
    assert recipients == [("UKR", 2)]
    assert found["recipients"][0]["munitions"] == ["battle-tank"]


def test_an_actor_outside_the_network_has_no_partners(client: Client) -> None:
    found = client.get("/v1/actors/FRA").json()
    assert (found["suppliers"], found["recipients"]) == ([], [])


def test_an_unknown_actor_is_not_found(client: Client) -> None:
    assert client.get("/v1/actors/atlantis").status_code == 404


def test_an_actor_has_a_profile_of_either_side(client: Client) -> None:
    found = client.get("/v1/actors/POL").json()
    supplied = found["supplied"]
    assert (supplied["claims"], supplied["partners"]) == (2, 1)
    assert (supplied["first"], supplied["last"]) == ("2024-03-01", "2024-04-30")
    assert supplied["last_reported"] == "2024-04-02"
    assert [one["claims"] for one in supplied["categories"]] == [2]
    assert found["received"]["categories"] == [{"category": None, "claims": 1}]


def test_partners_are_lists_of_their_own(client: Client) -> None:
    whole = client.get("/v1/actors/POL").json()
    for side in ("suppliers", "recipients"):
        assert client.get(f"/v1/actors/POL/{side}").json()[side] == whole[side]
    filtered = client.get("/v1/actors/Poland/recipients?status=alleged").json()
    assert [one["claims"] for one in filtered["recipients"]] == [1]


def test_a_side_that_the_address_names_is_not_filtered_again(client: Client) -> None:
    told = client.get("/v1/actors/POL/suppliers?recipient=UKR").json()
    assert (told["status"], told["field"]) == (422, "recipient")
    assert client.get("/v1/actors/atlantis/suppliers").status_code == 404


def test_filters_say_which_claims_count(client: Client) -> None:
    listed = client.get("/v1/actors?munition=ammunition").json()["actors"]
    assert [one["id"] for one in listed] == ["IRN", "RUS"]
