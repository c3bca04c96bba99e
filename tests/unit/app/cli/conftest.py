"""The program, run with the reader of one sentence form."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli.program import program
from graph.ingest.read.parsing import SentenceParser
from graph.ingest.reader import ArticleReader
from tests.unit.app.conftest import OneSentenceReader

Run = Callable[..., Result]

TOLD = "Poland sends tanks to Ukraine, Warsaw says."
"""What the one article that is kept says."""


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


@pytest.fixture
def kept(run: Run, tmp_path: Path) -> Run:
    """The program, with one article in its data folder."""
    article = tmp_path / "article.txt"
    article.write_text(TOLD, encoding="utf-8")
    assert run("ingest", article).exit_code == 0
    return run


@pytest.fixture(scope="session")
def reader() -> ArticleReader:
    """The reader by rules alone, whose decisions do not move with a model."""
    return ArticleReader(SentenceParser(), None)


@pytest.fixture
def run_rules(run: Run, reader: ArticleReader, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program with the reader by rules."""
    monkeypatch.setattr("app.wiring.open_reader", lambda: reader)
    return run
