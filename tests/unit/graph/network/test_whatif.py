import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidField
from graph.network.network import Network
from graph.network.whatif import MAX_REMOVED, Removal, reached_by, what_if
from tests.networks import digraph_of, network_from, networks


@given(networks())
@settings(deadline=None)
def test_whom_each_reaches_is_whom_networkx_finds(network: Network) -> None:
    digraph = digraph_of(network)
    reached = reached_by(digraph) if digraph else {}
    assert reached == {actor: nx.descendants(digraph, actor) for actor in digraph}


@given(networks(), st.data())
@settings(deadline=None)
def test_what_is_left_is_what_the_claims_without_it_make(
    network: Network, data: st.DataObject
) -> None:
    digraph = digraph_of(network)
    if not digraph:
        return
    actors = data.draw(st.sets(st.sampled_from(sorted(digraph)), max_size=2))
    pairs = data.draw(st.sets(st.sampled_from(sorted(digraph.edges)), min_size=1, max_size=3))
    removal = Removal(actors=frozenset(actors), relationships=frozenset(pairs))
    found = what_if(network, removal)
    left = digraph.copy()
    left.remove_edges_from(pairs)
    left.remove_nodes_from(actors)
    assert found.after.edges == left.number_of_edges()
    assert set(found.left_alone) == {actor for actor in left if not left.degree(actor)}
    assert {(edge.supplier, edge.recipient) for edge in found.lost} == set(digraph.edges) - set(
        left.edges
    )
    assert found.before.claims - found.after.claims == sum(edge.claims for edge in found.lost)
    assert found.after.connected == sum(len(nx.descendants(left, actor)) for actor in left)
    for one in found.reach:
        before = nx.descendants(digraph, one.actor) - actors
        assert (one.before, one.after) == (len(before), len(nx.descendants(left, one.actor)))
    assert {one.recipient for one in found.supplies} == {
        actor for actor in left if left.in_degree(actor) < digraph.in_degree(actor)
    }


@pytest.mark.parametrize(
    ("removal", "field", "value"),
    [
        (Removal(), "actors", ""),
        (Removal(actors=frozenset({"GRC"})), "actors", "GRC"),
        (Removal(relationships=frozenset({("BEL", "AUT")})), "relationships", "BEL>AUT"),
        (
            Removal(actors=frozenset(str(n) for n in range(MAX_REMOVED + 1))),
            "actors",
            str(MAX_REMOVED + 1),
        ),
    ],
)
def test_what_cannot_be_taken_away_is_named(removal: Removal, field: str, value: str) -> None:
    with pytest.raises(InvalidField) as refused:
        what_if(network_from("AUT>BEL"), removal)
    assert (refused.value.field, refused.value.value) == (field, value)
    assert refused.value.remedy
