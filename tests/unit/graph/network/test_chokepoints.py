import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidField
from graph.network.chokepoints import chokepoints
from graph.network.network import Network
from tests.networks import ACTORS, digraph_of, network_from, networks

ENDS = st.permutations(ACTORS).map(lambda drawn: (drawn[0], drawn[1]))


def has_way(digraph: "nx.DiGraph[str]", source: str, target: str) -> bool:
    return source in digraph and target in digraph and nx.has_path(digraph, source, target)


@given(networks(most=30), ENDS)
@settings(max_examples=150, deadline=None)
def test_they_are_what_trying_each_one_finds(network: Network, ends: tuple[str, str]) -> None:
    source, target = ends
    found, digraph = chokepoints(network, source, target), digraph_of(network)
    assert found.connected is has_way(digraph, source, target)
    if not found.connected:
        assert (found.actors, found.relationships, found.fewest_relationships) == ((), (), ())
        return
    for actor in set(digraph) - {source, target}:
        cuts = not nx.has_path(nx.restricted_view(digraph, [actor], []), source, target)
        assert cuts is (actor in found.actors)
    for pair in digraph.edges:
        cuts = not nx.has_path(nx.restricted_view(digraph, [], [pair]), source, target)
        assert cuts is (pair in found.relationships)


@given(networks(most=30), ENDS)
@settings(max_examples=150, deadline=None)
def test_the_fewest_cut_all_ways_and_fewer_cannot(network: Network, ends: tuple[str, str]) -> None:
    source, target = ends
    found, digraph = chokepoints(network, source, target), digraph_of(network)
    if not found.connected:
        return
    cut = nx.restricted_view(digraph, [], found.fewest_relationships)
    assert not nx.has_path(cut, source, target)
    assert len(found.fewest_relationships) == nx.edge_connectivity(digraph, source, target)
    if digraph.has_edge(source, target):
        assert found.fewest_actors is None
        return
    assert found.fewest_actors is not None
    cut = nx.restricted_view(digraph, found.fewest_actors, [])
    assert not nx.has_path(cut, source, target)
    assert len(found.fewest_actors) == nx.node_connectivity(digraph, source, target)


def test_they_come_in_the_order_in_which_they_are_passed() -> None:
    network = network_from("FIN>EST", "FIN>DNK", "EST>CZE", "DNK>CZE", "CZE>AUT", "AUT>BEL")
    found = chokepoints(network, "FIN", "BEL")
    assert found.actors == ("CZE", "AUT")
    assert found.relationships == (("CZE", "AUT"), ("AUT", "BEL"))
    assert (found.fewest_actors, found.fewest_relationships) == (("AUT",), (("AUT", "BEL"),))


def test_a_way_to_oneself_is_refused() -> None:
    with pytest.raises(InvalidField) as refused:
        chokepoints(Network(), "AUT", "AUT")
    assert refused.value.field == "to"
