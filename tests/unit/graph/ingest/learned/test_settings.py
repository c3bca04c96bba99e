from dataclasses import fields
from pathlib import Path

import pytest

from graph.claims.article import make_article
from graph.claims.evidence import Passage
from graph.ingest.learned.grounds import grounds_of
from graph.ingest.learned.scores import Scores
from graph.ingest.learned.settings import Thresholds, shipped_thresholds
from graph.ingest.read.claims import Made
from graph.ingest.read.gate import outline
from tests.making import make_claim

LINES = """\
reach = 0.5
munition = 0.25
further = 0.5
stage = 0.625
stands = 0.75
stands_negative = 0.375
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that is read in place of the shipped one."""
    monkeypatch.setattr("graph.ingest.learned.settings.resources.files", lambda _: tmp_path)
    return tmp_path / "settings.toml"


def test_the_shipped_thresholds_are_probabilities() -> None:
    limits = shipped_thresholds()
    for name in (field.name for field in fields(limits) if field.name != "weights"):
        assert 0 < getattr(limits, name) < 1
    assert limits.further >= limits.munition


def test_there_is_a_shipped_weight_for_each_sign_and_a_bias() -> None:
    laid = outline(make_article("Norway sent Chad mortars."))
    claim = make_claim(
        Passage.of(laid.article.text, 0, 25), supplier="NOR", recipient="TCD", munition="mortar"
    )
    made = Made(claim=claim, rules=("a",), sentence=0, mention=None, by_rules=True)
    grounds = grounds_of(made, laid, Scores({}))
    assert set(shipped_thresholds().weights) == {"bias", *grounds}


def test_what_the_network_finds_likelier_is_more_likely_by_the_shipped_weights() -> None:
    weights = shipped_thresholds().weights
    assert weights["found"] > 0
    assert weights["backed"] > 0


def test_the_file_that_goes_with_the_network_tells_them(file: Path) -> None:
    file.write_text(f"[thresholds]\n{LINES}[weights]\nbias = -0.5\nfound = 2.0\n", encoding="utf-8")
    assert shipped_thresholds.__wrapped__() == Thresholds(
        reach=0.5,
        munition=0.25,
        further=0.5,
        stage=0.625,
        stands=0.75,
        stands_negative=0.375,
        weights={"bias": -0.5, "found": 2.0},
    )


@pytest.mark.parametrize("lines", [LINES.replace("reach = 0.5\n", ""), f"{LINES}veto = 1\n"])
def test_a_file_with_other_thresholds_is_refused(lines: str, file: Path) -> None:
    file.write_text(f"[thresholds]\n{lines}[weights]\nbias = 1\n", encoding="utf-8")
    with pytest.raises(TypeError):
        shipped_thresholds.__wrapped__()


def test_a_file_without_weights_is_refused(file: Path) -> None:
    file.write_text(f"[thresholds]\n{LINES}", encoding="utf-8")
    with pytest.raises(KeyError, match="weights"):
        shipped_thresholds.__wrapped__()
