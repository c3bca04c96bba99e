import pytest
from hypothesis import given, settings

from graph.network.categories import category_of
from graph.network.dependence import dependence, herfindahl
from graph.network.filter import Filter
from graph.network.network import Network
from tests.making import told
from tests.networks import ACTORS, network_of, networks


@given(networks())
@settings(deadline=None)
def test_shares_add_up(network: Network) -> None:
    for recipient in ACTORS:
        found = dependence(network, recipient)
        received = [near[recipient] for near in network.edges().edges.values() if recipient in near]
        assert found.claims == sum(edge.claims for edge in received)
        assert {one.supplier: one.claims for one in found.suppliers} == {
            edge.supplier: edge.claims for edge in received
        }
        if received:
            assert sum(one.share for one in found.suppliers) == pytest.approx(1)
            assert found.herfindahl == pytest.approx(sum(s.share**2 for s in found.suppliers))
        assert sum(one.claims for one in found.categories) == found.claims


@given(networks())
@settings(deadline=None)
def test_what_is_lost_is_what_the_others_do_not_supply(network: Network) -> None:
    for recipient in ACTORS:
        rows = network.supplies(Filter(recipient=recipient))
        rows = tuple(row for row in rows if row.supplier != recipient)
        for one in dependence(network, recipient).suppliers:
            own, others = (
                {
                    category_of(row.munition)
                    for row in rows
                    if (row.supplier == one.supplier) is mine
                }
                - {None}
                for mine in (True, False)
            )
            assert set(one.categories) == own
            assert set(one.lost) == own - others


def test_a_filter_narrows_it() -> None:
    network = network_of([told("POL", "UKR", "howitzer"), told("CZE", "UKR", "drone")])
    found = dependence(network, "UKR", Filter(munition="artillery"))
    assert [one.supplier for one in found.suppliers] == ["POL"]
    assert (found.herfindahl, found.suppliers[0].herfindahl_left) == (1, None)
    assert found.on.wanted == Filter(munition="artillery")


def test_who_receives_nothing_depends_on_nobody() -> None:
    found = dependence(Network(), "UKR")
    assert (found.claims, found.herfindahl, found.suppliers, found.categories) == (0, None, (), ())


def test_the_index() -> None:
    assert herfindahl([]) is None
    assert herfindahl([7]) == 1
    assert herfindahl([5, 5, 5, 5]) == 0.25
