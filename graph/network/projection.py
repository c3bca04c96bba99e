"""Edges as a weighted networkx DiGraph, the only form that algorithms run on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.network.edges import Edges
from graph.network.filter import Filter

if TYPE_CHECKING:
    import networkx as nx

    from graph.network.network import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The network that an answer was computed on, so that it can be cited and repeated.

    Nodes of `digraph` are actors with at least one edge; an edge goes from supplier to recipient,
    its `weight` is the number of matching claims, its `distance` 1 / weight. Treat it as frozen.
    """

    sequence: int
    wanted: Filter
    digraph: nx.DiGraph[str]


def project(network: Network, wanted: Filter) -> Projection:
    """Project the claims that match, once for as long as nothing is added."""

    def build() -> Projection:
        sequence, edges = network.edges(wanted)
        return Projection(sequence=sequence, wanted=wanted, digraph=build_digraph(edges))

    return network.remember(("projection", wanted), build)


def build_digraph(edges: Edges) -> nx.DiGraph[str]:
    """Make a DiGraph of edges, in an order that does not depend on how they came in."""
    import networkx as nx

    digraph: nx.DiGraph[str] = nx.DiGraph()
    digraph.add_nodes_from(sorted({*edges, *(one for near in edges.values() for one in near)}))
    for supplier in sorted(edges):
        for recipient, edge in sorted(edges[supplier].items()):
            digraph.add_edge(supplier, recipient, weight=edge.claims, distance=1 / edge.claims)
    return digraph
