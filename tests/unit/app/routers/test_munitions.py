"""Munition concepts with counts that include the concepts below."""

import pytest

from tests.unit.app.conftest import Client


@pytest.mark.usefixtures("stories")
def test_concepts_carry_place_and_count(client: Client) -> None:
    listed = {one["id"]: one for one in client.get("/v1/munitions").json()["munitions"]}
    tank = listed["battle-tank"]
    assert tank["claims"] == 2
    assert listed[tank["broader"][0]]["claims"] >= 2
    assert listed["artillery-ammunition"]["claims"] == 1


@pytest.mark.usefixtures("stories")
def test_one_concept_shows_its_neighbours(client: Client) -> None:
    found = client.get("/v1/munitions/Ammunition").json()
    assert found["munition"]["id"] == "ammunition"
    assert (found["munition"]["claims"], found["munition"]["suppliers"]) == (1, 1)
    assert found["broader"]["id"] == "materiel"
    assert "artillery-ammunition" in {one["id"] for one in found["narrower"]}
    assert client.get(found["supplies_url"]).json()["total"] == 1
    top = client.get("/v1/munitions/military-aid").json()
    assert top["broader"] is None


def test_an_unknown_concept_is_not_found(client: Client) -> None:
    assert client.get("/v1/munitions/pitchforks").status_code == 404


@pytest.mark.usefixtures("stories")
def test_concepts_are_filtered_and_cut(client: Client) -> None:
    found = client.get("/v1/munitions?munition=ammunition").json()
    assert found["munitions"][0]["id"] == "ammunition"
    assert found["total"] == len(found["munitions"]) < 20
    whole = client.get("/v1/munitions").json()
    assert whole["total"] == len(whole["munitions"])
    denied = client.get("/v1/munitions?status=denied&sort=-claims&limit=1").json()
    assert denied["munitions"][0]["claims"] == 1


@pytest.mark.usefixtures("stories")
def test_a_concept_tells_what_it_comes_close_to_elsewhere(client: Client) -> None:
    found = client.get("/v1/munitions/battle-tank").json()
    assert found["registers"][0]["register_id"] == "unroca"
    assert found["registers"][0]["label"] == "Battle tanks"
    assert found["designations"] == []
