from datetime import date

import networkx as nx
from hypothesis import given, settings

from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.structure import structure
from tests.networks import digraph_of, network_from, networks


@given(networks())
@settings(max_examples=150, deadline=None)
def test_it_is_what_networkx_finds(network: Network) -> None:
    found, digraph = structure(network), digraph_of(network)
    ties = digraph.to_undirected()
    assert {one.actors for one in found.bridges} == {(min(e), max(e)) for e in nx.bridges(ties)}
    assert {one.actor for one in found.articulations} == set(nx.articulation_points(ties))
    assert set(map(frozenset, found.parts)) == set(map(frozenset, nx.connected_components(ties)))
    strong = {frozenset(one) for one in nx.strongly_connected_components(digraph) if len(one) > 1}
    assert set(map(frozenset, found.circles)) == strong
    assert (found.on.nodes, found.on.edges) == (len(digraph), digraph.number_of_edges())
    if digraph.number_of_edges():
        assert found.density == nx.density(digraph)
        assert found.reciprocity == nx.overall_reciprocity(digraph)
    else:
        assert (found.density, found.reciprocity) == (None, None)


@given(networks())
@settings(max_examples=150, deadline=None)
def test_what_is_told_of_a_cut_comes_true(network: Network) -> None:
    ties = digraph_of(network).to_undirected()
    for bridge in structure(network).bridges:
        without = nx.restricted_view(ties, [], [bridge.actors])
        sides = sorted(len(nx.node_connected_component(without, one)) for one in bridge.actors)
        assert [bridge.cut_off, bridge.rest] == sides
    parts = nx.number_connected_components(ties) if ties else 0
    for point in structure(network).articulations:
        without = nx.restricted_view(ties, [point.actor], [])
        assert nx.number_connected_components(without) == parts - 1 + point.parts


def test_pairs_who_supply_each_other_are_named_once() -> None:
    found = structure(network_from("POL>CZE", "CZE>POL", "POL>UKR"))
    assert found.mutual == (("CZE", "POL"),)
    assert found.circles == (("CZE", "POL"),)


def test_filters_choose_the_network() -> None:
    network = network_from("POL>UKR", "CZE>UKR")
    found = structure(network, Filter(supplier="POL"))
    assert (found.on.wanted.supplier, found.on.nodes, found.on.edges) == ("POL", 2, 1)
    assert structure(network, Filter(since=date(2099, 1, 1))).parts == ()
    assert structure(network) is structure(network)
