"""The program, run with the reader of one sentence form."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli.program import program
from tests.unit.app.conftest import OneSentenceReader

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("app.wiring.open_reader", OneSentenceReader)
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("TERM", "dumb")

    def run_program(*words: str | Path, stdin: bytes | None = None) -> Result:
        given = ["--data", str(folder), *(str(word) for word in words)]
        return CliRunner().invoke(program, given, input=stdin, catch_exceptions=False)

    return run_program
