from datetime import date
from typing import Any

import pytest

from graph.claims.claim import Stage, Status
from graph.errors import InvalidField, UnknownMunition
from graph.network.cells import NetworkClaim, network_claims
from graph.network.filter import Filter, without_ends
from tests.making import make_read, told


def placed(published: date | None = date(2025, 1, 15), **given: Any) -> NetworkClaim:
    return network_claims(make_read(told("POL", "UKR", **given), published=published))[0]


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("status", list(Status))
def test_by_default_supplies_and_nothing_else(stage: Stage, status: Status) -> None:
    claim = placed(stage=stage, status=status)
    assert Filter().admits(claim) == claim.claim.is_supply


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("status", list(Status))
def test_who_leaves_out_one_of_them_asks_for_what_says_yes_to_a_transfer(
    stage: Stage, status: Status
) -> None:
    claim = placed(stage=stage, status=status)
    says_yes = status in (Status.ASSERTED, Status.ALLEGED)
    assert Filter(stage=stage).admits(claim) is says_yes
    assert Filter(status=status).admits(claim) is (stage not in (Stage.REQUEST, Stage.SUSPENSION))
    assert Filter(stage=stage, status=status).admits(claim)


def test_a_stage_or_status_asks_for_exactly_that() -> None:
    denied = placed(status=Status.DENIED)
    stopped = placed(stage=Stage.SUSPENSION)
    assert Filter(status=Status.DENIED).admits(denied)
    assert not Filter(status=Status.ASSERTED).admits(denied)
    assert Filter(stage=Stage.SUSPENSION).admits(stopped)
    assert Filter(stage=Stage.SUSPENSION, status=Status.ASSERTED).admits(stopped)
    assert not Filter(stage=Stage.SUSPENSION, status=Status.DENIED).admits(stopped)
    assert not Filter(stage=Stage.DELIVERY).admits(stopped)


@pytest.mark.parametrize(
    ("edtf", "since", "until", "is_in"),
    [
        ("2025-03", "2025-03-31", "", True),
        ("2025-03", "2025-04-01", "", False),
        ("2025-03", "", "2025-03-01", True),
        ("2025-03", "", "2025-02-28", False),
        ("2025", "2025-06-01", "2025-06-02", True),
        ("../2024", "2025-01-01", "", False),
        ("../2024", "", "1990-01-01", True),
        ("2024/..", "2030-01-01", "", True),
        ("2024/..", "", "2023-12-31", False),
        (None, "2025-01-15", "2025-01-15", True),
        (None, "2025-01-16", "", False),
        (None, "", "2025-01-14", False),
    ],
)
def test_time_is_overlap_and_falls_back_to_publication(
    edtf: str | None, since: str, until: str, *, is_in: bool
) -> None:
    wanted = Filter(
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
    )
    assert wanted.admits(placed(date=edtf)) is is_in


def test_a_claim_of_no_known_time_matches_no_time() -> None:
    timeless = placed(published=None)
    assert Filter().admits(timeless)
    assert not Filter(since=date(1, 1, 1)).admits(timeless)


def test_a_munition_covers_the_narrower_and_military_aid_also_the_unnamed() -> None:
    missiles = Filter(munition="missile").munition_ids()
    assert missiles is not None
    assert {"missile", "ballistic-missile", "manpads"} <= missiles
    assert not {"materiel", "artillery", None} & missiles
    materiel = Filter(munition="materiel").munition_ids()
    assert materiel is not None
    assert None not in materiel
    everything = Filter(munition="military-aid").munition_ids()
    assert everything is not None
    assert {None, "training", "manpads"} <= everything
    assert Filter().munition_ids() is None


@pytest.mark.parametrize("munition", ["missile", "military-aid", None])
def test_an_exact_munition_is_itself_alone_and_none_is_none(munition: str | None) -> None:
    assert Filter(munition=munition, exact=True).munition_ids() == frozenset({munition})


def test_nonsense_is_refused() -> None:
    with pytest.raises(UnknownMunition, match="catapult"):
        Filter(munition="catapult")
    with pytest.raises(InvalidField) as refused:
        Filter(since=date(2025, 1, 2), until=date(2025, 1, 1))
    assert refused.value.field == "until"


def test_of_several_actors_any_is_concerned() -> None:
    either = Filter(actors=frozenset({"POL", "OMN"}))
    assert either.concerns("POL", "UKR")
    assert either.concerns("USA", "POL")
    assert not either.concerns("USA", "UKR")
    ends = Filter(suppliers=frozenset({"POL", "USA"}), recipient="UKR")
    assert ends.concerns("USA", "UKR")
    assert not ends.concerns("USA", "POL")
    assert not ends.concerns("DEU", "UKR")
    assert Filter().concerns("A", "B")


def test_what_is_asked_is_told_as_an_address_has_it() -> None:
    wanted = Filter(supplier="POL", recipients=frozenset({"UKR", "MDA"}), since=date(2024, 1, 1))
    assert wanted.asked() == {
        "supplier": "POL",
        "recipient": ("MDA", "UKR"),
        "since": "2024-01-01",
    }
    assert without_ends(wanted).asked() == {"since": "2024-01-01"}
    assert Filter(actors=frozenset({"POL"})).asked() == {"actor": ("POL",)}
