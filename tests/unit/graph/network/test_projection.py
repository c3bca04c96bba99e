from concurrent.futures import ThreadPoolExecutor
from threading import Event

from graph.claims.claim import Status
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.projection import Projection, computed_on, measured, project
from tests.making import make_read, told


def test_an_edge_weighs_its_independent_origins() -> None:
    network = Network()
    network.add(
        make_read(
            told("POL", "UKR", source="The Polish ministry"),
            told("POL", "UKR", "howitzer", source="The UN panel"),
            told("POL", "UKR", "mortar", source="The UN panel"),
            told("IRN", "RUS"),
        )
    )
    network.add(make_read(told("POL", "UKR", status=Status.DENIED), sequence=2, story="2"))
    projection = project(network, network.edges())
    assert dict(projection.digraph.edges) == {
        ("IRN", "RUS"): {"weight": 1, "distance": 1.0, "claims": 1},
        ("POL", "UKR"): {"weight": 2, "distance": 0.5, "claims": 3},
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


def test_who_measures_keeps_nobody_waiting() -> None:
    network = Network()
    network.add(make_read(told("POL", "UKR")))
    started, added = Event(), Event()

    def measure(projection: Projection) -> int:
        started.set()
        assert added.wait(timeout=30), "the article had to wait for the measure"
        return projection.computed_on.edges

    with ThreadPoolExecutor(max_workers=1) as pool:
        answer = pool.submit(measured, network, "a long one", None, measure)
        assert started.wait(timeout=30)
        network.add(make_read(told("CZE", "UKR"), sequence=2, story="2"))
        assert network.edges().sequence == 2
        added.set()
        assert answer.result(timeout=30) == 1


def test_ties_add_up_both_ways() -> None:
    network = Network()
    network.add(make_read(told("POL", "UKR"), told("UKR", "POL")))
    again = told("POL", "UKR", "howitzer")
    network.add(make_read(again, sequence=2, story="2", publisher="Another paper"))
    ties = project(network, network.edges()).ties()
    assert dict(ties.edges) == {("POL", "UKR"): {"weight": 3}}


def test_a_network_is_named_with_and_without_a_digraph() -> None:
    network = Network()
    network.add(make_read(told("POL", "UKR"), told("CZE", "UKR")))
    snapshot = network.edges(Filter(supplier="POL"))
    named = computed_on(network, snapshot)
    assert named == project(network, snapshot).computed_on
    assert (named.sequence, named.wanted.supplier, named.nodes, named.edges) == (1, "POL", 2, 1)
