"""The page of an evidence source without a script."""

import pytest

from tests.unit.app.conftest import Client


@pytest.mark.usefixtures("stories")
def test_a_source_is_told_with_its_sentences(client: Client) -> None:
    page = client.get("/sources/warsaw").text
    assert "<title>Warsaw: what it says of who arms whom · Materiel</title>" in page
    assert "on 0 of 1 relationship" in page
    assert "Poland sends tanks to Ukraine in 2024-03, Warsaw says." in page
    assert "Tanks roll" in page
    assert '"identifier": "warsaw"' in page


@pytest.mark.usefixtures("stories")
def test_a_name_leads_to_the_address_of_the_id(client: Client) -> None:
    answer = client.get("/sources/WARSAW")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/sources/warsaw"


def test_no_source_is_said_in_words(client: Client) -> None:
    answer = client.get("/sources/<b>nobody")
    assert answer.status_code == 404
    assert "<b>nobody" not in answer.text
