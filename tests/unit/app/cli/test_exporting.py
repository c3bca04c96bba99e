"""`export` writes what is kept to files."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from pathlib import Path

import pyoxigraph
import pytest

from graph.store.formats import FORMATS, ExportFormat
from ontology.terms import DCTERMS, NP
from tests.unit.app.cli.conftest import TOLD, Run


def triples(content: bytes, form: ExportFormat) -> set[str]:
    return {str(quad.triple) for quad in pyoxigraph.parse(content, FORMATS[form].rdf)}


@pytest.mark.parametrize("form", list(ExportFormat))
def test_every_format_holds_the_same_triples(kept: Run, tmp_path: Path, form: ExportFormat) -> None:
    out = tmp_path / "all.rdf"
    result = kept("export", "--format", form.value, "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    expected = triples(kept("export").stdout_bytes, ExportFormat.NQUADS)
    assert any("Poland sends tanks" in triple for triple in expected)
    assert triples(out.read_bytes(), form) == expected


def test_a_format_may_be_named_by_its_ending(kept: Run) -> None:
    by_name, by_ending = kept("export", "--format", "turtle"), kept("export", "--format", ".ttl")
    assert by_name.stdout == by_ending.stdout != ""


def test_claims_are_lines(kept: Run) -> None:
    (claim,) = map(json.loads, kept("export", "claims").stdout.splitlines())
    assert (claim["supplier"], claim["recipient"], claim["quote"]) == ("POL", "UKR", TOLD)
    assert kept("export", "claims", "--since", "1").stdout == ""
    (row,) = csv.DictReader(io.StringIO(kept("export", "claims", "--format", "csv").stdout))
    assert row["id"] == claim["id"]


def test_relationships_are_those_of_the_network(kept: Run) -> None:
    (row,) = map(json.loads, kept("export", "relationships").stdout.splitlines())
    assert (row["supplier"]["id"], row["munition"]["id"]) == ("POL", "battle-tank")
    assert "<graphml" in kept("export", "relationships", "--format", "graphml").stdout


def test_relationships_are_drawn_and_filtered(kept: Run, tmp_path: Path) -> None:
    def edges(*words: str) -> list[dict[str, str]]:
        written = kept("export", "relationships", "--format", "edges.csv", *words).stdout
        return list(csv.DictReader(io.StringIO(written, newline="")))

    assert [edge["id"] for edge in edges()] == ["POL.UKR.battle-tank"]
    assert [edge["id"] for edge in edges("--by", "pair")] == ["POL.UKR"]
    wanted = ("--supplier", "Poland", "--munition", "tanks", "--stage", "delivery")
    assert len(edges(*wanted, "--status", "asserted", "--strength", "alleged")) == 1
    for left_out in (("--recipient", "Russia"), ("--until", "1990"), ("--as-of", "1990-01-01")):
        assert edges(*left_out) == []
    out = tmp_path / "network.gexf"
    kept("export", "relationships", "--format", "gexf", "--since", "1990", "--out", out)
    assert b'version="1.3"' in out.read_bytes()


def test_parquet_needs_its_extra(kept: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("export", "relationships", "--format", "parquet")
    assert kept(*words).stdout_bytes.startswith(b"PAR1")
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    result = kept(*words)
    assert result.exit_code == 1
    assert ".venv/bin/pip install -e '.[parquet]'" in result.stderr


def test_a_file_may_be_compressed(kept: Run, tmp_path: Path) -> None:
    out = tmp_path / "claims.ndjson.gz"
    kept("export", "claims", "--gzip", "--out", out)
    assert gzip.decompress(out.read_bytes()) == kept("export", "claims").stdout_bytes


def test_an_ending_may_say_that_a_file_is_compressed(kept: Run, tmp_path: Path) -> None:
    out = tmp_path / "claims.csv.gz"
    kept("export", "claims", "--format", "csv.gz", "--out", out)
    plain = kept("export", "claims", "--format", "csv").stdout_bytes
    assert gzip.decompress(out.read_bytes()) == plain


@pytest.mark.parametrize("form", ["trig", "nq", "jsonld"])
def test_claims_are_nanopublications_too(kept: Run, form: str) -> None:
    result = kept("export", "nanopubs", "--format", form)
    (rdf,) = (facts.rdf for facts in FORMATS.values() if facts.extension == form)
    quads = list(pyoxigraph.parse(result.stdout_bytes, rdf))
    assert [quad.object for quad in quads].count(NP.NANOPUBLICATION) == 1
    assert any(quad.predicate == DCTERMS.CREATED for quad in quads)
    if form == "trig":
        assert kept("export", "nanopubs").stdout == result.stdout


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("--format", "pdf"), "nq, trig"),
        (("dump", "--since", "1"), "Leave --since out"),
        (("claims", "--format", "nq", "--since", "1"), "csv, ndjson"),
        (("relationships", "--format", "xlsx"), "graphml"),
        (("nanopubs", "--format", "ttl"), "nq, trig, jsonld"),
        (("claims", "--since", "last"), "sequence number"),
        (("claims", "--by", "pair"), "take relationships"),
        (("relationships", "--format", "nq", "--supplier", "POL"), "graphml"),
        (("relationships", "--since", "soon"), "YYYY"),
    ],
)
def test_what_is_not_written_says_what_is(kept: Run, words: tuple[str, ...], remedy: str) -> None:
    result = kept("export", *words)
    assert result.exit_code == 2
    assert remedy in result.stderr


def test_export_needs_no_store(kept: Run, folder: Path) -> None:
    kept("export")
    assert not (folder / "store").exists()
