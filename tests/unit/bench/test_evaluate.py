import json
from datetime import date
from pathlib import Path

import pytest

from bench import evaluate, figures
from bench.classes import Missed, Wrong
from bench.scoring import Scored, key_of
from tests.labelling import ROWS, OneClaimReader, claim, row


@pytest.fixture
def kept(shared: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the reader, the gold and the kept figures be invented ones; give the file of these."""
    file = shared / "figures.json"
    monkeypatch.setattr(figures, "FILE", file)
    monkeypatch.setattr(evaluate, "load_reader", OneClaimReader)
    return file


def test_a_gold_row_becomes_an_article() -> None:
    article = evaluate.article_of(
        row("a", "Rain.", title="T", published="2025-03-02", publisher="P", url="u")
    )
    assert (article.text, article.title, article.publisher) == ("Rain.", "T", "P")
    assert article.published == date(2025, 3, 2)
    assert evaluate.article_of(row("a", "Rain.", published="2025-03")).published is None


def test_any_reader_reads_the_rows() -> None:
    found = evaluate.read_rows(OneClaimReader(), ROWS)
    assert [[key_of(one) for one in ones] for ones in found] == [
        [("NOR", "TCD", "supply")], [], [("NOR", "TCD", "supply")], [],
    ]  # fmt: skip
    (first,) = found[0]
    assert ROWS[0]["text"][first["start"] : first["end"]] == first["quote"]
    json.dumps(found)


def test_a_gold_file_may_lie_with_the_project(shared: Path) -> None:
    assert evaluate.gold_file("weather") == shared / "gold" / "weather.jsonl"
    assert evaluate.gold_file("items") == evaluate.LABELLED / "items.jsonl"


def test_a_line_of_a_gold_file_may_hold_any_character(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"text": "one\u2028row"}\n\n', encoding="utf-8")
    assert evaluate.load_rows(file) == [{"text": "one\u2028row"}]


def test_errors_are_sorted_where_there_are_any() -> None:
    found = evaluate.read_rows(OneClaimReader(), ROWS)
    errors = evaluate.errors_of(Scored(rows=ROWS, found=found, figures={}))
    assert [(one.row, one.sort) for one in errors] == [("b", Missed.BOTH), ("c", Wrong.EMPTY)]


def test_figures_are_printed_and_kept_on_request(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate.main(["weather"]) == 0
    out, err = capsys.readouterr()
    assert not kept.exists()
    assert "There are no figures to compare with" in out
    assert "2; the reader claims something of 1 (50.0%" in out
    assert "weather: 4 articles" in err
    assert evaluate.main(["weather", "--write"]) == 0
    parts = figures.load(kept.read_text(encoding="utf-8"))
    assert list(parts) == ["weather", "weather genre=letter", "weather genre=news"]
    assert parts["weather"]["pair R"] == 0.5


def test_groups_are_compared_with_what_was_kept_of_them(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evaluate.main(["weather", "--write"])
    parts = figures.load(kept.read_text(encoding="utf-8"))
    parts["weather genre=news"] = {**parts["weather genre=news"], "pair R": 0.25}
    kept.write_text(figures.dump(parts), encoding="utf-8")
    capsys.readouterr()
    evaluate.main(["weather", "--by", "genre"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:4]] == ["weather", "letter", "news"]
    assert "0.500+.250" in lines[3]
    assert "+" not in lines[1] + lines[2]


def test_unseen_pairs_get_a_line_of_their_own(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trained = tmp_path / "trained.jsonl"
    trained.write_text(json.dumps(row("t", "x", claim("NOR", "TCD"))) + "\n", encoding="utf-8")
    assert evaluate.main(["weather", "--unseen-from", str(trained)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].split()[:5] == ["unseen", "pairs", "4", "1", "1.000"]
    assert not kept.exists()


def test_classes_and_errors_are_shown_on_request(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate.main(["weather", "--classes", "1", "--errors", "5"]) == 0
    out = capsys.readouterr().out
    assert "errors of 5" in out
    assert "    b  NOR > GHA  Mortars reached Ghana from Norway." in out


def test_half_of_the_rows_is_compared_with_nothing(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evaluate.main(["weather", "--write"])
    evaluate.main(["weather", "--part", "even"])
    out, err = capsys.readouterr()
    assert "weather: 2 articles" in err
    assert out.splitlines()[-1] == "Every other row only: nothing to compare with."


@pytest.mark.parametrize("options", [["--part", "odd"], ["--by", "publisher"]])
def test_only_whole_files_and_genres_are_kept(kept: Path, options: list[str]) -> None:
    with pytest.raises(SystemExit):
        evaluate.main(["weather", "--write", *options])
    assert not kept.exists()


def test_a_name_without_a_file_is_told(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.main(["nowhere"]) == 1
    assert "nowhere: no such gold file" in capsys.readouterr().err
    assert not kept.exists()


def test_without_a_scorer_nothing_is_read(kept: Path, scorer: Path) -> None:
    scorer.unlink()
    with pytest.raises(SystemExit, match="MATERIEL_SHARED"):
        evaluate.main(["weather"])
    assert not kept.exists()


def test_of_the_gold_only_what_the_network_has_not_seen_is_scored(shared: Path) -> None:
    rows = [row(f"seed-{n}", f"On the day {n} it rained {n} times.") for n in range(40)]
    lines = "".join(json.dumps(one) + "\n" for one in rows)
    (shared / "gold" / "seed.jsonl").write_text(lines, encoding="utf-8")
    unseen = evaluate.unseen_rows("seed")
    assert 0 < len(unseen) < len(rows)
    assert unseen == [one for one in rows if one in unseen]
    assert evaluate.unseen_rows("real") == []
