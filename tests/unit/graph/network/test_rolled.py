"""Rows of pairs that are kept."""

from graph.network.filter import ALL_SUPPLIES, Filter
from graph.network.network import Network
from graph.network.rolled import PAIRS_KEPT, KeptRolled, RolledUp
from graph.network.rolling import Level
from graph.network.strength import Strength
from tests.making import make_read, told

PAIR = ("IRN", "RUS")
OTHER = ("CHN", "PAK")


def test_what_is_kept_is_given_and_the_rest_is_missing() -> None:
    kept = KeptRolled()
    kept.keep(Level.PAIR, {PAIR: ()}, revision=1)
    assert kept.look_up(Level.PAIR, [PAIR, OTHER]) == ([()], [OTHER])
    assert kept.look_up(Level.CATEGORY, [PAIR]) == ([], [PAIR])
    kept.forget(PAIR, 2)
    assert kept.look_up(Level.PAIR, [PAIR]) == ([], [PAIR])


def test_rows_made_before_their_pair_changed_are_not_kept() -> None:
    kept = KeptRolled()
    kept.look_up(Level.PAIR, [PAIR, OTHER])
    kept.forget(PAIR, 2)
    kept.keep(Level.PAIR, {PAIR: (), OTHER: ()}, revision=1)
    assert kept.look_up(Level.PAIR, [PAIR, OTHER]) == ([()], [PAIR])
    kept.keep(Level.PAIR, {PAIR: ()}, revision=2)
    assert kept.look_up(Level.PAIR, [PAIR]) == ([()], ())


def test_no_more_than_so_many_are_kept() -> None:
    kept = KeptRolled()
    kept.keep(Level.PAIR, {("A", str(number)): () for number in range(PAIRS_KEPT + 2)}, revision=1)
    last = [("A", str(PAIRS_KEPT + 1))]
    assert kept.look_up(Level.PAIR, [("A", "0"), *last]) == ([()], [("A", "0")])


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
