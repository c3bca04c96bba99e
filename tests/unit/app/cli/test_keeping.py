"""`export`, `rebuild` and `status` look after the data folder."""

import json
from pathlib import Path

import pyoxigraph
import pytest

from app.cli.keeping import ExportFormat
from app.settings import Settings
from app.wiring import open_materiel
from graph.store import formats
from tests.unit.app.cli.conftest import Run


@pytest.fixture
def kept(run: Run, tmp_path: Path) -> Run:
    article = tmp_path / "article.txt"
    article.write_text("Poland sends tanks to Ukraine, Warsaw says.", encoding="utf-8")
    assert run("ingest", article).exit_code == 0
    return run


def quads(content: bytes, form: str) -> set[str]:
    facts = formats.FORMATS[formats.ExportFormat(form)]
    return {str(quad.triple) for quad in pyoxigraph.parse(content, facts.rdf)}


@pytest.mark.parametrize("form", list(ExportFormat))
def test_every_format_holds_the_same_triples(kept: Run, tmp_path: Path, form: str) -> None:
    out = tmp_path / "all.rdf"
    result = kept("export", "--format", form, "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    expected = quads(kept("export").stdout_bytes, "nquads")
    assert any("Poland sends tanks" in quad for quad in expected)
    assert quads(out.read_bytes(), form) == expected


def test_export_needs_no_store(kept: Run, folder: Path) -> None:
    kept("export")
    assert not (folder / "store").exists()


def test_status_counts_what_there_is(kept: Run, folder: Path) -> None:
    found = json.loads(kept("status", "--json").stdout)
    assert (found["articles"], found["claims"], found["archive"]) == (1, 1, 1)
    assert found["data"] == str(folder)
    assert "articles" in kept("status").stdout


def test_rebuild_makes_the_store_anew(kept: Run) -> None:
    result = kept("rebuild")
    assert result.stdout == "rebuilt from 1 article\n"
    found = json.loads(kept("status", "--json").stdout)
    assert found["store"] == 1
    assert found["quads"] > 10


def test_rebuild_waits_for_no_service(kept: Run, folder: Path) -> None:
    with open_materiel(Settings(data=folder), store=True):
        result = kept("rebuild")
        assert result.exit_code == 1
        assert "Stop the service" in result.stderr
        assert "held by a running service" in kept("status").stdout


@pytest.mark.parametrize("command", ["export", "rebuild", "status"])
def test_a_folder_without_archive_is_named(run: Run, command: str, folder: Path) -> None:
    result = run(command)
    assert result.exit_code == 2
    assert "no archive" in result.stderr
    assert not folder.exists()
