"""Chains: ways that arms may have taken hop by hop, in an order of time that the claims allow."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from graph.network.best_first import Found, Search, Shared, Wanted
from graph.network.cells import Pair
from graph.network.dated import Near, legs, whole_ways
from graph.network.edges import Edges
from graph.network.filter import Filter
from graph.network.hop import LEVELS, ChainHop
from graph.network.paths import check_ends, check_hops, hops_to
from graph.network.projection import ComputedOn, computed_on
from graph.network.strength import Strength

if TYPE_CHECKING:
    from graph.network.network import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """One chain; `strength` and `weakest`, its origins, are those of its weakest hop.

    `common` is what all hops share.
    """

    actors: tuple[str, ...]
    common: str | None
    strength: Strength | None
    weakest: int
    hops: tuple[ChainHop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainsFound:
    """The strongest chains; `complete` tells that there are no others."""

    on: ComputedOn
    chains: tuple[Chain, ...]
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainsAsked:
    """Which chains.

    - `target`: where they end; None for onward transfers to anyone, over two hops at least.
    - `shared`: all hops are about one munition category, or may be about the same munition (the
      same concept, or one below the other).
    - `through`: a claim that names stops on its way counts as a hop from stop to stop.
    """

    source: str
    target: str | None = None
    max_hops: int = 3
    shared: Shared | None = None
    through: bool = False


def find_chains(
    network: Network, asked: ChainsAsked, wanted: Filter | None = None, *, limit: int = 100
) -> ChainsFound:
    """Find chains: strongest weakest hop first, then shortest, then by name.

    Each hop has a claim that can be no earlier than one of the hop before. Raises InvalidField
    unless `max_hops` is 1 to 5 and the ends differ.
    """
    check_hops(asked.max_hops)
    if asked.target is not None:
        check_ends(asked.source, asked.target)
    dated = network.dated_edges(wanted or Filter(), _near(asked))
    search = Search(
        legs(dated) if asked.through else whole_ways(dated),
        Wanted(target=asked.target, max_hops=asked.max_hops, shared=asked.shared),
        dated.rules,
    )
    found = list(islice(search.chains(asked.source), limit + 1))
    return ChainsFound(
        on=computed_on(network, dated.snapshot),
        chains=tuple(map(_chain, found[:limit])),
        complete=len(found) <= limit and not search.cut,
    )


def count_claims(edges: Edges, asked: ChainsAsked) -> int:
    """Count the claims that a search for chains may look at; with `through`, all."""
    return sum(edges[a][b].claims for a, b in _near(asked)(edges))


def _near(asked: ChainsAsked) -> Near:
    """Pick the pairs that any way of so many hops can use; legs may lie anywhere."""

    def pairs(edges: Edges) -> Collection[Pair]:
        if asked.through:
            return {(a, b) for a, near in edges.items() for b in near}
        return set(_pairs_on_ways(edges, asked))

    return pairs


def _pairs_on_ways(edges: Edges, asked: ChainsAsked) -> Iterator[Pair]:
    target, hops = asked.target, asked.max_hops
    before = None if target is None else hops_to(edges, target, hops - 1)
    seen = here = {asked.source}
    for left in reversed(range(hops)):
        leading = None if before is None or target is None else {*before[left], target}
        beyond: set[str] = set()
        for a in here:
            near = edges.get(a, {}).keys()
            ends = near if leading is None else near & leading
            yield from ((a, b) for b in ends)
            beyond.update(ends)
        here = beyond - seen - {target}
        seen = seen | here


def _chain(found: Found) -> Chain:
    level, weakest = found.weight
    return Chain(
        actors=found.route,
        common=found.common or None,
        strength=LEVELS[level],
        weakest=weakest,
        hops=found.hops,
    )
