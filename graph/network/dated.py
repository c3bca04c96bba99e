"""Edges with the claims behind them and the days these can mean, for ways in time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, pairwise
from typing import TypeAlias

from graph.network.cells import NetworkClaim
from graph.network.edges import Edges, Snapshot
from graph.network.supplies import Rules

Pair: TypeAlias = tuple[str, str]
"""Supplier and recipient."""

Near: TypeAlias = Callable[[Edges], Collection[Pair]]
"""Picks the pairs whose claims are wanted."""

Hops: TypeAlias = Mapping[str, Mapping[str, Sequence[NetworkClaim]]]
"""Claims by where a hop starts, then where it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEdges:
    """Edges, the claims that make some of them, and the rules that these are judged by."""

    snapshot: Snapshot
    claims: Mapping[Pair, Sequence[NetworkClaim]]
    rules: Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A claim as a step in time: from the first to the last day it can mean.

    A claim without a date counts by its article's publication day, and with neither, or with an
    open end, as far as days go.
    """

    claim: NetworkClaim
    first: date
    last: date


def date_claim(placed: NetworkClaim) -> Dated:
    """Tell when a claim says that it happens."""
    first, last = placed.earliest, placed.latest
    if placed.brief.date is None:
        first = last = placed.article.published
    return Dated(claim=placed, first=first or date.min, last=last or date.max)


def whole_ways(dated: DatedEdges) -> Hops:
    """Take each claim as one hop, whatever it passes through."""
    hops: dict[str, dict[str, Sequence[NetworkClaim]]] = {}
    for (supplier, recipient), claims in dated.claims.items():
        if claims:
            hops.setdefault(supplier, {})[recipient] = claims
    return hops


def legs(dated: DatedEdges) -> Hops:
    """Cut each claim that names stops on its way (`via`) into hops from stop to stop."""
    hops: dict[str, dict[str, list[NetworkClaim]]] = {}
    for placed in chain.from_iterable(dated.claims.values()):
        claim = placed.brief
        for start, end in pairwise((claim.supplier, *claim.via, claim.recipient)):
            if start != end:
                hops.setdefault(start, {}).setdefault(end, []).append(placed)
    return {start: dict(near) for start, near in hops.items()}
