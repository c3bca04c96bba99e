"""Edges as a weighted networkx DiGraph, the only form that algorithms run on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.network.edges import Edges, Snapshot

if TYPE_CHECKING:
    import networkx as nx

    from graph.network.network import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The network that an answer was computed on, so that it can be cited and repeated.

    Nodes of `digraph` are actors with at least one edge; an edge goes from supplier to recipient,
    its `weight` is the number of matching claims, its `distance` 1 / weight. Treat it as frozen.
    """

    snapshot: Snapshot
    digraph: nx.DiGraph[str]


def project(network: Network, snapshot: Snapshot) -> Projection:
    """Project edges, once for as long as nothing is added."""

    def build() -> Projection:
        return Projection(snapshot=snapshot, digraph=build_digraph(snapshot.edges))

    return network.remember(snapshot, "projection", build)


def build_digraph(edges: Edges) -> nx.DiGraph[str]:
    """Make a DiGraph of edges, in an order that does not depend on how they came in."""
    import networkx as nx

    digraph: nx.DiGraph[str] = nx.DiGraph()
    digraph.add_nodes_from(sorted({*edges, *(one for near in edges.values() for one in near)}))
    for supplier in sorted(edges):
        for recipient, edge in sorted(edges[supplier].items()):
            digraph.add_edge(supplier, recipient, weight=edge.claims, distance=1 / edge.claims)
    return digraph
