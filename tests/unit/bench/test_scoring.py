import importlib.util
import itertools
from pathlib import Path

import pytest

from bench.evaluate import shared_folder
from bench.figures import CLAIMED, HARD
from bench.scoring import (
    key_of,
    kind_of,
    missed_keys,
    pairs_of,
    run_scorer,
    score,
    score_unseen,
    wrong_keys,
)
from graph.claims.claim import Stage, Status
from tests.labelling import ROWS, claim

FOUND = [[claim("NOR", "TCD")], [], [claim("NOR", "TCD")], []]


@pytest.mark.parametrize(
    ("stage", "status", "kind"),
    [
        ("delivery", "asserted", "supply"),
        (None, "affirmed", "supply"),
        ("order", "alleged", "supply"),
        ("order", "denied", "negated-or-denied"),
        ("commitment", "negated", "negated-or-denied"),
        ("commitment", "hypothetical", "hypothetical"),
        ("suspension", "denied", "suspension"),
        ("request", "asserted", "request"),
        ("delivery", None, "unknown"),
    ],
)
def test_the_stage_and_the_status_make_the_kind(
    stage: str | None, status: str | None, kind: str
) -> None:
    assert kind_of({"stage": stage, "status": status}) == kind


def test_kinds_are_those_of_the_real_scorer() -> None:
    file = shared_folder() / "tools" / "score.py"
    if not file.exists():
        pytest.skip("the scorer that comes with the gold is not at hand")
    spec = importlib.util.spec_from_file_location("scorer_of_the_gold", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for stage, status in itertools.product([None, *Stage], [None, "affirmed", *Status]):
        one = {"stage": stage, "status": status}
        assert kind_of(one) == module.kind(one)


def test_a_claim_without_a_party_still_has_a_key() -> None:
    assert key_of({"status": "asserted"}) == ("", "", "supply")


def test_optional_claims_are_neither_missed_nor_wrong() -> None:
    gold = [claim("NOR", "TCD"), claim("NOR", "GHA", optional=True)]
    assert missed_keys(gold, []) == [("NOR", "TCD", "supply")]
    assert wrong_keys(gold, [claim("NOR", "GHA"), claim("NOR", "PER")]) == [
        ("NOR", "PER", "supply")
    ]


def test_the_figures_of_rows_and_of_their_groups(scorer: Path) -> None:
    scored = score(ROWS, FOUND, scorer, "genre")
    assert scored.figures["articles"] == 4
    assert (scored.figures["pair P"], scored.figures["pair R"]) == (0.5, 0.5)
    assert (scored.figures[HARD], scored.figures[CLAIMED]) == (2, 0.5)
    assert list(scored.groups) == ["letter", "news"]
    assert (scored.groups["news"][HARD], scored.groups["news"][CLAIMED]) == (0, None)
    assert (scored.groups["letter"][HARD], scored.groups["letter"][CLAIMED]) == (2, 0.5)


def test_one_group_is_none(scorer: Path) -> None:
    assert score(ROWS, FOUND, scorer, "no such field").groups == {}


def test_unseen_pairs_are_scored_alone(scorer: Path) -> None:
    scored = score(ROWS, [*FOUND[:3], [claim("PER", "GHA")]], scorer)
    others = score_unseen(scored, {("NOR", "TCD")}, scorer)
    assert [len(row["claims"]) for row in others.rows] == [0, 1, 0, 0]
    assert [len(claims) for claims in others.found] == [0, 0, 0, 1]
    assert (others.figures["gold pairs"], others.figures["pair P"]) == (1, 0.0)
    assert others.figures[HARD] is None
    assert [len(row["claims"]) for row in ROWS] == [1, 1, 0, 0]


def test_pairs_have_a_direction() -> None:
    assert pairs_of(ROWS) == {("NOR", "TCD"), ("NOR", "GHA")}


def test_the_scorer_is_given_its_options(scorer: Path) -> None:
    assert run_scorer(ROWS, FOUND, scorer, ["--errors", "7"]) == "errors of 7\n"
