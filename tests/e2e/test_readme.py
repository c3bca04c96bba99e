"""Every command that README shows gives the answer that README shows."""

from pathlib import Path

from tools.readme import README, answers


def test_the_answers_in_readme_are_true(tmp_path: Path) -> None:
    shown = README.read_text(encoding="utf-8")
    assert answers(shown, tmp_path / "demo") == shown
