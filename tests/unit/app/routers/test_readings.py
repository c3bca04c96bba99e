"""Reading a text without keeping it: the same as posting, but for what stays."""

import pytest

from app.wiring import Materiel
from graph.ingest.limits import limits
from tests.unit.app.conftest import Client, Post

TANKS = "Poland sends tanks to Ukraine in 2024-03, Warsaw says."
HEDGED = "Iran reportedly sends shells to Russia."


def test_a_text_is_read_as_if_it_was_posted_and_not_kept(
    client: Client, materiel: Materiel
) -> None:
    given = {"text": TANKS, "title": "Tanks roll", "published": "2024-03-05"}
    told = client.post("/v1/readings", json=given).json()
    assert materiel.archive.sequence() == 0
    assert told["known"] is False
    assert told["explained"] is None
    assert told["actors"] == {"POL": "Poland", "UKR": "Ukraine"}
    assert set(told["munitions"]) == {"battle-tank"}
    posted = client.post("/v1/articles", json=given).json()
    for part in ("article", "extractor", "claims"):
        assert told[part] == posted[part]


def test_it_is_told_whether_it_is_known(client: Client, materiel: Materiel, post: Post) -> None:
    identifier = post(TANKS)["article"]["id"]
    told = client.post("/v1/readings", json={"text": TANKS}).json()
    assert (told["known"], told["withdrawn"]) == (True, None)
    materiel.archive.withdraw(identifier, who=None, why="It was planted")
    told = client.post("/v1/readings", json={"text": TANKS}).json()
    assert told["withdrawn"]["why"] == "It was planted"
    assert len(told["claims"]) == 1


def test_on_demand_it_is_told_why_and_what_was_dropped(client: Client) -> None:
    given = {"text": f"{TANKS} {HEDGED}", "explain": True}
    told = client.post("/v1/readings", json=given).json()
    assert [one["supplier"] for one in told["claims"]] == ["POL"]
    explained = told["explained"]
    kept, dropped = explained["claims"]
    assert kept["kept"]
    assert kept["claim"] == told["claims"][0]
    assert dropped["dropped_because"]
    assert dropped["why"][0]["text"]
    assert dropped["claim"]["quote"] == HEDGED
    assert told["actors"]["IRN"] == "Iran"
    assert {one["text"] for one in explained["actors"]} >= {"Poland", "Russia"}
    assert (explained["all_sentences"], explained["reached"]) == (2, 2)


@pytest.mark.parametrize(
    ("given", "status", "kind"),
    [
        ({"text": "  "}, 422, "empty-article"),
        ({"text": "\0binary"}, 422, "not-text"),
        ({"text": "Deutschland liefert der Ukraine zwanzig Panzer. " * 5}, 422, None),
        ({"text": TANKS, "published": "yesterday"}, 422, None),
        ({"text": TANKS, "html": "<p>no</p>"}, 422, None),
        ({"text": TANKS, "explain": "perhaps"}, 422, None),
        ({"text": "a " * (limits().text_characters // 2 + 1)}, 413, None),
        ({}, 422, None),
    ],
)
def test_what_is_refused_of_articles_is_refused_here(
    client: Client, given: dict[str, object], status: int, kind: str | None
) -> None:
    answer = client.post("/v1/readings", json=given)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert kind is None or answer.json()["type"] == f"/problems/{kind}"


def test_only_json_and_documents_are_read(client: Client) -> None:
    answer = client.post("/v1/readings", content=TANKS, headers={"Content-Type": "text/csv"})
    assert answer.status_code == 415


def test_it_is_not_listed(client: Client) -> None:
    answer = client.get("/v1/readings")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
