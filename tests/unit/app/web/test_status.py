"""The status page: what works, what does not, and where each part has come to."""

import pytest

from app.settings import VERSION
from tests.unit.app.conftest import Client


@pytest.mark.usefixtures("stories")
def test_the_state_of_each_part_is_told(client: Client) -> None:
    told = client.get("/status/told").json()
    assert (told["archive"], told["network"], told["articles"], told["claims"]) == (3, 3, 3, 5)
    assert told["version"] == VERSION
    assert told["changed"]


def test_what_does_not_work_is_said_in_words(client: Client) -> None:
    told = client.get("/status/told")
    assert told.status_code == 200
    assert told.json()["ready"] is False
    assert told.json()["store"] is None
    page = client.get("/status").text
    assert "<title>Status · Materiel</title>" in page
    assert "Something does not work." in page
    assert "the store is held by another process" in page
    assert '"@type": "WebPage"' in page
