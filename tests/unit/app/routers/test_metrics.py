"""/metrics tells what was counted, quick answers too, and how things are; never a path."""

import re
from pathlib import Path
from typing import Any

import pytest

from app.settings import Settings
from app.wiring import Materiel, open_materiel
from tests.unit.app.conftest import Client, Post

ROOT = Path(__file__).resolve().parents[4]

pytestmark = pytest.mark.usefixtures("stories")


def read(client: Client) -> dict[str, float]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    lines = (line for line in answer.text.splitlines() if line and not line.startswith("#"))
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def count_of(
    found: dict[str, float], route: str, status: str = "2xx", method: str = "GET"
) -> float:
    labels = f'{{method="{method}",route="{route}",status="{status}"}}'
    return found.get(f"materiel_http_request_seconds_count{labels}", 0)


def test_it_tells_what_came_in_and_how_far_everything_is(client: Client) -> None:
    found = read(client)
    assert found['materiel_articles_ingested_total{outcome="new"}'] == 3
    assert found["materiel_articles_waiting"] == 0
    assert found["materiel_archive_sequence"] == found["materiel_network_sequence"] == 3
    assert found['materiel_articles{state="standing"}'] == 3
    assert found['materiel_claims{status="asserted"}'] == 3
    assert found['materiel_claims{status="denied"}'] == 1
    assert found['materiel_claims{status="alleged"}'] == 1
    assert found["materiel_process_resident_memory_bytes"] > 1e6
    assert found["materiel_disk_free_bytes"] > 0


def test_what_comes_again_and_what_is_withdrawn_show(
    client: Client, post: Post, stories: tuple[dict[str, Any], ...]
) -> None:
    post("Oman pledges aid to Poland.", published="2023-01-10")
    article = stories[0]["article"]["id"]
    withdrawn = client.request("DELETE", f"/v1/articles/{article}", params={"why": "Planted"})
    assert withdrawn.status_code == 200
    found = read(client)
    assert found['materiel_articles_ingested_total{outcome="known"}'] == 1
    assert found['materiel_articles{state="withdrawn"}'] == 1
    assert found['materiel_claims{status="asserted"}'] == 1


def test_quick_answers_are_counted_as_others_are(client: Client) -> None:
    before = read(client)
    for _ in range(3):
        answer = client.get("/v1/supplies", params={"recipient": "Ukraine"})
    again = client.get("/v1/actors/UKR", headers={"If-None-Match": ""})
    held = {"If-None-Match": again.headers["etag"]}
    assert client.get("/v1/actors/UKR", headers=held).status_code == 304
    assert answer.status_code == 200
    after = read(client)
    assert count_of(after, "/v1/supplies") == count_of(before, "/v1/supplies") + 3
    template = "/v1/actors/{actor_id}"
    assert count_of(after, template, "3xx") == count_of(before, template, "3xx") + 1


def test_head_is_counted_by_its_template(client: Client) -> None:
    before = read(client)
    client.request("HEAD", "/v1/actors/UKR")
    template = "/v1/actors/{actor_id}"
    assert (
        count_of(read(client), template, method="HEAD")
        == count_of(before, template, method="HEAD") + 1
    )


def test_what_is_refused_is_counted_by_reason(client: Client) -> None:
    kinds = {"unknown-actor": 0.0, "malformed-line": 0.0, "too-large": 0.0, "not-found": 0.0}
    before = read(client)
    client.get("/v1/supplies", params={"recipient": "Atlantis"})
    client.get("/nowhere")
    client.post("/v1/articles", content=b"x" * 17_000_000)
    client.post("/v1/articles", content=b"{]\n", headers={"Content-Type": "application/x-ndjson"})
    after = read(client)
    for kind in kinds:
        name = f'materiel_problems_total{{kind="{kind}"}}'
        kinds[kind] = after.get(name, 0) - before.get(name, 0)
    assert kinds == dict.fromkeys(kinds, 1)


def test_no_address_that_a_client_sends_becomes_a_label(client: Client) -> None:
    client.get("/token-of-mine", params={"key": "secret-of-mine"})
    client.get("/v1/articles/identity-of-mine")
    client.request("SUMMON-OF-MINE", "/v1/articles")
    assert "of-mine" not in client.get("/metrics").text.casefold()


def test_it_speaks_the_format_that_is_asked_for(client: Client) -> None:
    accept = {"Accept": "application/openmetrics-text; version=1.0.0"}
    answer = client.get("/metrics", headers=accept)
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert answer.text.endswith("# EOF\n")
    assert client.get("/metrics").headers["content-type"].startswith("text/plain; version=")
    assert client.get("/metrics").headers["cache-control"] == "no-store"


def test_an_archive_that_fails_takes_only_its_own_numbers_away(
    client: Client, materiel: Materiel
) -> None:
    with materiel.archive._engine.writing() as connection:
        connection.exec_driver_sql("DROP TABLE changes")
    found = read(client)
    assert "materiel_archive_sequence" not in found
    assert found["materiel_network_sequence"] == 3


def test_the_processes_that_answer_sparql_are_told(tmp_path: Path) -> None:
    from prometheus_client.core import CollectorRegistry
    from prometheus_client.exposition import generate_latest

    from app.routers.metrics import State

    with open_materiel(Settings(data=tmp_path), store=True, readers=True) as opened:
        state = CollectorRegistry()
        state.register(State(opened, waiting=0))
        written = generate_latest(state).decode()
    assert "materiel_sparql_readers 2.0" in written
    assert re.search(r"materiel_sparql_readers_bytes [1-9]", written)
    assert "materiel_store_sequence 0.0" in written


def test_every_number_is_described(client: Client) -> None:
    listed = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `(materiel_\w+)`", listed, flags=re.MULTILINE))
    told = set(re.findall(r"^# TYPE (\w+) ", client.get("/metrics").text, flags=re.MULTILINE))
    only_with_a_store = {
        *("materiel_store_sequence", "materiel_sparql_readers", "materiel_sparql_readers_bytes"),
        "materiel_sparql_readers_ended_total",
    }
    assert described == told | only_with_a_store
