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
