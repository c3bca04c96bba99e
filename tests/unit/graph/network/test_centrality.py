import random
from collections.abc import Callable
from datetime import date
from typing import Any

import networkx as nx
import pytest

from graph.errors import InvalidField
from graph.network.centrality import MEASURES, centrality
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.projection import project
from tests.making import make_read, told

NAMES = ["AUT", "BEL", "CZE", "DNK", "EST", "FIN", "GRC", "HUN", "IRL", "JPN"]

NETWORKX: dict[str, Callable[[Any], dict[str, float]]] = {
    "degree": nx.degree_centrality,
    "in-degree": nx.in_degree_centrality,
    "out-degree": nx.out_degree_centrality,
    "strength": lambda digraph: dict(digraph.degree(weight="weight")),
    "in-strength": lambda digraph: dict(digraph.in_degree(weight="weight")),
    "out-strength": lambda digraph: dict(digraph.out_degree(weight="weight")),
    "betweenness": lambda digraph: nx.betweenness_centrality(digraph, weight="distance"),
    "closeness": lambda digraph: nx.closeness_centrality(digraph, distance="distance"),
    "k-core": lambda digraph: nx.core_number(digraph.to_undirected()),
    "eigenvector": lambda digraph: nx.eigenvector_centrality(
        digraph, max_iter=1000, weight="weight"
    ),
}


def made_up(rolls: random.Random) -> dict[str, Any]:
    supplier, recipient = rolls.sample(NAMES, 2)
    return told(supplier, recipient, rolls.choice(["drone", None]))


@pytest.fixture(params=range(3))
def network(request: pytest.FixtureRequest) -> Network:
    rolls = random.Random(request.param)
    network = Network()
    for number in range(60):
        claims = [made_up(rolls) for _ in range(2)]
        network.add(make_read(*claims, sequence=number + 1, story=str(number)))
    return network


@pytest.mark.parametrize("measure", NETWORKX)
def test_scores_are_those_of_networkx_on_the_projection(network: Network, measure: str) -> None:
    answer = centrality(network, measure)
    digraph = project(network, network.edges()).digraph
    scores = {score.actor: score.value for score in answer.scores}
    assert scores == pytest.approx(NETWORKX[measure](digraph), abs=1e-9)
    assert [score.value for score in answer.scores] == sorted(scores.values(), reverse=True)


def test_an_answer_names_the_network_it_was_computed_on(network: Network) -> None:
    wanted = Filter(munition="drone")
    answer = centrality(network, "degree", wanted)
    digraph = project(network, network.edges(wanted)).digraph
    assert answer.on.sequence == 60
    assert answer.on.wanted == wanted
    assert (answer.on.nodes, answer.on.edges) == (
        digraph.number_of_nodes(),
        digraph.number_of_edges(),
    )
    assert answer.on.edges < centrality(network, "degree").on.edges


def test_answers_are_kept_until_something_is_added(network: Network) -> None:
    first = centrality(network, "pagerank")
    assert centrality(network, "pagerank") is first
    network.add(make_read(told("AUT", "POL"), sequence=61, story="new"))
    assert centrality(network, "pagerank").on.sequence == 61


def test_two_who_supply_each_other_are_equal() -> None:
    network = Network()
    network.add(make_read(told("AUT", "BEL"), told("BEL", "AUT")))
    for measure, value in {"eigenvector": 0.5**0.5, "pagerank": 0.5, "hubs": 0.5}.items():
        scores = [score.value for score in centrality(network, measure).scores]
        assert scores == pytest.approx([value, value], abs=1e-5)


def test_the_eigenvector_measure_refuses_a_network_without_circles() -> None:
    network = Network()
    network.add(make_read(told("AUT", "BEL"), told("BEL", "CZE")))
    with pytest.raises(InvalidField, match="circle") as refused:
        centrality(network, "eigenvector")
    assert refused.value.field == "measure"
    assert "pagerank" in str(refused.value)


@pytest.mark.parametrize("measure", MEASURES)
def test_nothing_has_no_scores(measure: str, network: Network) -> None:
    assert centrality(Network(), measure).scores == ()
    assert centrality(network, measure, Filter(since=date(2099, 1, 1))).on.nodes == 0


def test_an_unknown_measure_names_the_known_ones() -> None:
    with pytest.raises(InvalidField) as refused:
        centrality(Network(), "fame")
    assert refused.value.value == "fame"
    assert all(name in refused.value.remedy for name in MEASURES)


def test_every_measure_says_what_it_tells() -> None:
    assert all(measure.description for measure in MEASURES.values())
