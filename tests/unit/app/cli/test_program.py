"""What stands before a command."""

import subprocess
import sys

import pytest

from app.settings import VERSION
from tests.unit.app.cli.conftest import Run


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version").stdout == f"materiel {VERSION}\n"


def test_every_command_is_named_in_the_help(run: Run) -> None:
    shown = run("--help").stdout
    for command in ("extract", "ingest", "ask", "serve", "export", "rebuild", "status"):
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
