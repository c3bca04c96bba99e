"""Rows added up to the other side of an actor."""

from datetime import date

from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.partners import partners, sum_side
from tests.making import make_read, told


def network() -> Network:
    made = Network()
    made.add(
        make_read(
            told("POL", "UKR", "battle-tank", date="2024-03"),
            told("POL", "UKR", "howitzer"),
            told("DEU", "UKR", "battle-tank", date="2023"),
            told("POL", "MDA", None),
            published=date(2024, 4, 1),
        )
    )
    return made


def test_partners_have_claims_munitions_and_times() -> None:
    rows = network().supplies(Filter(recipient="UKR"))
    first, second = partners(rows, suppliers=True)
    assert (first.actor, first.claims, set(first.munitions)) == (
        "POL",
        2,
        {"battle-tank", "howitzer"},
    )
    assert (first.first, first.last) == ("2024-03-01", "2024-03-31")
    assert (second.actor, second.first_reported) == ("DEU", date(2024, 4, 1))
    assert partners([], suppliers=True) == ()


def test_a_side_is_summed_up_by_category() -> None:
    side = sum_side(network().supplies(Filter(supplier="POL")), suppliers=False)
    assert (side.claims, side.partners) == (3, 2)
    assert sum(one.claims for one in side.categories) == 3
    assert None in {one.category for one in side.categories}
    assert (side.first, side.last_reported) == ("2024-03-01", date(2024, 4, 1))


def test_nothing_adds_up_to_nothing() -> None:
    side = sum_side([], suppliers=True)
    assert (side.claims, side.partners, side.categories) == (0, 0, ())
    assert (side.first, side.last, side.first_reported) == (None, None, None)
