"""Chains: ways that arms may have taken hop by hop, in an order of time that the claims allow."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from graph.network.best_first import Found, Judge, Search, Shared, Wanted, Weight
from graph.network.cells import NetworkClaim
from graph.network.dated import Dated, Near, Pair, legs, whole_ways
from graph.network.edges import Carried, Edges, build_edge
from graph.network.filter import Filter
from graph.network.paths import check_ends, check_hops, hops_to
from graph.network.projection import ComputedOn, computed_on
from graph.network.strength import Backing, Judged, Strength, judge
from graph.network.supplies import Rules

if TYPE_CHECKING:
    from graph.network.network import Network

LEVELS = (None, *reversed(Strength))
"""Strengths, the weakest first; None is that of claims that do not say yes."""

EVIDENCE = 10
"""Claims that a hop names at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainHop:
    """A hop: what the claims that fit into the chain's order of time say.

    `first` and `last` are the days that these can mean, None an open end. `via` are the stops that
    they name on the way; `in_transit` counts those of which the hop is but a leg. `evidence` are
    the ids of the claims, the first of them where they are many.
    """

    supplier: str
    recipient: str
    strength: Strength | None
    claims: int
    origins: int
    munitions: tuple[Carried, ...]
    first: date | None
    last: date | None
    via: tuple[tuple[str, ...], ...]
    in_transit: int
    evidence: tuple[str, ...]


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
        Judge(weigh=partial(_weigh, dated.rules), at_most=partial(_weigh_apart, dated.rules)),
    )
    found = list(islice(search.chains(asked.source), limit + 1))
    return ChainsFound(
        on=computed_on(network, dated.snapshot),
        chains=tuple(_chain(one, dated.rules) for one in found[:limit]),
        complete=len(found) <= limit and not search.cut,
    )


def _near(asked: ChainsAsked) -> Near:
    """Pick the pairs that any way of so many hops can use; legs may lie anywhere."""

    def pairs(edges: Edges) -> Collection[Pair]:
        if asked.through:
            return {(a, b) for a, near in edges.items() for b in near}
        return set(_pairs_on_ways(edges, asked))

    return pairs


def _pairs_on_ways(edges: Edges, asked: ChainsAsked) -> Iterator[Pair]:
    target, hops = asked.target, asked.max_hops
    before = None if target is None else hops_to(edges, target, hops)
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


def _weigh(rules: Rules, claims: Sequence[NetworkClaim]) -> Weight:
    """Tell how strong claims are, 0 if none says yes, and how many origins they have."""
    assessed = rules.assess(claims)
    return _level(assessed.judged), len(assessed.origins)


def _weigh_apart(rules: Rules, claims: Sequence[NetworkClaim]) -> Weight:
    """Tell how strong they would be if each had an origin of its own, which is soon found."""
    saying_yes = [placed for placed in claims if placed.is_supply]
    apart = Backing(origins=len(saying_yes), texts=len(saying_yes))
    return _level(judge(saying_yes, apart, rules.speaks_for)), len(claims)


def _level(judged: Judged | None) -> int:
    return LEVELS.index(judged.strength) if judged else 0


def _chain(found: Found, rules: Rules) -> Chain:
    level, weakest = found.weight
    return Chain(
        actors=found.route,
        common=found.common or None,
        strength=LEVELS[level],
        weakest=weakest,
        hops=tuple(
            _hop(pair, steps, rules)
            for pair, steps in zip(pairwise(found.route), found.hops, strict=True)
        ),
    )


def _hop(pair: Pair, steps: Sequence[Dated], rules: Rules) -> ChainHop:
    claims = [step.claim for step in steps]
    edge = build_edge(*pair, claims, rules.first)
    first, last = min(step.first for step in steps), max(step.last for step in steps)
    return ChainHop(
        supplier=pair[0],
        recipient=pair[1],
        strength=LEVELS[_weigh(rules, claims)[0]],
        claims=len(claims),
        origins=edge.origins if edge else 0,
        munitions=edge.munitions if edge else (),
        first=None if first == date.min else first,
        last=None if last == date.max else last,
        via=tuple(sorted({placed.brief.via for placed in claims if placed.brief.via})),
        in_transit=sum((one.brief.supplier, one.brief.recipient) != pair for one in claims),
        evidence=tuple(placed.id for placed in claims[:EVIDENCE]),
    )
