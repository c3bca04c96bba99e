"""`ask` gives the rows of REST as table, JSON and CSV."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import Result

from tests.unit.app.cli.conftest import Run

STORIES = (
    {
        "text": "Poland sends tanks to Ukraine in 2024-03, Warsaw says. "
        "Iran sends shells to Russia.",
        "title": "Tanks [bold]roll[/bold]",
        "publisher": "Morning\u001b[31m Post",
        "published": "2024-03-05",
    },
    {"text": "Iran denies sending shells to Russia.", "published": "2024-04-02"},
)


@pytest.fixture
def asked(run: Run, tmp_path: Path) -> Run:
    batch = tmp_path / "stories.jsonl"
    batch.write_text("\n".join(json.dumps(story) for story in STORIES), encoding="utf-8")
    assert run("ingest", batch).exit_code == 0

    def ask(*words: str) -> Result:
        return run("ask", *words)

    return ask


def test_a_table_names_who_supplies_whom(asked: Run) -> None:
    result = asked("--recipient", "Ukraine")
    assert result.exit_code == 0
    for word in ("Poland", "Ukraine", "Battle tanks", "documented", "delivery", "2024-03"):
        assert word in result.stdout
    assert "Iran" not in result.stdout


def test_evidence_shows_the_words_and_nothing_that_steers_a_terminal(asked: Run) -> None:
    result = asked("--evidence")
    assert "“Poland sends tanks to Ukraine in 2024-03, Warsaw says.”" in result.stdout
    assert "Tanks [bold]roll[/bold]" in result.stdout
    assert "\x1b" not in result.stdout
    assert "reported, contested" in result.stdout


def test_json_has_the_shape_of_rest(asked: Run) -> None:
    found = json.loads(asked("--supplier", "IR", "--json").stdout)
    assert found["total"] == 1
    assert found["sequence"] == 2
    row = found["supplies"][0]
    assert (row["supplier"]["id"], row["disputed"]) == ("IRN", 1)
    assert row["quotes"][0]["quote"] == "Iran sends shells to Russia."


def test_csv_is_a_table_of_values(asked: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(asked("--csv").stdout)))
    assert [(row["supplier"], row["recipient"]) for row in rows] == [("IRN", "RUS"), ("POL", "UKR")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--status", "denied"), ["IRN"]),
        (("--stage", "order"), []),
        (("--munition", "ammunition"), ["IRN"]),
        (("--since", "2024-03", "--until", "2024-03-31"), ["IRN", "POL"]),
        (("--until", "2023"), []),
    ],
)
def test_filters(asked: Run, words: tuple[str, ...], expected: list[str]) -> None:
    found = json.loads(asked(*words, "--json").stdout)
    assert [row["supplier"]["id"] for row in found["supplies"]] == expected


def test_no_answer_is_said_in_words(asked: Run) -> None:
    assert asked("--recipient", "Oman").stdout == "No claim says so.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--recipient", "Ukrane"), "Ukraine"),
        (("--munition", "batle-tank"), "battle-tank"),
        (("--since", "yesterday"), "YYYY"),
        (("--stage", "dreamt"), "commitment"),
    ],
)
def test_what_cannot_be_used_is_a_usage_error(
    asked: Run, words: tuple[str, ...], said: str
) -> None:
    result = asked(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_folder_without_archive_is_not_made(run: Run, folder: Path) -> None:
    result = run("ask")
    assert result.exit_code == 2
    assert "no archive" in result.stderr
    assert not folder.exists()


def test_one_form_is_chosen(asked: Run) -> None:
    result = asked("--json", "--csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Choose one" in result.stderr


def test_all_that_passes_between_two_is_not_called_unspecified_aid(asked: Run) -> None:
    told = asked("--by", "pair").stdout
    assert "All arms and military aid" in told
    assert "unspecified" not in told


def test_several_actors_are_asked_for_at_once(asked: Run) -> None:
    both = json.loads(asked("--recipient", "UKR", "--recipient", "Russia", "--json").stdout)
    assert {row["recipient"]["id"] for row in both["supplies"]} == {"UKR", "RUS"}
    either = json.loads(asked("--actor", "Iran", "--json").stdout)["supplies"]
    assert {row["recipient"]["id"] for row in either} == {"RUS"}


def test_rows_are_rolled_up_and_held_to_a_strength(asked: Run) -> None:
    pairs = json.loads(asked("--by", "pair", "--json").stdout)["supplies"]
    assert {row["munition"]["id"] for row in pairs} == {"military-aid"}
    strong = json.loads(asked("--strength", "documented", "--json").stdout)["supplies"]
    assert strong
    assert {row["strength"] for row in strong} == {"documented"}
    assert "No claim says so." in asked("--as-of", "1999").stdout
