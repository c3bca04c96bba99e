import networkx as nx
import pytest
from hypothesis import given, settings

from graph.errors import InvalidField
from graph.network.network import Network
from graph.network.reach import Direction, reach
from tests.networks import ACTORS, digraph_of, network_from, networks


@given(networks())
@settings(deadline=None)
def test_it_is_the_shortest_ways_of_networkx(network: Network) -> None:
    digraph = digraph_of(network)
    for direction in Direction:
        followed = digraph if direction is Direction.DOWNSTREAM else digraph.reverse()
        for actor in ACTORS:
            found = reach(network, actor, direction=direction, max_hops=5)
            if actor not in digraph:
                assert found.reached == ()
                continue
            hops = nx.single_source_shortest_path_length(followed, actor, cutoff=5)
            assert {one.actor: one.hops for one in found.reached} == {
                other: length for other, length in hops.items() if other != actor
            }
            assert found.share == pytest.approx((len(hops) - 1) / max(1, len(digraph) - 1))
            for one in found.reached:
                ways = list(nx.all_shortest_paths(followed, actor, one.actor))
                weakest = [
                    min(followed[a][b]["weight"] for a, b in nx.utils.pairwise(way)) for way in ways
                ]
                assert (one.ways, one.origins) == (len(ways), max(weakest))


def test_nearest_first_then_strongest() -> None:
    network = network_from("AUT>CZE", "AUT>BEL", "AUT>DNK", "AUT>DNK", "DNK>EST")
    found = reach(network, "AUT", max_hops=2)
    assert [(one.actor, one.hops) for one in found.reached] == [
        ("DNK", 1),
        ("BEL", 1),
        ("CZE", 1),
        ("EST", 2),
    ]
    assert [one.actor for one in reach(network, "AUT", max_hops=1).reached] == ["DNK", "BEL", "CZE"]


def test_too_many_hops_are_refused() -> None:
    with pytest.raises(InvalidField, match="max_hops"):
        reach(Network(), "AUT", max_hops=6)
