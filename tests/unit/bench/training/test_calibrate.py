from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.training import calibrate
from bench.training.calibrate import Floats, _fit, _table
from bench.training.folds import Member
from bench.training.held_out import HeldOut
from bench.training.rows import Row
from graph.claims.article import make_article
from graph.claims.claim import Stage, Status
from graph.claims.evidence import Passage
from graph.ingest.learned.finding import FOUND
from graph.ingest.learned.grounds import grounds_of
from graph.ingest.learned.scores import Scores
from graph.ingest.read.claims import Made
from graph.ingest.read.gate import outline
from graph.ingest.reader import Prepared
from tests.judging import outputs, place_of
from tests.labelling import claim
from tests.making import make_claim

LAID = outline(make_article("Norway sent Chad mortars, and Mali did not."))
SCORES = Scores(
    {place_of(LAID, "NOR TCD"): outputs(0.9), place_of(LAID, "MLI TCD"): outputs(0.3)}
)  # fmt: skip
WEIGHTS = np.array([-0.5, 1.5, -0.75, 0.25])


def made_up(count: int = 4000) -> tuple[Floats, Floats]:
    """Make grounds of several sizes, and how likely each claim is right by WEIGHTS."""
    random = np.random.default_rng(7)
    sizes = (2.0, 1.0, 4.0)
    grounds = np.column_stack([np.ones(count), *(random.normal(0, one, count) for one in sizes)])
    return grounds, 1 / (1 + np.exp(-grounds @ WEIGHTS))


def test_weights_are_recovered_from_how_likely_claims_are() -> None:
    grounds, likely = made_up()
    fitted = _fit(grounds, likely)
    assert fitted == pytest.approx(WEIGHTS, rel=0.15)
    assert (np.abs(fitted) <= np.abs(WEIGHTS)).all(), "weights are shrunk, never blown up"
    assert 1 / (1 + np.exp(-grounds @ fitted)) == pytest.approx(likely, abs=0.05)


def test_weights_are_recovered_from_what_was_right() -> None:
    grounds, likely = made_up()
    right = (np.random.default_rng(8).random(len(likely)) < likely).astype(np.float64)
    assert _fit(grounds, right) == pytest.approx(WEIGHTS, abs=0.25)


def test_a_sign_in_another_unit_has_a_weight_in_that_unit() -> None:
    grounds, likely = made_up(500)
    units = np.array([1.0, 10.0, 0.1, 1.0])
    assert _fit(grounds * units, likely) * units == pytest.approx(_fit(grounds, likely))


def test_a_sign_that_is_never_there_has_no_weight() -> None:
    grounds, likely = made_up(500)
    fitted = _fit(np.column_stack([grounds, np.zeros(len(grounds))]), likely)
    assert fitted[-1] == 0
    assert fitted[:-1] == pytest.approx(_fit(grounds, likely), rel=0.03)


def test_with_a_bias_alone_the_share_of_the_right_is_learnt() -> None:
    (bias,) = _fit(np.ones((10, 1)), np.array([1.0] * 8 + [0.0] * 2))
    assert 1 / (1 + np.exp(-bias)) == pytest.approx(0.8, abs=0.005)


def test_what_parts_right_from_wrong_has_a_finite_weight() -> None:
    grounds = np.column_stack([np.ones(20), np.repeat([1.0, -1.0], 10)])
    bias, ground = _fit(grounds, np.repeat([1.0, 0.0], 10))
    assert bias == pytest.approx(0, abs=0.01)
    assert 1 < ground < 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The labels of a row, and what is proposed of it."""

    labels: Sequence[Any]
    proposed: Sequence[Made]
    scores: Scores | None = SCORES


class Told(HeldOut):
    """Rows on which nothing was read: what is proposed of them is given."""

    def __init__(self, *cases: Case) -> None:
        self._cases = cases

    def proposed(self) -> Iterator[tuple[Row, Prepared, tuple[Made, ...]]]:
        for number, case in enumerate(self._cases):
            row = Row(
                id=f"row-{number}",
                file="weather",
                member=Member(group="", text=LAID.article.text),
                outline=LAID,
                labels=(),
                record={"claims": list(case.labels)},
            )
            yield row, Prepared(outline=LAID, parsed={}, scores=case.scores), tuple(case.proposed)


def made(pair: str, rule: str = "a rule", **more: Any) -> Made:
    supplier, recipient = pair.split()
    passage = Passage.of(LAID.article.text, 0, len(LAID.article.text))
    told = make_claim(passage, supplier=supplier, recipient=recipient, munition="mortar", **more)
    return Made(
        claim=told,
        rules=(rule,),
        sentence=0,
        mention=None,
        by_rules=not rule.startswith(FOUND),
    )


SENT = made("NOR TCD")
NAMES = ["bias", *grounds_of(SENT, LAID, SCORES)]
LABEL = claim("NOR", "TCD")


def right_of(*cases: Case) -> list[float]:
    _, grounds, right = _table(Told(*cases))
    assert len(grounds) == len(right)
    return [float(one) for one in right]


def test_each_proposed_claim_is_a_line_of_its_signs() -> None:
    by_network = made("MLI TCD", f"{FOUND}: 0.30")
    names, grounds, right = _table(Told(Case(labels=[LABEL], proposed=[SENT, by_network])))
    assert names == NAMES
    assert grounds.tolist() == [
        [1.0, *grounds_of(one, LAID, SCORES).values()] for one in (SENT, by_network)
    ]
    assert right.tolist() == [1, 0]


def test_rows_follow_each_other() -> None:
    labelled = Case(labels=[LABEL], proposed=[SENT])
    bare = Case(labels=[], proposed=[SENT])
    assert right_of(bare, labelled, Case(labels=[LABEL], proposed=[]), bare) == [0, 1, 0]


@pytest.mark.parametrize(
    "wrong",
    [
        made("TCD NOR"),
        made("NOR MLI"),
        made("NOR TCD", status=Status.NEGATED),
        made("NOR TCD", stage=Stage.REQUEST),
    ],
)
def test_another_pair_or_kind_is_wrong(wrong: Made) -> None:
    assert right_of(Case(labels=[LABEL], proposed=[wrong])) == [0]


def test_an_alleged_order_of_the_pair_is_supply_as_a_delivery_is() -> None:
    other = made("NOR TCD", stage=Stage.ORDER, status=Status.ALLEGED)
    assert right_of(Case(labels=[LABEL], proposed=[other])) == [1]


def test_what_is_denied_is_right_where_the_label_says_no() -> None:
    denied = made("NOR TCD", status=Status.DENIED)
    assert right_of(Case(labels=[claim("NOR", "TCD", status="negated")], proposed=[denied])) == [1]


def test_what_is_optional_is_neither_right_nor_wrong() -> None:
    optional = claim("NOR", "TCD", optional=True)
    assert right_of(Case(labels=[optional], proposed=[SENT, made("MLI TCD")])) == [0]
    assert right_of(Case(labels=[optional, LABEL], proposed=[SENT])) == [1]


def test_what_was_not_scored_is_left_out() -> None:
    assert right_of(Case(labels=[LABEL], proposed=[SENT], scores=None)) == []


def test_weights_are_written_below_the_thresholds_that_were_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "settings.toml"
    head = "# Kept.\n[thresholds]\nreach = 0.5\n\n"
    file.write_text(f"{head}[weights]\nold = 1\n", encoding="utf-8")
    told = Told(Case(labels=[LABEL], proposed=[SENT, made("MLI TCD")]))
    monkeypatch.setattr(calibrate, "_SETTINGS", file)
    monkeypatch.setattr(calibrate, "load_rows", lambda _: iter(()))
    monkeypatch.setattr(calibrate, "HeldOut", lambda *_: told)
    monkeypatch.setattr("sys.argv", ["calibrate", "model.onnx", "weather"])
    assert calibrate.main() == 0
    assert "old = 1" in file.read_text(encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["calibrate", "model.onnx", "weather", "--write"])
    assert calibrate.main() == 0
    written = file.read_text(encoding="utf-8")
    assert written.startswith(f"{head}[weights]\nbias = ")
    assert [line.split(" = ")[0] for line in written.removeprefix(head).splitlines()[1:]] == NAMES
    assert "2 claims proposed, 0.500 of them right" in capsys.readouterr().out
