"""The page of a munition concept without a script."""

import pytest

from tests.unit.app.conftest import Client


@pytest.mark.usefixtures("stories")
def test_a_concept_stands_among_others(client: Client) -> None:
    page = client.get("/munitions/battle-tank").text
    assert "<title>Battle tanks: who supplies whom · Materiel</title>" in page
    assert '<a href="/munitions/armoured-vehicle">' in page
    assert "Register of Conventional Arms" in page
    assert '"@type": "DefinedTerm"' in page
    assert "munition=battle-tank&amp;supplier=POL&amp;recipient=UKR" in page


def test_what_nobody_tells_of_is_said(client: Client) -> None:
    page = client.get("/munitions/drone").text
    assert "No claim says so." in page
    assert '<a href="/munitions/armed-drone">' in page


def test_a_name_leads_to_the_address_of_the_id(client: Client) -> None:
    answer = client.get("/munitions/Battle tanks")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/munitions/battle-tank"


def test_no_munition_is_said_in_words(client: Client) -> None:
    answer = client.get("/munitions/qqqq")
    assert answer.status_code == 404
    assert "No munition concept has the id" in answer.text
