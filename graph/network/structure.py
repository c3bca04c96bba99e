"""How the network hangs together: density, mutual supplies, parts, and what holds them together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from graph.network.filter import Filter
from graph.network.projection import ComputedOn, Projection, measured

if TYPE_CHECKING:
    import networkx as nx

    from graph.network.network import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """A tie whose end splits a part in two: one of `cut_off` actors (the smaller), one of `rest`.

    `actors` are in order of their ids; either or both supply the other.
    """

    actors: tuple[str, str]
    cut_off: int
    rest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Articulation:
    """An actor without whom a part falls into several."""

    actor: str
    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The shape of a network.

    - `density`: edges as a share of all that could be; `reciprocity`: edges whose recipient
      supplies the supplier, as a share of all. None where there are no edges.
    - `mutual`: pairs who supply each other. `parts`: actors that ties connect whichever way,
      largest first. `circles`: actors from each of whom supplies lead to each other, largest first.
    - `bridges` and `articulations` as networkx finds them on the undirected ties.
    """

    on: ComputedOn
    density: float | None
    reciprocity: float | None
    mutual: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, ...], ...]
    circles: tuple[tuple[str, ...], ...]
    bridges: tuple[Bridge, ...]
    articulations: tuple[Articulation, ...]


def structure(network: Network, wanted: Filter | None = None) -> Structure:
    """Describe the shape of the network of the claims that match."""
    return measured(network, "structure", wanted, _describe)


def _describe(projection: Projection) -> Structure:
    import networkx as nx

    digraph, ties = projection.digraph, projection.ties()
    has_edges = digraph.number_of_edges() > 0
    strong = (part for part in nx.strongly_connected_components(digraph) if len(part) > 1)
    return Structure(
        on=projection.computed_on,
        density=nx.density(digraph) if has_edges else None,
        reciprocity=nx.overall_reciprocity(digraph) if has_edges else None,
        mutual=tuple(sorted((a, b) for a, b in digraph.edges if a < b and digraph.has_edge(b, a))),
        parts=in_order(nx.connected_components(ties)),
        circles=in_order(strong),
        bridges=_bridges(ties),
        articulations=_articulations(ties),
    )


def in_order(groups: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Put groups of actors into an order that is always the same: largest first, then by name."""
    return tuple(sorted((tuple(sorted(group)) for group in groups), key=lambda g: (-len(g), g)))


def _bridges(ties: nx.Graph[str]) -> tuple[Bridge, ...]:
    """Find the bridges; how many they cut off is what hangs below them in a tree of the part."""
    import networkx as nx

    found = {frozenset(bridge) for bridge in nx.bridges(ties)}
    bridges: list[Bridge] = []
    for part in nx.connected_components(ties):
        root = min(part)
        above = nx.dfs_predecessors(ties, root)
        below = dict.fromkeys(part, 1)
        for actor in nx.dfs_postorder_nodes(ties, root):
            if actor != root:
                below[above[actor]] += below[actor]
        for actor, nearer in above.items():
            if frozenset({actor, nearer}) in found:
                cut_off, rest = sorted((below[actor], len(part) - below[actor]))
                ends = min(actor, nearer), max(actor, nearer)
                bridges.append(Bridge(actors=ends, cut_off=cut_off, rest=rest))
    return tuple(sorted(bridges, key=lambda one: (-one.cut_off, one.actors)))


def _articulations(ties: nx.Graph[str]) -> tuple[Articulation, ...]:
    """Find those in several biconnected blocks: the part falls into as many without them."""
    import networkx as nx

    blocks: dict[str, int] = {}
    found = cast("Iterable[set[str]]", nx.biconnected_components(ties))  # sets, whatever the stub
    for block in found:
        for actor in block:
            blocks[actor] = blocks.get(actor, 0) + 1
    points = [
        Articulation(actor=actor, parts=parts) for actor, parts in blocks.items() if parts > 1
    ]
    return tuple(sorted(points, key=lambda one: (-one.parts, one.actor)))
