"""The whole way by HTTP: articles in, and three doors that give the same rows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.running import Service

Row = tuple[str, str, str | None, int, str | None, str | None]

QUESTIONS: tuple[dict[str, str], ...] = (
    {},
    {"recipient": "Russia"},
    {"recipient": "UA"},
    {"supplier": "United States"},
    {"munition": "ammunition"},
    {"status": "denied"},
    {"stage": "commitment"},
)


def stories() -> list[dict[str, Any]]:
    lines = resources.files("app.demo").joinpath("articles.jsonl").read_text(encoding="utf-8")
    members = ("text", "title", "published", "publisher", "url")
    found = [json.loads(line) for line in lines.splitlines()]
    return [{name: one[name] for name in members if one.get(name)} for one in found]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("http") / "data"


@pytest.fixture(scope="module")
def service(folder: Path) -> Iterator[Service]:
    with Service(folder) as running:
        for story in stories():
            status, answer = running.post("/v1/articles", story)
            assert status == 201
            for claim in answer["claims"]:
                assert story["text"][claim["start"] : claim["end"]] == claim["quote"]
        yield running
        running.process.terminate()
        assert running.process.wait(timeout=20) == 0


def by_rest(service: Service, question: dict[str, str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = service.get("/v1/supplies", limit="1000", **question)["supplies"]
    return rows


def by_command(folder: Path, question: dict[str, str]) -> list[dict[str, Any]]:
    options = [word for name, value in question.items() for word in (f"--{name}", value)]
    command = [sys.executable, "-m", "app.cli", "--data", str(folder), "ask", "--json", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    rows: list[dict[str, Any]] = json.loads(done.stdout)["supplies"]
    return rows


def by_sparql(service: Service, recipient: str | None) -> list[Row]:
    """Ask the documented query, of another recipient or, without its VALUES, of all."""
    text = resources.files("ontology").joinpath("checks", "who-supplies.rq").read_text("utf-8")
    values = 'VALUES ?recipient { "RUS" }'
    assert values in text
    query = text.replace(values, values.replace("RUS", recipient) if recipient else "")
    return [
        (
            row["supplier"],
            row["recipient"],
            row.get("munition"),
            int(row["claims"]),
            row.get("first"),
            row.get("last"),
        )
        for row in service.query(query)
    ]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question) or "all")
def test_the_command_line_gives_the_rows_of_rest(
    service: Service, folder: Path, question: dict[str, str]
) -> None:
    assert by_command(folder, question) == by_rest(service, question)


def test_the_corpus_gives_rows_to_compare(service: Service) -> None:
    assert len(by_rest(service, {})) > 20
    assert len(by_rest(service, {"recipient": "RUS"})) > 2


@pytest.mark.parametrize("recipient", ["RUS", "UKR", "SAU", None])
def test_sparql_gives_the_rows_of_rest_in_their_order(
    service: Service, recipient: str | None
) -> None:
    rows = [
        (
            row["supplier"]["id"],
            row["recipient"]["id"],
            row["munition"]["id"] if row["munition"] else None,
            row["claims"],
            row["first"],
            row["last"],
        )
        for row in by_rest(service, {"recipient": recipient} if recipient else {})
    ]
    assert by_sparql(service, recipient) == rows


def test_every_row_leads_to_the_claims_it_counts(service: Service) -> None:
    for row in by_rest(service, {}):
        assert service.get(row["claims_url"])["total"] == row["claims"]


def test_a_story_that_is_posted_again_is_known(service: Service) -> None:
    before = service.get("/v1/supplies")
    status, _ = service.post("/v1/articles", stories()[0])
    assert status == 200
    assert service.get("/v1/supplies") == before


def test_the_command_line_writes_beside_the_service(
    service: Service, folder: Path, tmp_path: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Norway delivered 54 tanks to Ecuador, the ministry said.", encoding="utf-8")
    command = [sys.executable, "-m", "app.cli", "--data", str(folder), "ingest", str(note)]
    subprocess.run(command, capture_output=True, check=True)
    rows = by_rest(service, {"recipient": "Ecuador"})
    assert [row["supplier"]["id"] for row in rows] == ["NOR"]
    assert service.get("/readyz")["store"] == service.get("/readyz")["archive"]


def test_everything_is_ready(service: Service) -> None:
    assert service.get("/readyz")["ready"] is True
