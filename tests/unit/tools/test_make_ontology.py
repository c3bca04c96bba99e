"""The Turtle files of munitions and actors are what their CSV files say."""

from importlib import resources
from typing import Any

import pytest

from tools import make_ontology
from tools.actor_register import actors_turtle
from tools.munition_concepts import munitions_turtle


def file(name: str) -> str:
    return resources.files("ontology").joinpath(name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "make"), [("munitions.ttl", munitions_turtle), ("actors.ttl", actors_turtle)]
)
def test_the_file_is_up_to_date(name: str, make: Any) -> None:
    assert file(name) == make(), "run python -m tools.make_ontology"


def test_check_reports_a_stale_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "munitions.ttl").write_text(file("munitions.ttl"), encoding="utf-8")
    (tmp_path / "actors.ttl").write_text("stale", encoding="utf-8")
    monkeypatch.setattr(make_ontology, "FOLDER", tmp_path)
    monkeypatch.setattr("sys.argv", ["make_ontology", "--check"])
    assert make_ontology.main() == 1
    assert "actors.ttl" in capsys.readouterr().out
    monkeypatch.setattr("sys.argv", ["make_ontology"])
    assert make_ontology.main() == 0
    assert (tmp_path / "actors.ttl").read_text(encoding="utf-8") == file("actors.ttl")
