import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings

from graph.errors import InvalidField
from graph.network.communities import communities
from graph.network.network import Network
from graph.network.projection import project
from tests.networks import network_from, networks

ROOT = Path(__file__).resolve().parents[4]
TWO_RINGS = ("AUT>BEL", "BEL>CZE", "CZE>AUT", "CZE>DNK", "DNK>EST", "EST>FIN", "FIN>DNK")


@given(networks())
@settings(max_examples=60, deadline=None)
def test_each_actor_is_in_one_group_and_each_claim_counted(network: Network) -> None:
    found = communities(network)
    ties = project(network, network.edges()).ties()
    groups = [set(group.actors) for group in found.groups]
    assert sorted(actor for group in groups for actor in group) == sorted(ties)
    claims = sum(edge["weight"] for _, _, edge in ties.edges(data=True))
    inside, outside = (
        sum(getattr(g, name) for g in found.groups) for name in ("inside", "outside")
    )
    assert inside + outside / 2 == claims
    if ties:
        assert found.modularity == pytest.approx(nx.community.modularity(ties, groups))
        whole = nx.community.modularity(ties, [set(ties)])
        assert found.modularity is not None
        assert found.modularity >= whole - 1e-9


def test_two_rings_are_two_groups() -> None:
    found = communities(network_from(*TWO_RINGS))
    assert [group.actors for group in found.groups] == [
        ("AUT", "BEL", "CZE"),
        ("DNK", "EST", "FIN"),
    ]
    assert [(group.inside, group.outside) for group in found.groups] == [(3, 1), (3, 1)]


def test_a_higher_resolution_gives_smaller_groups() -> None:
    network = network_from(*TWO_RINGS)
    assert len(communities(network, resolution=0.1).groups) == 1
    assert len(communities(network, resolution=10).groups) == 6


def test_the_answer_is_the_same_in_every_process() -> None:
    code = (
        "from tests.networks import network_from;"
        "from graph.network.communities import communities;"
        "import itertools;"
        "print([g.actors for g in communities(network_from(*(f'{a}>{b}' for a, b in "
        "itertools.permutations(['AUT','BEL','CZE','DNK','EST','FIN','GRC'], 2)))).groups])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1


@pytest.mark.parametrize("resolution", [0.0, 11.0, float("nan")])
def test_a_resolution_out_of_bounds_is_refused(resolution: float) -> None:
    with pytest.raises(InvalidField, match="resolution") as refused:
        communities(Network(), resolution=resolution)
    assert "0.1 to 10" in refused.value.remedy


def test_nobody_makes_no_group() -> None:
    found = communities(Network())
    assert (found.groups, found.modularity) == ((), None)
