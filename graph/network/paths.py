"""How arms may come from one actor to another: simple paths over few hops."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, TypeAlias

from graph.errors import InvalidField
from graph.network.edges import Edge, Edges
from graph.network.filter import Filter
from graph.network.projection import ComputedOn, computed_on

if TYPE_CHECKING:
    from graph.network.network import Network

MAX_HOPS = 5
"""Longest path that is looked for."""

MAX_PATHS = 100_000
"""Paths that are looked at; of more, only the shortest, and of the longest those that start
with the strongest hops."""

Route: TypeAlias = tuple[str, ...]
"""The actors of a path, ends included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One way; `weakest` is the number of independent origins of the hop that has fewest."""

    actors: Route
    hops: tuple[Edge, ...]
    weakest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PathsFound:
    """The paths of an answer; `found` counts them all, `complete` is False if it hit MAX_PATHS."""

    on: ComputedOn
    paths: tuple[Path, ...]
    found: int
    complete: bool


def find_paths(
    network: Network,
    source: str,
    target: str,
    *,
    max_hops: int = 3,
    wanted: Filter | None = None,
    limit: int | None = None,
) -> PathsFound:
    """Find the simple paths from source to target, shortest first, then strongest, then by name.

    `limit` cuts what is returned, not what is counted. Actors without any edge have no paths.
    Raises InvalidField unless `max_hops` is 1 to 5 and the ends differ.
    """
    check_hops(max_hops)
    check_ends(source, target)
    snapshot = network.edges(wanted or Filter())
    edges = snapshot.edges
    routes = list(islice(simple_routes(edges, source, target, max_hops), MAX_PATHS + 1))
    complete = len(routes) <= MAX_PATHS
    ranked = sorted((len(route), -_weakest(edges, route), route) for route in routes[:MAX_PATHS])
    return PathsFound(
        on=computed_on(network, snapshot),
        paths=tuple(_path(edges, route, -weak) for _, weak, route in ranked[:limit]),
        found=len(ranked),
        complete=complete,
    )


def simple_routes(edges: Edges, source: str, target: str, max_hops: int) -> Iterator[Route]:
    """Yield every simple path of up to so many hops, shortest first."""
    before = hops_to(edges, target, max_hops)
    if source == target or source not in before[-1]:
        return
    for hops in range(1, max_hops + 1):
        yield from _routes(edges, (source,), target, hops, before)


def _routes(
    edges: Edges, start: Route, target: str, hops: int, before: list[AbstractSet[str]]
) -> Iterator[Route]:
    """Yield the paths that go on from `start` for exactly so many hops."""
    here = edges.get(start[-1], {})
    if hops == 1:
        if target in here:
            yield (*start, target)
    elif hops == 2:
        # One set intersection finds the last stop; it is what makes this fast.
        for stop in here.keys() & before[1]:
            if stop not in start:
                yield (*start, stop, target)
    else:
        stops = here.keys() & before[hops - 1]
        for stop in sorted(stops, key=lambda one: (-here[one].origins, one)):
            if stop not in start and stop != target:
                yield from _routes(edges, (*start, stop), target, hops - 1, before)


def hops_to(edges: Edges, target: str, max_hops: int) -> list[AbstractSet[str]]:
    """List, by number of hops up to the most, who reaches the target within them; not itself."""
    reached: frozenset[str] = frozenset()
    before: list[AbstractSet[str]] = [reached]
    next_stops: AbstractSet[str] = {target}
    for _ in range(max_hops):
        reached |= {
            supplier
            for supplier, recipients in edges.items()
            if supplier not in reached and not recipients.keys().isdisjoint(next_stops)
        }
        next_stops = reached = reached - {target}
        before.append(reached)
    return before


def _weakest(edges: Edges, route: Route) -> int:
    return min(edges[a][b].origins for a, b in pairwise(route))


def _path(edges: Edges, route: Route, weakest: int) -> Path:
    hops = tuple(edges[a][b] for a, b in pairwise(route))
    return Path(actors=route, hops=hops, weakest=weakest)


def check_ends(source: str, target: str) -> None:
    """Raise InvalidField for a way that starts where it ends."""
    if source == target:
        raise InvalidField(
            f"The way starts and ends at {source}",
            field="to",
            value=target,
            remedy="Give two different actors",
        )


def check_hops(max_hops: int) -> None:
    """Raise InvalidField for a number of hops that is not looked for."""
    if not 1 <= max_hops <= MAX_HOPS:
        raise InvalidField(
            f"max_hops is {max_hops}",
            field="max_hops",
            value=str(max_hops),
            remedy=f"Give a number from 1 to {MAX_HOPS}",
        )
