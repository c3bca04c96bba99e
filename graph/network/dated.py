"""Edges with the claims behind them as steps in time, for ways in time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from graph.network.cells import NetworkClaim, Pair
from graph.network.edges import Edges, Snapshot
from graph.network.hop import HopSteps
from graph.network.rules import Rules
from graph.network.steps import Steps

Near: TypeAlias = Callable[[Edges], Collection[Pair]]
"""Picks the pairs whose claims are wanted."""

Hops: TypeAlias = Mapping[str, Mapping[str, HopSteps]]
"""Steps by where a hop starts, then where it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEdges:
    """Edges, the claims that make some of them, and the rules that these are judged by.

    Pairs without any claim that matches are left out.
    """

    snapshot: Snapshot
    steps: Mapping[Pair, HopSteps]
    rules: Rules


def whole_ways(dated: DatedEdges) -> Hops:
    """Take each claim as one hop, whatever it passes through."""
    hops: dict[str, dict[str, HopSteps]] = {}
    for (supplier, recipient), steps in dated.steps.items():
        hops.setdefault(supplier, {})[recipient] = steps
    return hops


def legs(dated: DatedEdges) -> Hops:
    """Cut each claim that names stops on its way (`via`) into hops from stop to stop."""
    hops: dict[str, dict[str, list[NetworkClaim]]] = {}
    for placed in (one for steps in dated.steps.values() for one in steps.claims):
        claim = placed.brief
        for start, end in pairwise((claim.supplier, *claim.via, claim.recipient)):
            if start != end:
                hops.setdefault(start, {}).setdefault(end, []).append(placed)
    return {
        start: {end: Steps.of(claims) for end, claims in near.items()}
        for start, near in hops.items()
    }
