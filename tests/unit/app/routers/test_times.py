"""Timelines and changes over REST."""

from collections.abc import Iterator

import pytest

from app.schemas.times import ChangesAnswer
from app.wiring import Materiel
from graph.archive.archive import Archive
from graph.claims.reading import Revision
from tests.unit.app.conftest import Client, Post

pytestmark = pytest.mark.usefixtures("stories")


def test_claims_month_by_month(client: Client) -> None:
    found = client.get("/v1/timeline?recipient=UKR").json()
    assert [(one["month"], one["claims"]) for one in found["months"]] == [
        ("2024-03", 1),
        ("2024-04", 1),
    ]
    years = client.get("/v1/timeline?recipient=UKR&by=year").json()
    assert (years["by"], [one["month"] for one in years["months"]]) == ("year", ["2024"])
    assert years["months"][0]["claims"] == sum(one["claims"] for one in found["months"])
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


def test_changes_and_months_are_lists_like_others(client: Client) -> None:
    whole = client.get("/v1/changes?since=0").json()
    assert ChangesAnswer.model_validate(whole).total == 3
    first = client.get("/v1/changes?since=0&limit=2&fields=recipient.id,now.strength").json()
    assert first["changes"][0].keys() == {"recipient", "now"}
    rest = client.get(first["next"]).json()
    found = [one["recipient"]["id"] for one in first["changes"] + rest["changes"]]
    assert found == [one["recipient"]["id"] for one in whole["changes"]]
    assert (rest["since"], rest["next"]) == (0, None)
    table = client.get("/v1/changes.csv?since=0").text.splitlines()
    assert table[0].startswith("supplier,supplier_label,recipient,recipient_label,munition")
    ending = "now_claims,now_origins,now_strength,now_contested,now_suspended,articles"
    assert table[0].endswith(ending)
    months = client.get("/v1/timeline.csv?sort=-month&fields=month,stages").text.splitlines()
    assert months[:2] == ["month,stages_stage,stages_claims", "2024-04,delivery,1"]


def test_rows_of_changes_are_those_of_supplies(client: Client) -> None:
    changed = client.get("/v1/changes?since=0").json()["changes"]
    rows = client.get("/v1/supplies").json()["supplies"]
    assert [one["now"] for one in changed] == rows


def test_what_comes_in_while_changes_are_read_is_told_of_its_own_state(
    client: Client, post: Post, materiel: Materiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    sequence = client.get("/v1/supplies").json()["sequence"]
    post("Poland sends shells to Oman.")
    whole, late = Archive.revised, ["Iran sends tanks to Russia."]

    def revised(archive: Archive, since: int, *, after: int | None = None) -> Iterator[Revision]:
        yield from whole(archive, since, after=after)
        if late:
            post(late.pop())

    monkeypatch.setattr(Archive, "revised", revised)
    found = client.get(f"/v1/changes?since={sequence}").json()
    assert found["sequence"] == materiel.archive.sequence() == sequence + 2
    assert [one["recipient"]["id"] for one in found["changes"]] == ["RUS", "OMN"]
