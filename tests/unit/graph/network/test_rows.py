from graph.network.filter import Filter
from graph.network.network import Network
from tests.making import make_read, told

UKRAINE = Filter(recipient="UKR")


def test_rows_are_at_hand_once_they_were_told_or_where_few_are_missing() -> None:
    network = Network()
    givers = ("POL", "NOR", "SWE")
    network.add_many([make_read(*(told(giver, "UKR") for giver in givers))])
    assert not network.rows_at_hand(UKRAINE, 2)
    assert network.rows_at_hand(UKRAINE, 3)
    assert network.rows_at_hand(Filter(supplier="POL"), 1)
    assert len(network.supplies(UKRAINE)) == 3
    assert network.rows_at_hand(UKRAINE, 0)
    network.add_many([make_read(told("DNK", "UKR"), sequence=2, story="later")])
    assert not network.rows_at_hand(UKRAINE, 0), "what came since is missing"
    assert network.rows_at_hand(UKRAINE, 1)
