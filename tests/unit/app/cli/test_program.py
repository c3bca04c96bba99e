"""What stands before a command."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.settings import VERSION
from graph.archive.archive import Archive
from tests.unit.app.cli.conftest import Run


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version").stdout == f"materiel {VERSION}\n"


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
