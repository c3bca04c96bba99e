import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bench import figures
from bench.figures import Figures
from bench.training.folds import GOLD

REPORT: dict[str, Any] = {
    "articles": 12,
    "pair": {"precision": 0.75, "recall": 0.5, "f1": 0.6, "gold": 8.0},
    "triple": {"precision": 0.7, "recall": 0.4, "f1": 0.509, "gold": 9.0},
    "negative pair": {"precision": 1.0, "recall": 0.25, "f1": 0.4, "gold": 4.0},
    "stage": {"accuracy": 0.9},
    "status": {"accuracy": 1.0},
    "source": {"accuracy": None},
    "quantity": {"accuracy": 0.8},
    "date": {"accuracy": 0.5},
    "invented quotes": 0,
}


def made(**changed: float) -> dict[str, float | None]:
    return {**figures.figures_of(REPORT, hard=4, claimed=1), **changed}


def cells(now: Figures, before: Figures | None = None) -> dict[str, str]:
    label, *shown = figures.row_of("plain", now, before)
    assert label == "plain"
    return dict(zip(figures.NAMES, shown, strict=True))


def git(folder: Path, *command: str) -> None:
    who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
    subprocess.run(["git", "-C", str(folder), *who, *command], check=True, capture_output=True)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    file = tmp_path / "figures.json"
    file.write_text(figures.dump({"plain": made()}), encoding="utf-8")
    return file


def test_the_figures_are_those_of_the_report() -> None:
    one = made()
    assert tuple(one) == figures.NAMES
    assert one["negative R"] == 0.25
    assert one["source"] is None
    assert one[figures.CLAIMED] == 0.25
    assert figures.figures_of(REPORT, hard=0, claimed=0)[figures.CLAIMED] is None


def test_figures_are_kept_a_part_a_line() -> None:
    every = {"plain": made(), "plain genre=letter": made(articles=3)}
    text = figures.dump(every)
    assert len(text.splitlines()) == 4
    assert figures.load(text) == every
    assert figures.load(figures.dump({})) == {}


def test_new_figures_take_the_place_of_all_of_their_file() -> None:
    old, new = made(), made(articles=13)
    kept = {"b": old, "b genre=gone": old, "a": old, "a genre=letter": old, "bc": old}
    renewed = figures.renewed(kept, {"b": new, "b genre=news": new}, order=("a", "b"))
    assert list(renewed) == ["a", "a genre=letter", "b", "b genre=news", "bc"]
    assert renewed["b"] is new
    assert renewed["a"] is old


def test_changes_of_half_a_point_stand_beside_the_figure() -> None:
    shown = cells(made(**{"pair P": 0.755, "pair R": 0.5049, "stage": 0.85}), made())
    assert shown["pair P"] == "0.755+.005"
    assert shown["pair R"] == "0.505"
    assert shown["stage"] == "0.850-.050"
    assert shown["pair F1"] == "0.600"


def test_every_change_of_a_count_is_shown() -> None:
    shown = cells(made(**{"articles": 11, "invented quotes": 2}), made())
    assert (shown["articles"], shown["invented quotes"]) == ("11-1", "2+2")
    assert shown[figures.HARD] == "4"


def test_what_was_not_counted_or_not_kept_has_no_change() -> None:
    shown = cells(made(source=0.5), made())
    assert shown["source"] == "0.500"
    assert cells(made(), made(source=0.5))["source"] == "-"
    assert cells(made(), None)["pair P"] == "0.750"


def test_the_table_lines_its_columns_up() -> None:
    rows = [figures.row_of("plain", made(), None), figures.row_of("x", made(), made(stage=0.1))]
    head, first, second = figures.table(rows)
    assert head.split()[:4] == ["articles", "pairs", "pair", "P"]
    assert first.index("0.900") == second.index("0.900+.800") == head.index("stage")


def test_the_share_of_texts_without_claims_is_over_all_files() -> None:
    said = figures.hard_share([made(), {**made(), figures.HARD: 0, figures.CLAIMED: None}, made()])
    assert "8; the reader claims something of 2 (25.0%" in said
    assert figures.hard_share([]) == "No text is without a gold claim."


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_last_commits_figures_are_read_from_git(kept: Path) -> None:
    git(kept.parent, "init", "-q")
    assert figures.last_figures(kept) == (
        {"plain": made()},
        "Differences are from figures.json as it lies: git has no last commit of them.",
    )
    git(kept.parent, "add", kept.name)
    git(kept.parent, "commit", "-q", "-m", "Figures")
    kept.write_text(figures.dump({}), encoding="utf-8")
    last, said = figures.last_figures(kept)
    assert last == {"plain": made()}
    assert said == "Differences are from the figures of the last commit."


def test_without_git_the_file_is_compared_with(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(kept.parent))
    last, said = figures.last_figures(kept)
    assert last == {"plain": made()}
    assert said == "Differences are from figures.json as it lies: git is not installed."
    kept.unlink()
    last, said = figures.last_figures(kept)
    assert last == {}
    assert said.startswith("There are no figures to compare with: git is not installed")


def test_the_kept_figures_are_of_the_gold_files() -> None:
    kept = figures.load(figures.FILE.read_text(encoding="utf-8"))
    files = [part for part in kept if " " not in part]
    assert files == [name for name in GOLD if name in files]
    for part, one in kept.items():
        assert part.split(" ")[0] in files
        assert tuple(one) == figures.NAMES
        assert one["invented quotes"] == 0
        shares = [one[name] for name in figures.NAMES if name.endswith((" P", " R", " F1"))]
        assert all(share is not None and 0 <= share <= 1 for share in shares)


@pytest.mark.parametrize("document", ["README.md", "docs/reading.md"])
def test_the_documents_tell_the_kept_figures(document: str) -> None:
    kept = figures.load(figures.FILE.read_text(encoding="utf-8"))
    told = (figures.FILE.parent.parent / document).read_text(encoding="utf-8")
    for name in ("written", "sentences", "train", "contrast"):
        pair = [f"{kept[name][f'pair {part}']:.2f}" for part in ("P", "R")]
        rows = [line for line in told.splitlines() if f"{kept[name]['articles']:.0f}" in line]
        assert any(f"| {pair[0]} | {pair[1]} |" in line for line in rows), name
