"""Edges as a weighted networkx DiGraph, the only form that algorithms run on."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from graph.network.edges import Edges, Snapshot
from graph.network.filter import Filter

if TYPE_CHECKING:
    import networkx as nx

    from graph.network.network import Network

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedOn:
    """What an answer was computed on: who asks the same at this sequence number gets the same."""

    sequence: int
    wanted: Filter
    nodes: int
    edges: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The network that an answer was computed on, so that it can be cited and repeated.

    Nodes of `digraph` are actors with at least one edge; an edge goes from supplier to recipient,
    its `weight` is the number of independent origins of the matching `claims`, its `distance`
    1 / weight. Treat it as frozen.
    """

    snapshot: Snapshot
    digraph: nx.DiGraph[str]

    @property
    def computed_on(self) -> ComputedOn:
        """Name this network in an answer."""
        return _count(self.snapshot)

    def ties(self) -> nx.Graph[str]:
        """Give who deals with whom, whichever way; `weight` is the origins of both ways."""
        import networkx as nx

        ties: nx.Graph[str] = nx.Graph()
        ties.add_nodes_from(self.digraph)
        for supplier, recipient, edge in self.digraph.edges(data=True):
            there = ties[supplier][recipient]["weight"] if ties.has_edge(supplier, recipient) else 0
            ties.add_edge(supplier, recipient, weight=there + edge["weight"])
        return ties


def measured(
    network: Network,
    asked: Hashable,
    wanted: Filter | None,
    measure: Callable[[Projection], Answer],
) -> Answer:
    """Measure the network of the claims that match, once for as long as nothing is added.

    `asked` tells this question from all others; `measure` must not ask the network.
    """
    snapshot = network.edges(wanted or Filter())
    return network.remember(snapshot, asked, lambda: measure(project(network, snapshot)))


def computed_on(network: Network, snapshot: Snapshot) -> ComputedOn:
    """Name the network of edges in an answer that needs no DiGraph."""
    return network.remember(snapshot, "computed on", lambda: _count(snapshot))


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
            weight = edge.origins
            digraph.add_edge(
                supplier, recipient, weight=weight, distance=1 / weight, claims=edge.claims
            )
    return digraph


def _count(snapshot: Snapshot) -> ComputedOn:
    edges = snapshot.edges
    return ComputedOn(
        sequence=snapshot.sequence,
        wanted=snapshot.wanted,
        nodes=len(edges.keys() | {recipient for near in edges.values() for recipient in near}),
        edges=sum(len(near) for near in edges.values()),
    )
