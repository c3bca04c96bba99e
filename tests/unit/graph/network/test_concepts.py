"""Rows added up to the concepts of the register."""

from graph.claims.munition import munitions
from graph.network.concepts import count_concepts
from graph.network.network import Network
from tests.making import make_read, told


def test_a_concept_counts_what_is_below_it_and_each_actor_once() -> None:
    network = Network()
    network.add(
        make_read(
            told("POL", "UKR", "artillery-ammunition"),
            told("POL", "UKR", "mortar-ammunition"),
            told("DEU", "UKR", "ammunition"),
            told("DEU", "UKR", None),
        )
    )
    found = count_concepts(network.supplies())
    assert found.keys() == munitions().keys()
    broad, narrow = found["ammunition"], found["mortar-ammunition"]
    assert (broad.claims, narrow.claims) == (3, 1)
    assert (broad.suppliers, broad.recipients) == (frozenset({"POL", "DEU"}), frozenset({"UKR"}))
    assert narrow.suppliers == frozenset({"POL"})
    assert found["military-aid"].claims == 3
    assert found["battle-tank"].suppliers == frozenset()
