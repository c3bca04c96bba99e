"""Who belongs together: groups with more supplies among them than chance would give (Louvain)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from graph.errors import InvalidField
from graph.network.filter import Filter
from graph.network.projection import ComputedOn, Projection, measured
from graph.network.structure import in_order

if TYPE_CHECKING:
    import networkx as nx

    from graph.network.network import Network

Groups: TypeAlias = tuple[tuple[str, ...], ...]

TRIES = 10
"""Louvain draws lots: the best of so many draws counts, which are the same ones each time."""

MIN_RESOLUTION = 0.1
MAX_RESOLUTION = 10.0
"""Below 1 groups are larger, above 1 smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """A group of actors; origins between two of it, and between one of it and one outside."""

    actors: tuple[str, ...]
    inside: int
    outside: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Communities:
    """All groups, largest first; each actor is in one.

    `modularity` tells how much more is supplied within groups than chance would give: 0 for no
    more, towards 1 for groups apart; None where there are no edges.
    """

    on: ComputedOn
    resolution: float
    modularity: float | None
    groups: tuple[Community, ...]


def communities(
    network: Network, wanted: Filter | None = None, *, resolution: float = 1.0
) -> Communities:
    """Group the actors by Louvain (Blondel and others, 2008), weighted by origins of both ways.

    Raises InvalidField for a resolution outside 0.1 to 10.
    """
    if not MIN_RESOLUTION <= resolution <= MAX_RESOLUTION:
        raise InvalidField(
            f"resolution is {resolution:g}",
            field="resolution",
            value=f"{resolution:g}",
            remedy=f"Give a number from {MIN_RESOLUTION:g} to {MAX_RESOLUTION:g}",
        )
    return measured(
        network,
        ("communities", resolution),
        wanted,
        lambda projection: group(projection, resolution),
    )


def group(projection: Projection, resolution: float = 1.0) -> Communities:
    """Group the actors of a projection, unremembered."""
    ties = projection.ties()
    if not ties:
        return Communities(
            on=projection.computed_on, resolution=resolution, modularity=None, groups=()
        )
    groups = _best(ties, resolution)
    place = {actor: at for at, group in enumerate(groups) for actor in group}
    inside = [0] * len(groups)
    outside = [0] * len(groups)
    for a, b, edge in ties.edges(data=True):
        if place[a] == place[b]:
            inside[place[a]] += edge["weight"]
        else:
            outside[place[a]] += edge["weight"]
            outside[place[b]] += edge["weight"]
    return Communities(
        on=projection.computed_on,
        resolution=resolution,
        modularity=_modularity(ties, groups, resolution),
        groups=tuple(
            Community(actors=group, inside=inside[at], outside=outside[at])
            for at, group in enumerate(groups)
        ),
    )


def _best(ties: nx.Graph[str], resolution: float) -> Groups:
    """Group by Louvain several times, and keep the groups of the highest modularity."""
    import networkx as nx

    # Sets of strings have another order in each process, sets of small numbers never.
    names = sorted(ties)
    numbers = {actor: number for number, actor in enumerate(names)}
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(numbers.values())
    numbered.add_weighted_edges_from(
        (numbers[a], numbers[b], edge["weight"]) for a, b, edge in ties.edges(data=True)
    )
    found = {
        in_order([names[number] for number in group] for group in drawn)
        for drawn in (
            nx.community.louvain_communities(numbered, resolution=resolution, seed=seed)
            for seed in range(TRIES)
        )
    }
    return max(sorted(found), key=lambda groups: _modularity(ties, groups, resolution))


def _modularity(ties: nx.Graph[str], groups: Groups, resolution: float) -> float:
    import networkx as nx

    return nx.community.modularity(ties, map(set, groups), resolution=resolution)
