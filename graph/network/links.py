"""PageRank and HITS by power iteration over the edges.

networkx computes both with SciPy only, which nothing else here needs, and its HITS divides by
zero where parts of the network do not hang together, with another answer each time. Tests hold
these to networkx's own reference version and to the eigenvectors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

DAMPING = 0.85
TOLERANCE = 1e-10
"""Summed change of all scores, per actor, at which the iteration has settled."""

MAX_ROUNDS = 10_000

Weighted: TypeAlias = list[tuple[str, str, float]]


def pagerank(digraph: nx.DiGraph[str]) -> dict[str, float]:
    """Score actors by PageRank (Page and others, 1999), weighted; scores sum up to 1.

    The share of an actor without recipients goes to all alike.
    """
    size = digraph.number_of_nodes()
    given: dict[str, float] = dict(digraph.out_degree(weight="weight"))
    links = [(a, b, weight / given[a]) for a, b, weight in _links(digraph)]
    ends = [actor for actor in digraph if not given[actor]]
    scores = dict.fromkeys(digraph, 1 / size)
    for _ in range(MAX_ROUNDS):
        last = scores
        adrift = DAMPING * sum(last[actor] for actor in ends)
        scores = dict.fromkeys(digraph, (1 - DAMPING + adrift) / size)
        for supplier, recipient, share in links:
            scores[recipient] += DAMPING * last[supplier] * share
        if _change(scores, last) < TOLERANCE * size:
            break
    return scores


def hits(digraph: nx.DiGraph[str]) -> tuple[dict[str, float], dict[str, float]]:
    """Score actors as hubs and as authorities (Kleinberg, 1999), weighted; each sums up to 1.

    Where several answers exist (parts that do not hang together), it is the one that iteration
    from equal scores comes to.
    """
    links = _links(digraph)
    hubs = dict.fromkeys(digraph, 1 / digraph.number_of_nodes())
    for _ in range(MAX_ROUNDS):
        last = hubs
        authorities = dict.fromkeys(digraph, 0.0)
        for supplier, recipient, weight in links:
            authorities[recipient] += last[supplier] * weight
        hubs = dict.fromkeys(digraph, 0.0)
        for supplier, recipient, weight in links:
            hubs[supplier] += authorities[recipient] * weight
        hubs = _to_sum_one(hubs)
        if _change(hubs, last) < TOLERANCE:
            break
    return hubs, _to_sum_one(authorities)


def _links(digraph: nx.DiGraph[str]) -> Weighted:
    return list(digraph.edges(data="weight"))


def _change(scores: dict[str, float], last: dict[str, float]) -> float:
    return sum(abs(score - last[actor]) for actor, score in scores.items())


def _to_sum_one(scores: dict[str, float]) -> dict[str, float]:
    total = sum(scores.values())
    return {actor: score / total for actor, score in scores.items()}
