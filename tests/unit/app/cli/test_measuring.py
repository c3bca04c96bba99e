"""`network` gives the answers of REST."""

import json
from pathlib import Path

import pytest
from typer.testing import Result

from app.cli.measuring import questions
from app.routers.network import router
from tests.unit.app.cli.conftest import Run

STORY = "Oman sends tanks to Poland in 2024-01. Poland sends tanks to Ukraine in 2024-03."


@pytest.fixture
def asked(run: Run, tmp_path: Path) -> Run:
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    assert run("ingest", story).exit_code == 0

    def ask(*words: str) -> Result:
        return run("network", *words)

    return ask


def test_every_question_of_rest_can_be_asked() -> None:
    paths = {str(getattr(route, "path", "")) for route in router.routes}
    assert {f"/v1/network/{name}" for name in questions()} == paths


@pytest.mark.parametrize("name", questions())
def test_every_question_is_answered_as_rest_does(asked: Run, name: str) -> None:
    parameters = {
        "paths": ["from=OMN", "to=UKR"],
        "chains": ["from=OMN", "to=UKR", "shared=munition"],
        "chokepoints": ["from=OMN", "to=UKR"],
        "dependence": ["recipient=Ukraine"],
        "similar": ["recipient=Ukraine"],
        "reach": ["supplier=Oman"],
        "what-if": ["actors=POL"],
    }
    result = asked(name, *parameters.get(name, []))
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert answer["network"] == {"sequence": 1, "filters": {}, "nodes": 3, "edges": 2}


def test_filters_are_those_of_rest(asked: Run) -> None:
    answer = json.loads(asked("structure", "since=2024-02").stdout)
    assert answer["network"]["filters"] == {"since": "2024-02-01"}
    assert answer["parts"] == [["POL", "UKR"]]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["fame"], "Known: paths"),
        (["paths", "from=OMN"], "Add to="),
        (["paths", "from=OMN", "to"], "name=value"),
        (["paths", "from=OMN", "from=POL"], "from is given twice"),
        (["chains", "from=OMN", "shared=colour"], "shared"),
        (["chains", "from=OMN", "max_hops=9"], "from 1 to 5"),
        (["structure", "colour=red"], "colour"),
    ],
)
def test_what_cannot_be_used_is_a_usage_error(asked: Run, words: list[str], named: str) -> None:
    result = asked(*words)
    assert result.exit_code == 2
    assert named in result.stderr
    assert result.stdout == ""
