"""The search for chains, best first, so that few have to be looked at to find the strongest."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from heapq import heappop, heappush
from itertools import pairwise
from typing import TypeAlias

from graph.network.categories import TOO_BROAD, category_of, related
from graph.network.cells import Pair
from graph.network.dated import Hops
from graph.network.hop import ChainHop, HopSteps, Weight, tell_hop, weigh_apart
from graph.network.paths import Route
from graph.network.rules import Rules
from graph.network.steps import Steps, fit

MAX_LOOKED_AT = 50_000
"""Ways, finished or not, that a search looks at before it gives up."""

Entry: TypeAlias = tuple[tuple[int, int, int], Route, str, date, "Found | None"]

_ANY: Weight = (10**6, 10**9)
"""A weight above all others."""


class Shared(StrEnum):
    """What all hops of a chain must have in common."""

    CATEGORY = "category"
    MUNITION = "munition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which chains: to an actor, or else to all others over two hops at least."""

    target: str | None
    max_hops: int
    shared: Shared | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A chain: its actors, what they share (or ""), its hops, the weight of the weakest."""

    route: Route
    common: str
    hops: tuple[ChainHop, ...]
    weight: Weight


class Search:
    """The chains from an actor; made for one use.

    A way goes on to a hop if some claim of it can be no earlier than one of each hop before. What
    a way may become at best is known from the hops that lead to the target, so that those that
    come to nothing much are left alone.
    """

    def __init__(self, hops: Hops, wanted: Wanted, rules: Rules) -> None:
        self._hops = hops
        self._wanted = wanted
        self._rules = rules
        self._best = [] if wanted.target is None else self._best_to(wanted.target)
        self._named: dict[Pair, frozenset[str]] = {}
        self._parts: dict[tuple[Pair, str], HopSteps] = {}
        self._moves: dict[tuple[Pair, str, date], list[tuple[str, Weight, date]]] = {}
        self._heap: list[Entry] = []
        self._done: set[tuple[Route, str]] = set()
        self.cut = False
        """Whether it gave up before all were found."""

    def chains(self, source: str) -> Iterator[Found]:
        """Yield the chains: strongest weakest hop first, then shortest, then by name."""
        self._push(_ANY, (source,), "", date.min)
        for _ in range(MAX_LOOKED_AT):
            if not self._heap:
                return
            key, route, common, since, found = heappop(self._heap)
            if found is not None:
                yield found
                continue
            if self._is_chain(route):
                self._finish(route, common)
            if route[-1] != self._wanted.target and len(route) <= self._wanted.max_hops:
                self._go_on((-key[0], -key[1]), route, common, since)
        self.cut = bool(self._heap)

    def _is_chain(self, route: Route) -> bool:
        target = self._wanted.target
        return len(route) > 2 if target is None else route[-1] == target

    def _go_on(self, weight: Weight, route: Route, common: str, since: date) -> None:
        left = self._wanted.max_hops - len(route)
        for stop in self._hops.get(route[-1], {}):
            best = _ANY if self._wanted.target is None else self._best[left].get(stop)
            if best is None or stop in route:
                continue
            for shared, hop, until in self._moves_to((route[-1], stop), common, since):
                self._push(min(weight, hop, best), (*route, stop), shared, until)

    def _moves_to(self, pair: Pair, common: str, since: date) -> list[tuple[str, Weight, date]]:
        """List what a hop may share, how strong it is then, and the first day it can be."""
        asked = (pair, common, since)
        if asked not in self._moves:
            moves = []
            for shared in self._commons(pair, common):
                steps = self._sharing(pair, shared)
                start = steps.start(since)
                if start is not None:
                    level, _ = self._at_most(steps)
                    moves.append((shared, (level, steps.count_since(since)), start))
            self._moves[asked] = moves
        return self._moves[asked]

    def _finish(self, route: Route, common: str) -> None:
        """Weigh a chain by the claims that fit before and after, which may be fewer than it had."""
        if (route, common) in self._done:
            return
        self._done.add((route, common))
        pairs = list(pairwise(route))
        steps = [self._sharing(pair, common) for pair in pairs]
        windows = fit(steps)
        if windows is not None:
            hops = tuple(
                each.tell(window, partial(tell_hop, pair, rules=self._rules))
                for pair, each, window in zip(pairs, steps, windows, strict=True)
            )
            weight = min(hop.weight for hop in hops)
            found = Found(route=route, common=common, hops=hops, weight=weight)
            self._push(weight, route, common, date.max, found)

    def _push(
        self,
        weight: Weight,
        route: Route,
        common: str,
        since: date,
        found: Found | None = None,
    ) -> None:
        heappush(self._heap, ((-weight[0], -weight[1], len(route)), route, common, since, found))

    def _commons(self, pair: Pair, common: str) -> Collection[str]:
        """List what the hops up to and with this one may share."""
        if self._wanted.shared is None:
            return ("",)
        if pair not in self._named:
            self._named[pair] = self._name(pair)
        named = self._named[pair]
        if not common:
            return named
        if self._wanted.shared is Shared.CATEGORY:
            return named & {common}
        above, below = related(common)
        return named & below if named.isdisjoint(above) else (named & below) | {common}

    def _name(self, pair: Pair) -> frozenset[str]:
        """List the categories, or the munitions, that the claims of a hop name."""
        munitions = {placed.brief.munition for placed in self._hops[pair[0]][pair[1]].claims}
        if self._wanted.shared is Shared.CATEGORY:
            return frozenset(name for one in munitions if (name := category_of(one)))
        return frozenset(one for one in munitions if one is not None and one not in TOO_BROAD)

    def _sharing(self, pair: Pair, common: str) -> HopSteps:
        """Take the claims of a hop that can be about what is shared."""
        whole = self._hops[pair[0]][pair[1]]
        if not common:
            return whole
        asked = (pair, common)
        if asked not in self._parts:
            self._parts[asked] = Steps.of(
                placed for placed in whole.claims if self._shares(placed.brief.munition, common)
            )
        return self._parts[asked]

    def _shares(self, munition: str | None, common: str) -> bool:
        if self._wanted.shared is Shared.CATEGORY:
            return category_of(munition) == common
        above, below = related(common)
        return munition in above or munition in below

    def _at_most(self, steps: HopSteps) -> Weight:
        return steps.at_most(partial(weigh_apart, rules=self._rules))

    def _best_to(self, target: str) -> list[dict[str, Weight]]:
        """List, by number of hops left, how strong a way to the target can be at best, by actor."""
        weights = {
            start: {end: self._at_most(steps) for end, steps in near.items()}
            for start, near in self._hops.items()
        }
        best: list[dict[str, Weight]] = [{target: _ANY}]
        for _ in range(self._wanted.max_hops):
            last = best[-1]
            now = {target: _ANY}
            for start, near in weights.items():
                ways = [min(hop, last[end]) for end, hop in near.items() if end in last]
                if ways and start != target:
                    now[start] = max(ways)
            best.append(now)
        return best
