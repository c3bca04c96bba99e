"""Rows of pairs that are kept."""

from graph.network.filter import ALL_SUPPLIES, Filter
from graph.network.network import Network
from graph.network.rolled import RolledUp
from graph.network.rolling import Level
from graph.network.strength import Strength
from tests.making import make_read, told


def test_a_pair_is_added_up_anew_when_it_changes_and_others_are_not() -> None:
    network = Network()
    network.add(make_read(told("IRN", "RUS"), told("CHN", "PAK"), story="one"))
    one, other = network.rolled_up(ALL_SUPPLIES, Level.PAIR).rows
    network.add(make_read(told("IRN", "RUS"), story="two", publisher="Another"))
    again, changed = network.rolled_up(ALL_SUPPLIES, Level.PAIR).rows
    assert again is one
    assert (other.claims, changed.claims) == (1, 2)
    (asked,) = network.rolled_up(Filter(supplier="IRN"), Level.PAIR).rows
    assert asked is changed


def test_only_pairs_that_are_strong_enough_are_given() -> None:
    network = Network()
    network.add(make_read(told("IRN", "RUS")))
    (row,) = network.rolled_up(ALL_SUPPLIES, Level.PAIR).rows
    rolled = RolledUp.of(1, [(row,)], Strength.DOCUMENTED)
    assert (rolled.sequence, rolled.rows) == (1, ())
    assert RolledUp.of(1, [(row,)], row.strength).rows == (row,)
