"""`extract --explain` and `extract --html`: the same input as `extract`, told for people."""

import json
from pathlib import Path

import pytest

from app.cli.explained import show_explained
from app.schemas.explained import ExplainAnswer, ExplainedLine
from tests.unit.app.cli.conftest import Run

TEXT = "Norway arms Chad\nOslo sent Chad two mortars in 2024, the army said.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_without_the_options_nothing_changes(run_rules: Run, article: Path) -> None:
    plain = run_rules("extract", article)
    assert list(json.loads(plain.stdout)) == ["article", "claims"]
    assert run_rules("extract", article, "--json").stdout == plain.stdout


def test_an_article_is_explained(run_rules: Run, article: Path, folder: Path) -> None:
    result = run_rules("extract", article, "--explain", "--published", "2025-03-14")
    assert result.exit_code == 0
    assert result.stdout.startswith("Norway arms Chad · 2025-03-14\n1 claim · ")
    assert "    Norway → Chad: Mortars\n" in result.stdout
    assert not folder.exists()


def test_standard_input_is_explained(run_rules: Run) -> None:
    result = run_rules("extract", "--explain", stdin=b"Oslo sent Chad mortars.")
    assert result.stdout.startswith("Untitled article\n1 claim")


def test_a_page_of_the_web_is_explained(run_rules: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    filler = "<p>The two have traded for years, and both sides said that they wanted more.</p>" * 4
    page.write_text(
        "<html><head><title>Norway arms Chad</title></head><body><article>"
        f"<p>Oslo sent Chad two mortars in 2024, the army said.</p>{filler}</article></body>",
        encoding="utf-8",
    )
    found = json.loads(run_rules("extract", page, "--explain", "--json").stdout)
    claims = [one["claim"] for sentence in found["sentences"] for one in sentence["claims"]]
    assert [(c["supplier"], c["recipient"]) for c in claims] == [("NOR", "TCD")]
    assert run_rules("extract", page, "--html", "-").stdout.startswith("<!doctype html>")


def test_the_explanation_as_json_holds_the_claims_of_extract(run_rules: Run, article: Path) -> None:
    result = run_rules("extract", article, "--explain", "--json")
    answer = ExplainAnswer.model_validate_json(result.stdout)
    plain = json.loads(run_rules("extract", article).stdout)
    shown = [
        one.claim.model_dump(mode="json")
        for sentence in answer.sentences
        for one in sentence.kept()
    ]
    assert shown == plain["claims"]
    assert answer.article.model_dump(mode="json") == plain["article"]


def test_lines_are_explained_in_order_and_bad_ones_named(run_rules: Run, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    lines = [json.dumps({"id": "one", "text": TEXT}), "{", json.dumps({"id": 2, "text": "Oslo."})]
    batch.write_text("\n".join(lines), encoding="utf-8")
    result = run_rules("extract", "--explain", "--json", "--jsonl", batch)
    found = [ExplainedLine.model_validate_json(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [one.id for one in found] == ["one", "2"]
    assert "line 2" in result.stderr
    told = run_rules("extract", "--explain", "--jsonl", batch).stdout
    assert told.index("one: Norway arms Chad\n") < told.index("2: Untitled article\n")


def test_an_explanation_goes_to_a_file(run_rules: Run, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "why.txt"
    result = run_rules("extract", article, "--explain", "--out", out)
    assert result.stdout == ""
    assert out.read_text(encoding="utf-8") == run_rules("extract", article, "--explain").stdout


def test_a_page_goes_to_a_file_or_to_standard_output(
    run_rules: Run, article: Path, tmp_path: Path
) -> None:
    out = tmp_path / "page.html"
    result = run_rules("extract", article, "--html", out)
    assert (result.exit_code, result.stdout) == (0, "")
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert run_rules("extract", article, "--html", "-").stdout == page


def test_a_page_that_cannot_be_written_is_named(run_rules: Run, article: Path) -> None:
    result = run_rules("extract", article, "--html", article.parent / "no" / "page.html")
    assert result.exit_code == 2
    assert "page.html cannot be written" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--jsonl", "-"),
        ("--out", "page.html"),
        ("--explain",),
        ("--json",),
    ],
)
def test_a_page_is_one_article_and_one_output(run_rules: Run, words: tuple[str, ...]) -> None:
    result = run_rules("extract", "-", "--html", "-", *words, stdin=TEXT.encode())
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{words[0]} is given beside --html" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_terminal_is_shown_colour_and_a_file_is_not(
    run_rules: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run_rules("extract", article, "--explain", "--json")
    answer = ExplainAnswer.model_validate_json(result.stdout)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert b"\x1b[" in show_explained(answer, "Heading", to_terminal=True)
    assert b"\x1b[" not in show_explained(answer, "Heading", to_terminal=False)
