"""Relationships rolled up, with what speaks against them."""

from datetime import date

import pytest

from graph.claims.claim import Stage, Status
from graph.claims.evidence import Source, SourceKind
from graph.errors import InvalidField
from graph.network.contradictions import Matter
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.relationships import relationship
from graph.network.rolling import Level
from graph.network.strength import Strength
from tests.making import make_read, told

PANEL = Source(name="The UN panel", kind=SourceKind.MONITOR)


@pytest.fixture
def network() -> Network:
    network = Network()
    network.add(
        make_read(
            told("POL", "UKR", "howitzer", source=PANEL),
            told("POL", "UKR", "mortar", stage=Stage.ORDER),
            told("POL", "UKR", "materiel"),
            told("POL", "UKR", None),
            told("POL", "LTU", "drone", status=Status.ALLEGED),
            story="first",
        )
    )
    network.add(
        make_read(
            told("POL", "UKR", "mortar", status=Status.DENIED),
            told("POL", "LVA", "drone", status=Status.DENIED),
            sequence=2,
            story="second",
            published=date(2025, 2, 1),
        )
    )
    return network


def told_by(network: Network, level: Level, **wanted: object) -> list[tuple[str, str | None, int]]:
    rows = network.rolled_up(Filter(**wanted), level).rows  # type: ignore[arg-type]  # of any type
    return [(row.recipient, row.munition, row.claims) for row in rows]


def test_rows_of_each_level(network: Network) -> None:
    assert told_by(network, Level.MUNITION, recipient="UKR") == [
        ("UKR", None, 1),
        ("UKR", "howitzer", 1),
        ("UKR", "materiel", 1),
        ("UKR", "mortar", 1),
    ]
    assert told_by(network, Level.CATEGORY) == [
        ("LTU", "drone", 1),
        ("UKR", "artillery", 2),
        ("UKR", None, 1),
        ("UKR", "materiel", 1),
    ]
    assert told_by(network, Level.PAIR) == [("LTU", "military-aid", 1), ("UKR", "military-aid", 4)]


def test_a_pair_is_as_strong_as_its_claims_together(network: Network) -> None:
    assert told_by(network, Level.PAIR, strength=Strength.DOCUMENTED) == [
        ("UKR", "military-aid", 4)
    ]
    assert told_by(network, Level.PAIR, strength=Strength.REPORTED)[0][0] == "UKR"
    assert len(told_by(network, Level.PAIR, strength=Strength.ALLEGED)) == 2


def test_disputes_of_what_is_below_count_for_what_is_above(network: Network) -> None:
    rows = {row.munition: row for row in network.rolled_up(Filter(), Level.CATEGORY).rows}
    assert rows["artillery"].contested
    assert not rows["drone"].contested
    pair = network.rolled_up(Filter(recipient="UKR"), Level.PAIR).rows[0]
    assert (pair.disputed, pair.contested) == (1, True)
    early = network.rolled_up(Filter(recipient="UKR", as_of=date(2025, 1, 20)), Level.PAIR).rows[0]
    assert (early.disputed, early.contested) == (0, False)


def test_military_aid_is_all_of_a_pair_but_as_a_category_what_is_called_so() -> None:
    network = Network()
    network.add(
        make_read(
            told("POL", "UKR", "military-aid"),
            told("POL", "UKR", "howitzer"),
            told("POL", "UKR", "drone", status=Status.DENIED),
        )
    )
    rows = {level: network.rolled_up(Filter(), level).rows for level in Level}
    (pair,) = rows[Level.PAIR]
    assert (pair.munition, pair.exact, pair.claims) == ("military-aid", False, 2)
    assert pair.disputed == 1
    told_of = {row.munition: (row.exact, row.claims, row.disputed) for row in rows[Level.CATEGORY]}
    assert told_of == {"military-aid": (True, 1, 0), "artillery": (False, 1, 0)}
    assert all(row.exact for row in rows[Level.MUNITION])


def test_all_that_is_claimed_between_two(network: Network) -> None:
    found = relationship(network, Filter(supplier="POL", recipient="UKR"))
    assert found.munition == "military-aid"
    assert found.row is not None
    assert (found.row.claims, found.row.strength) == (4, Strength.DOCUMENTED)
    assert [row.munition for row in found.parts] == [None, "howitzer", "materiel", "mortar"]
    assert found.judged is not None
    assert [placed.claim.munition for placed in found.judged.claims] == ["howitzer"]
    (against,) = found.against
    (contradiction,) = found.contradictions
    assert contradiction.matter is Matter.EXISTENCE
    assert contradiction.other == (against,)
    assert sum(map(len, found.origins)) == 4


def test_of_one_munition_and_those_below_it(network: Network) -> None:
    found = relationship(network, Filter(supplier="POL", recipient="UKR", munition="artillery"))
    assert found.row is not None
    assert (found.row.munition, found.row.claims) == ("artillery", 2)
    assert len(found.against) == 1
    tanks = relationship(network, Filter(supplier="POL", recipient="UKR", munition="battle-tank"))
    assert (tanks.row, tanks.parts, tanks.judged) == (None, (), None)


def test_what_is_denied_alone_is_told_all_the_same(network: Network) -> None:
    found = relationship(network, Filter(supplier="POL", recipient="LVA"))
    assert (found.row, found.contradictions) == (None, ())
    assert [no.claim.status for no in found.against] == [Status.DENIED]


@pytest.mark.parametrize("wanted", [Filter(), Filter(supplier="POL"), Filter(recipient="UKR")])
def test_both_ends_must_be_named(network: Network, wanted: Filter) -> None:
    with pytest.raises(InvalidField):
        relationship(network, wanted)


@pytest.mark.parametrize("status", [None, Status.ASSERTED, Status.DENIED])
def test_summary_and_explanation_are_of_one_judgement(
    network: Network, status: Status | None
) -> None:
    found = relationship(network, Filter(supplier="POL", recipient="UKR", status=status))
    assert found.row is not None
    assert found.row.origins == len(found.origins)
    assert found.row.strength == (found.judged.strength if found.judged else None)
