import random

import networkx as nx
import pytest

from graph.errors import InvalidField
from graph.network import paths
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.paths import find_paths, simple_routes
from graph.network.projection import build_digraph
from tests.making import make_read, told

NAMES = ["AUT", "BEL", "CZE", "DNK", "EST", "FIN", "GRC", "HUN"]


def network_of(*links: tuple[str, str]) -> Network:
    network = Network()
    named = [told(*link, source=f"Source {number}") for number, link in enumerate(links)]
    network.add(make_read(*named))
    return network


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("density", [0.15, 0.4, 0.9])
def test_the_routes_are_those_of_networkx(seed: int, density: float) -> None:
    rolls = random.Random(seed)
    links = [(a, b) for a in NAMES for b in NAMES if rolls.random() < density]
    edges = network_of(*links).edges().edges
    digraph = build_digraph(edges)
    for hops in range(1, 6):
        for source, target in (rolls.sample(NAMES, 2) for _ in range(8)):
            ours = list(simple_routes(edges, source, target, hops))
            known = source in digraph and target in digraph
            theirs = nx.all_simple_paths(digraph, source, target, cutoff=hops) if known else []
            assert sorted(ours) == sorted(tuple(path) for path in theirs)
            assert [len(route) for route in ours] == sorted(len(route) for route in ours)


def test_shortest_first_then_strongest_then_by_name() -> None:
    network = network_of(
        ("AUT", "BEL"), ("BEL", "HUN"),
        ("AUT", "CZE"), ("AUT", "CZE"), ("CZE", "HUN"), ("CZE", "HUN"),
        ("AUT", "DNK"), ("DNK", "HUN"), ("DNK", "HUN"),
        ("BEL", "CZE"),
    )  # fmt: skip
    found = find_paths(network, "AUT", "HUN")
    assert [(" ".join(path.actors), path.weakest) for path in found.paths] == [
        ("AUT CZE HUN", 2),
        ("AUT BEL HUN", 1),
        ("AUT DNK HUN", 1),
        ("AUT BEL CZE HUN", 1),
    ]
    first = found.paths[0]
    assert [(hop.supplier, hop.recipient, hop.claims) for hop in first.hops] == [
        ("AUT", "CZE", 2),
        ("CZE", "HUN", 2),
    ]
    assert (found.found, found.complete, found.on.sequence) == (4, True, 1)
    cut = find_paths(network, "AUT", "HUN", limit=1)
    assert (cut.paths, cut.found) == ((first,), 4)


def test_a_filter_takes_away_hops() -> None:
    network = Network()
    network.add(make_read(told("AUT", "BEL", "drone"), told("BEL", "CZE", "howitzer")))
    assert find_paths(network, "AUT", "CZE").found == 1
    assert find_paths(network, "AUT", "CZE", wanted=Filter(munition="drone")).found == 0
    assert find_paths(network, "AUT", "BEL", wanted=Filter(munition="drone")).found == 1


def test_too_many_paths_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MAX_PATHS", 3)
    network = network_of(*((a, b) for a in NAMES for b in NAMES if a != b))
    found = find_paths(network, "AUT", "HUN", max_hops=5)
    assert (found.found, found.complete) == (3, False)
    assert found.paths[0].actors == ("AUT", "HUN")


def test_nowhere_leads_nowhere() -> None:
    network = network_of(("AUT", "BEL"))
    assert find_paths(network, "BEL", "AUT").paths == ()
    assert find_paths(network, "name:nobody", "AUT").paths == ()
    assert find_paths(Network(), "AUT", "BEL").paths == ()


@pytest.mark.parametrize("hops", [0, 6, -1])
def test_hops_are_one_to_five(hops: int) -> None:
    with pytest.raises(InvalidField) as refused:
        find_paths(Network(), "AUT", "BEL", max_hops=hops)
    assert refused.value.field == "max_hops"


def test_a_path_has_two_ends() -> None:
    with pytest.raises(InvalidField) as refused:
        find_paths(Network(), "AUT", "AUT")
    assert refused.value.field == "to"
