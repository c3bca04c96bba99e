"""Whom a supplier reaches, directly and over others; or who reaches a recipient."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from graph.network.filter import Filter
from graph.network.paths import check_hops
from graph.network.projection import ComputedOn, computed_on, project

if TYPE_CHECKING:
    import networkx as nx

    from graph.network.network import Network


class Direction(StrEnum):
    """Which way the supplies are followed."""

    DOWNSTREAM = "downstream"
    UPSTREAM = "upstream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """An actor at the fewest hops there are; `ways` of that length, `origins` of the best.

    The origins of a way are those of its hop that has fewest.
    """

    actor: str
    hops: int
    ways: int
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Who is reached, nearest first, then strongest; `share` is of all other actors there are."""

    on: ComputedOn
    actor: str
    direction: Direction
    max_hops: int
    share: float
    reached: tuple[Reached, ...]


def reach(
    network: Network,
    actor: str,
    *,
    direction: Direction = Direction.DOWNSTREAM,
    max_hops: int = 3,
    wanted: Filter | None = None,
) -> Reach:
    """Follow the supplies of an actor, or those to it, for so many hops.

    Raises InvalidField unless `max_hops` is 1 to 5.
    """
    check_hops(max_hops)
    snapshot = network.edges(wanted or Filter())
    digraph = project(network, snapshot).digraph
    reached = _follow(digraph, actor, direction, max_hops) if actor in digraph else []
    return Reach(
        on=computed_on(network, snapshot),
        actor=actor,
        direction=direction,
        max_hops=max_hops,
        share=len(reached) / (len(digraph) - 1) if reached else 0.0,
        reached=tuple(sorted(reached, key=lambda one: (one.hops, -one.origins, one.actor))),
    )


def _follow(
    digraph: nx.DiGraph[str], start: str, direction: Direction, max_hops: int
) -> list[Reached]:
    next_of = digraph.succ if direction is Direction.DOWNSTREAM else digraph.pred
    found = {start: Reached(actor=start, hops=0, ways=1, origins=0)}
    here = [start]
    for hops in range(1, max_hops + 1):
        # Ways and origins of those that this hop reaches first.
        ways: dict[str, int] = {}
        origins: dict[str, int] = {}
        for stop in here:
            before = found[stop]
            for actor, edge in next_of[stop].items():
                if actor in found:
                    continue
                weakest = min(before.origins, edge["weight"]) if before.hops else edge["weight"]
                ways[actor] = ways.get(actor, 0) + before.ways
                origins[actor] = max(origins.get(actor, 0), weakest)
        for actor, number in ways.items():
            found[actor] = Reached(actor=actor, hops=hops, ways=number, origins=origins[actor])
        here = list(ways)
    del found[start]
    return list(found.values())
