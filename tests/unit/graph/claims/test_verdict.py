from dataclasses import replace
from datetime import timedelta

import pytest

from graph.claims.claim import Stage
from graph.claims.evidence import Source, SourceKind
from graph.claims.verdict import Decision, Ruling, apply_verdict, correct_claim
from tests.making import judge, make_read, told

READ = make_read(told("POL", "UKR", munition_text="tanks"))
((CLAIM_ID, CLAIM),) = READ.identified_claims()


def test_a_claim_stands_as_it_was_read_when_it_is_accepted() -> None:
    (verdict,) = judge(READ, 0, "accept").verdicts
    assert apply_verdict(CLAIM, verdict) is CLAIM


def test_nothing_stands_of_a_claim_that_is_rejected() -> None:
    read = judge(READ, 0, "reject")
    assert apply_verdict(CLAIM, read.verdicts[0]) is None
    assert read.standing_claims() == ()
    assert read.identified_claims() == ((CLAIM_ID, CLAIM),)


def test_a_correction_changes_its_fields_alone() -> None:
    source = Source(name="The ministry", kind=SourceKind.OFFICIAL)
    read = judge(READ, 0, "correct", supplier="CZE", stage=Stage.ORDER, source=source)
    (judged,) = read.judged_claims()
    assert judged.claim == CLAIM
    assert judged.standing == replace(CLAIM, supplier="CZE", stage=Stage.ORDER, source=source)
    assert read.standing_claims() == ((CLAIM_ID, judged.standing),)


def test_the_words_for_a_munition_go_with_it() -> None:
    corrected = correct_claim(CLAIM, (("munition", None),))
    assert (corrected.munition, corrected.munition_text) == (None, None)
    assert correct_claim(CLAIM, (("munition", "howitzer"),)).munition_text == "tanks"


def test_verdicts_on_claims_of_an_earlier_reading_change_nothing() -> None:
    (verdict,) = judge(READ, 0, "reject").verdicts
    read = replace(READ, verdicts=(replace(verdict, claim_id="0" * 32),))
    assert read.standing_claims() == READ.identified_claims()


@pytest.mark.parametrize(
    ("decision", "correction"),
    [("accept", (("supplier", "CZE"),)), ("reject", (("supplier", "CZE"),)), ("correct", ())],
)
def test_a_correction_belongs_to_that_decision_alone(
    decision: str, correction: tuple[tuple[str, str], ...]
) -> None:
    with pytest.raises(ValueError, match="with the correction"):
        Ruling(decision=Decision(decision), correction=correction)


def test_verdicts_are_named_by_their_content() -> None:
    (one,) = judge(READ, 0, "correct", supplier="CZE").verdicts
    assert one.id == replace(one).id
    assert len(one.id) == 32
    others = [
        replace(one, correction=(("supplier", "SVK"),)),
        replace(one, correction=(("source", Source(name="x", kind=SourceKind.MEDIA)),)),
        replace(one, who="Someone else"),
        replace(one, made_at=one.made_at + timedelta(seconds=1)),
    ]
    assert len({one.id, *(other.id for other in others)}) == 5
