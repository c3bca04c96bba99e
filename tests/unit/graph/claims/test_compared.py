from dataclasses import replace

from graph.claims.claim import Extractor, Stage
from graph.claims.compared import ChangedClaim, compare_readings
from graph.claims.reading import ReadArticle
from tests.making import judge, make_read, told

BEFORE = make_read(told("POL", "UKR"), told("NOR", "UKR"), told("IRN", "RUS"))
IDS = [each for each, _ in BEFORE.identified_claims()]


def with_claims(*changes: tuple[int, dict[str, object]], sequence: int = 2) -> ReadArticle:
    """Read it anew: the claims at these places, with these fields."""
    claims = tuple(
        replace(BEFORE.reading.claims[place], **fields)  # type: ignore[arg-type]  # by name
        for place, fields in changes
    )
    return replace(BEFORE, reading=replace(BEFORE.reading, claims=claims), sequence=sequence)


def test_the_same_claims_by_another_reader_are_the_same() -> None:
    other = {"extractor": Extractor(name="made", version="2"), "confidence": 0.1}
    compared = compare_readings(BEFORE, with_claims((0, other), (1, other), (2, other)))
    assert compared.is_same
    assert compared.kept == 3
    assert compared.lost == ()


def test_claims_come_go_and_change() -> None:
    now = with_claims(
        (0, {}), (1, {"stage": Stage.ORDER, "date": "2024"}), (2, {"recipient": "SYR"})
    )
    ids = [each for each, _ in now.identified_claims()]
    compared = compare_readings(BEFORE, now)
    assert not compared.is_same
    assert compared.kept == 1
    assert compared.changed == (ChangedClaim(before=IDS[1], now=ids[1], fields=("stage", "date")),)
    assert list(compared.dropped) == [IDS[2]]
    assert list(compared.added) == [ids[2]]


def test_a_claim_told_elsewhere_in_the_text_changed() -> None:
    other = BEFORE.reading.claims[1].passage
    compared = compare_readings(BEFORE, with_claims((0, {"passage": other})))
    (changed,) = compared.changed
    assert changed.fields == ("passage",)
    assert list(compared.dropped) == [IDS[1], IDS[2]]


def test_what_is_closer_is_taken_for_what_changed() -> None:
    twice = make_read(told("POL", "UKR"), told("POL", "UKR", "artillery-gun"))
    first, second = twice.reading.claims
    moved = replace(second, stage=Stage.ORDER)
    now = replace(twice, reading=replace(twice.reading, claims=(moved,)))
    compared = compare_readings(twice, now)
    (changed,) = compared.changed
    assert changed.before == twice.identified_claims()[1][0]
    assert list(compared.dropped) == [twice.identified_claims()[0][0]]
    assert first in compared.dropped.values()


def test_verdicts_whose_claim_is_gone_are_named_once() -> None:
    judged = judge(judge(BEFORE, 0, "accept"), 2, "reject")
    now = replace(with_claims((0, {})), verdicts=judged.verdicts)
    compared = compare_readings(judged, now)
    assert [verdict.claim_id for verdict in compared.lost] == [IDS[2]]
    assert compare_readings(now, now).lost == ()
