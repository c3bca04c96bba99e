import random

import networkx as nx
import numpy as np
import pytest
from networkx.algorithms.link_analysis import pagerank_alg

from graph.network.links import hits, pagerank


def random_digraph(seed: int) -> "nx.DiGraph[str]":
    rolls = random.Random(seed)
    drawn = nx.gnp_random_graph(25, 0.12, seed=seed, directed=True)
    digraph: nx.DiGraph[str] = nx.DiGraph((f"{a}", f"{b}") for a, b in drawn.edges)
    digraph.remove_edges_from(list(digraph.out_edges("0")))  # this one supplies nobody
    for _, _, attributes in digraph.edges(data=True):
        attributes["weight"] = rolls.randint(1, 9)
    return digraph


@pytest.mark.parametrize("seed", range(5))
def test_pagerank_is_that_of_networkx(seed: int) -> None:
    digraph = random_digraph(seed)
    # networkx's own in plain Python; its public one needs SciPy.
    reference = vars(pagerank_alg)["_pagerank_python"]
    expected = reference(digraph, max_iter=1000, tol=1e-12)
    assert pagerank(digraph) == pytest.approx(expected, abs=1e-8)
    assert sum(pagerank(digraph).values()) == pytest.approx(1)


@pytest.mark.parametrize("seed", range(5))
def test_hits_are_the_main_eigenvectors(seed: int) -> None:
    digraph = random_digraph(seed)
    nodes = list(digraph)
    matrix = nx.to_numpy_array(digraph, nodelist=nodes, weight="weight")
    hubs, authorities = hits(digraph)
    for scores, square in ((hubs, matrix @ matrix.T), (authorities, matrix.T @ matrix)):
        main = np.abs(np.linalg.eigh(square)[1][:, -1])
        assert [scores[node] for node in nodes] == pytest.approx(main / main.sum(), abs=1e-6)
