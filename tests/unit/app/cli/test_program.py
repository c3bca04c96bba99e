"""What stands before a command."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.program import program
from app.settings import VERSION
from graph.archive.archive import Archive
from tests.unit.app.cli.conftest import Run


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version").stdout == f"materiel {VERSION}\n"


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "--data", "{folder}", "--json"),
        ("ask", "--json", "--data={folder}"),
        ("--data", "elsewhere", "ask", "--json", "--data", "{folder}"),
        ("--data={folder}", "ask", "--json"),
    ],
)
def test_the_data_folder_is_named_before_the_command_or_after_it(
    kept: Run, folder: Path, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given = [word.format(folder=folder) for word in words]
    result = CliRunner().invoke(program, given, catch_exceptions=False)
    assert (result.exit_code, '"battle-tank"' in result.stdout) == (0, True)
    listed = CliRunner().invoke(program, ["keys", "list", "--data", str(folder)])
    assert listed.exit_code == 0
    assert not (tmp_path / "elsewhere").exists()


def test_a_data_folder_without_a_name_is_a_usage_error(run: Run) -> None:
    result = run("ask", "--data")
    assert result.exit_code == 2
    assert "--data" in result.stderr


def test_a_word_that_only_looks_like_the_option_is_let_be(run: Run, tmp_path: Path) -> None:
    result = run("ingest", "--", "--data", tmp_path / "none.txt")
    assert "failed: --data: " in result.stderr


def test_every_command_is_named_in_the_help(run: Run) -> None:
    shown = run("--help").stdout
    for command in (
        "extract",
        "ingest",
        "ask",
        "network",
        "serve",
        "withdraw",
        "export",
        "rebuild",
        "status",
    ):
        assert command in shown


def test_a_setting_that_cannot_be_used_is_a_usage_error(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MATERIEL_QUERY_TIMEOUT", "soon")
    result = run("status")
    assert result.exit_code == 2
    assert "MATERIEL_QUERY_TIMEOUT" in result.stderr


def test_help_imports_nothing_heavy() -> None:
    heavy = {"fastapi", "networkx", "pydantic", "pyoxigraph", "spacy", "sqlalchemy", "uvicorn"}
    code = "import sys, app.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert heavy.isdisjoint(loaded)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("words", [["ask"], ["status", "--json"], ["export"]])
def test_a_full_disk_is_told_on_one_line(words: list[str], tmp_path: Path) -> None:
    with Archive.open(tmp_path):
        pass
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "app.cli", "--data", str(tmp_path), *words],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert ended.returncode != 0
    assert ended.stderr.count(b"\n") == 1
    assert b"no space left" in ended.stderr.lower()
