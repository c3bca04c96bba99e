"""What claims have against one another."""

from datetime import date
from typing import Any

import pytest

from graph.claims.claim import Quantity, Stage, Status
from graph.claims.evidence import Source, SourceKind
from graph.network.cells import NetworkClaim, network_claims
from graph.network.contradictions import Contradiction, Matter, find_contradictions, is_suspended
from tests.making import make_read, told

EARLY, LATE = date(2024, 3, 1), date(2024, 6, 1)


def said(published: date, story: str = "", **more: Any) -> NetworkClaim:
    (placed,) = network_claims(
        make_read(told("RUS", "IRN", **more), published=published, story=story)
    )
    return placed


def found(said_yes: list[NetworkClaim], said_no: list[NetworkClaim]) -> list[Contradiction]:
    return list(find_contradictions(said_yes, said_no, lambda each: each))


def no(published: date, status: Status, **more: Any) -> NetworkClaim:
    return said(published, "no", status=status, **more)


@pytest.mark.parametrize(
    ("stage", "denied", "contested"),
    [
        (Stage.DELIVERY, Stage.DELIVERY, True),
        (Stage.DELIVERY, Stage.ORDER, True),
        (Stage.PRODUCTION, Stage.COMMITMENT, True),
        (Stage.ORDER, Stage.ORDER, True),
        (Stage.ORDER, Stage.DELIVERY, False),
        (Stage.COMMITMENT, Stage.ORDER, False),
        (Stage.DELIVERY, Stage.SUSPENSION, False),
        (Stage.DELIVERY, Stage.REQUEST, False),
    ],
)
def test_a_denial_contests_its_own_stage_and_what_was_carried_out(
    stage: Stage, denied: Stage, contested: bool
) -> None:
    yes, denial = said(LATE, stage=stage), no(EARLY, Status.DENIED, stage=denied)
    contradictions = [(one.matter, one.one, one.other) for one in found([yes], [denial])]
    assert contradictions == ([(Matter.EXISTENCE, (yes,), (denial,))] if contested else [])


@pytest.mark.parametrize(
    ("model", "denied", "contested"),
    [
        ("J-10C", "J-35", False),
        ("J-10C", "J 10", True),
        ("j-10c", "J-10C", True),
        (None, "J-35", True),
        ("J-10C", None, True),
    ],
)
def test_a_denial_of_one_model_leaves_others_alone(
    model: str | None, denied: str | None, contested: bool
) -> None:
    yes = said(EARLY, designation=model)
    assert bool(found([yes], [no(LATE, Status.DENIED, designation=denied)])) is contested


@pytest.mark.parametrize(
    ("happened", "contested"),
    [
        ("2024-04", False),
        ("2024-03-02", False),
        ("2024-03", True),
        ("2024/2025", True),
        (None, True),
    ],
)
def test_a_denial_says_nothing_of_what_happened_after_it(
    happened: str | None, *, contested: bool
) -> None:
    yes = said(LATE, date=happened)
    assert bool(found([yes], [no(EARLY, Status.DENIED)])) is contested


def test_a_contradiction_shows_those_alone_that_are_contested() -> None:
    delivered, ordered = said(EARLY, "a"), said(EARLY, "b", stage=Stage.ORDER)
    denial = no(LATE, Status.DENIED)
    (one,) = found([delivered, ordered], [denial])
    assert (one.one, one.other) == ((delivered,), (denial,))


@pytest.mark.parametrize(
    ("known", "denied", "stage", "contested"),
    [
        (EARLY, LATE, Stage.DELIVERY, True),
        (EARLY, EARLY, Stage.DELIVERY, True),
        (LATE, EARLY, Stage.DELIVERY, False),
        (EARLY, LATE, Stage.COMMITMENT, False),
        (EARLY, LATE, Stage.ORDER, False),
    ],
)
def test_not_delivered_contests_a_delivery_reported_before(
    known: date, denied: date, stage: Stage, contested: bool
) -> None:
    assert bool(found([said(known, stage=stage)], [no(denied, Status.NEGATED)])) is contested


def test_a_stop_contests_nothing_but_suspends() -> None:
    stop = no(LATE, Status.ASSERTED, stage=Stage.SUSPENSION)
    delivered = said(EARLY)
    assert found([delivered], [stop]) == []
    assert is_suspended([delivered], [stop])
    assert not is_suspended([said(date(2024, 7, 1))], [stop])
    assert is_suspended([], [stop])
    for status in (Status.NEGATED, Status.DENIED, Status.HYPOTHETICAL):
        no_stop = no(LATE, status, stage=Stage.SUSPENSION)
        assert not no_stop.disputes
        assert not is_suspended([delivered], [no_stop])


def pieces(low: int, high: int | None, *, approximate: bool = False) -> Quantity:
    return Quantity(text="so many", min=low, max=high, unit=None, approximate=approximate)


def counted(story: str, quantity: Quantity, **more: Any) -> NetworkClaim:
    source = Source(name=story, kind=SourceKind.MEDIA)
    given = {"date": "2024-05", "source": source, **more}
    return said(EARLY, story, quantity=quantity, **given)


def test_amounts_that_no_number_fits_contradict_one_another() -> None:
    more, fewer = counted("a", pieces(48, 48)), counted("b", pieces(24, 24))
    (one,) = found([fewer, more], [])
    assert (one.matter, one.one, one.other) == (Matter.QUANTITY, (more,), (fewer,))


@pytest.mark.parametrize(
    "other",
    [
        counted("b", pieces(40, 60)),
        counted("b", pieces(24, None)),
        counted("b", pieces(52, 52, approximate=True)),
        counted("b", pieces(24, 24), date="2023-05"),
        counted("b", pieces(24, 24), stage=Stage.ORDER),
        counted("b", pieces(24, 24), designation="Su-35"),
        counted("a", pieces(24, 24)),
    ],
)
def test_other_transfers_loose_numbers_and_one_origin_do_not(other: NetworkClaim) -> None:
    assert found([counted("a", pieces(48, 48)), other], []) == []
