from graph.claims.claim import Status
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.projection import project
from tests.making import make_read, told


def test_an_edge_weighs_its_claims() -> None:
    network = Network()
    network.add(make_read(told("POL", "UKR"), told("POL", "UKR", "howitzer"), told("IRN", "RUS")))
    network.add(make_read(told("POL", "UKR", status=Status.DENIED), sequence=2, story="2"))
    projection = project(network, network.edges())
    assert dict(projection.digraph.edges) == {
        ("IRN", "RUS"): {"weight": 1, "distance": 1.0},
        ("POL", "UKR"): {"weight": 2, "distance": 0.5},
    }
    assert list(projection.digraph) == ["IRN", "POL", "RUS", "UKR"]
    assert projection.snapshot.sequence == 2


def test_a_filter_is_projected_by_itself() -> None:
    network = Network()
    network.add(make_read(told("POL", "UKR"), told("POL", "UKR", status=Status.DENIED)))
    denied = project(network, network.edges(Filter(status=Status.DENIED)))
    assert denied.digraph["POL"]["UKR"]["weight"] == 1
    assert project(network, network.edges(Filter(supplier="IRN"))).digraph.number_of_nodes() == 0
    assert project(network, network.edges()) is project(network, network.edges())
