"""`verdict` is a door like that of REST."""

from pathlib import Path

import pytest

from graph.archive.archive import Archive
from graph.claims.reading import ReadArticle
from tests.unit.app.cli.conftest import Run


def only(folder: Path) -> ReadArticle:
    with Archive.open(folder) as archive:
        (read,) = archive.since(0)
    return read


@pytest.fixture
def claim_id(kept: Run, folder: Path) -> str:
    assert kept("status").exit_code == 0
    ((found, _),) = only(folder).identified_claims()
    return found


def test_a_rejected_claim_is_gone_from_every_answer(kept: Run, claim_id: str, folder: Path) -> None:
    words = ("verdict", claim_id, "reject", "--who", "The desk", "--why", "It is an exercise")
    result = kept(*words)
    assert (result.exit_code, result.stderr) == (0, "")
    article_id = only(folder).article.id
    assert result.stdout == f"rejected: claim {claim_id} of article {article_id}\n"
    assert kept("ask").stdout == "No claim says so.\n"
    again = kept(*words).stdout
    assert again.startswith(f"nothing changed: claim {claim_id}")
    assert "rejected on" in again
    accepted = kept("verdict", claim_id, "accept", "--who", "The editor")
    assert accepted.stdout.startswith("accepted: ")
    assert "Ukraine" in kept("ask").stdout


def test_relationships_follow_a_correction(kept: Run, claim_id: str, folder: Path) -> None:
    result = kept(
        "verdict", claim_id, "correct", "--who", "The desk", "--why", "Misread",
        "--set", "supplier=Iran", "--set", "source=", "--set", 'via=["Turkey"]',
        "--set", 'quantity={"text": "ten", "min": 10, "max": 10}',
    )  # fmt: skip
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("corrected (supplier, source, quantity, via): ")
    ((_, standing),) = only(folder).standing_claims()
    assert (standing.supplier, standing.source, standing.via) == ("IRN", None, ("TUR",))
    assert "Iran" in kept("ask").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("reject", "--who", "x"), "Say why the claim does not hold"),
        (("reject", "--who", " ", "--why", "x"), "Say who decides"),
        (("perhaps", "--who", "x"), "decision"),
        (("correct", "--who", "x", "--why", "x"), "Give the fields that are wrong"),
        (("correct", "--who", "x", "--why", "x", "--set", "supplier"), "is not FIELD=VALUE"),
        (("correct", "--who", "x", "--why", "x", "--set", "supplier=Atlantis"), "Atlantis"),
        (("correct", "--who", "x", "--why", "x", "--set", "quote=Other"), "correction.quote"),
        (("correct", "--who", "x", "--why", "x", "--set", "via=Turkey"), "is not JSON"),
        (("correct", "--who", "x", "--why", "x", "--set", "stage=soon"), "correction.stage"),
    ],
)
def test_what_is_no_verdict_is_refused(
    kept: Run, claim_id: str, folder: Path, words: tuple[str, ...], said: str
) -> None:
    result = kept("verdict", claim_id, *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert only(folder).verdicts == ()


def test_a_claim_that_is_not_there(kept: Run) -> None:
    result = kept("verdict", "0123", "accept", "--who", "x")
    assert result.exit_code != 0
    assert "No claim has the id '0123'" in result.stderr
