import networkx as nx
import pytest
from hypothesis import given, settings

from graph.network.network import Network
from graph.network.similarity import Likeness, similar
from tests.networks import ACTORS, digraph_of, network_from, networks


@given(networks())
@settings(deadline=None)
def test_the_coefficient_is_that_of_networkx(network: Network) -> None:
    digraph = digraph_of(network)
    sides: nx.Graph[str] = nx.Graph()
    sides.add_edges_from((f"from {a}", f"to {b}") for a, b in digraph.edges)
    for recipient in ACTORS:
        found = similar(network, recipient)
        assert found.suppliers == (digraph.in_degree(recipient) if recipient in digraph else 0)
        for one in found.similar:
            ends = [(f"to {recipient}", f"to {one.recipient}")]
            ((_, _, coefficient),) = nx.jaccard_coefficient(sides, ends)
            assert one.jaccard == pytest.approx(coefficient)
            assert set(one.shared) == set(digraph.pred[recipient]) & set(
                digraph.pred[one.recipient]
            )
            assert 0 < one.cosine <= 1 + 1e-9
        left_out = set(digraph) - {one.recipient for one in found.similar} - {recipient}
        if recipient in digraph:
            assert not any(set(digraph.pred[recipient]) & set(digraph.pred[a]) for a in left_out)


def test_the_same_suppliers_in_the_same_shares_are_the_same() -> None:
    network = network_from(
        "AUT>CZE", "BEL>CZE", "AUT>DNK", "BEL>DNK", "AUT>EST", "AUT>EST", "BEL>EST", "FIN>EST"
    )  # fmt: skip
    found = similar(network, "CZE")
    assert [one.recipient for one in found.similar] == ["DNK", "EST"]
    assert found.similar[0].cosine == pytest.approx(1)
    assert found.similar[1].cosine == pytest.approx(3 / (2**0.5 * 6**0.5))
    assert found.similar[1].jaccard == pytest.approx(2 / 3)


def test_the_order_follows_what_is_asked() -> None:
    network = network_from(
        "AUT>CZE", "AUT>CZE", "BEL>CZE", "AUT>DNK", "AUT>EST", "BEL>EST", "BEL>EST"
    )
    by = {
        like: [one.recipient for one in similar(network, "CZE", by=like).similar]
        for like in Likeness
    }
    assert by == {Likeness.COSINE: ["DNK", "EST"], Likeness.JACCARD: ["EST", "DNK"]}


def test_who_receives_nothing_is_like_nobody() -> None:
    assert similar(network_from("AUT>BEL"), "AUT").similar == ()
