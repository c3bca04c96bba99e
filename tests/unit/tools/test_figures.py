"""The figures that the page shows are those of the last scoring."""

from tools.figures import SHOWN, shown


def test_the_figures_of_the_package_are_those_of_the_last_scoring() -> None:
    assert SHOWN.read_text(encoding="utf-8") == shown(), "run python -m tools.figures"
