"""Edges with the claims behind them and the days these can mean, for ways in time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from graph.network.cells import NetworkClaim
from graph.network.edges import Edges, Snapshot
from graph.network.supplies import Rules

Pair: TypeAlias = tuple[str, str]
"""Supplier and recipient."""

Near: TypeAlias = Callable[[Edges], Collection[Pair]]
"""Picks the pairs whose claims are wanted."""

Steps: TypeAlias = Mapping[str, Mapping[str, Sequence["Dated"]]]
"""Dated claims by supplier, then recipient."""


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
    open end, as far as days go. `in_transit` tells a leg of a longer way (`Claim.via`).
    """

    claim: NetworkClaim
    first: date
    last: date
    in_transit: bool = False


def date_claim(placed: NetworkClaim, *, in_transit: bool = False) -> Dated:
    """Tell when a claim says that it happens."""
    first, last = placed.earliest, placed.latest
    if placed.claim.date is None:
        first = last = placed.article.published
    return Dated(
        claim=placed, first=first or date.min, last=last or date.max, in_transit=in_transit
    )


def whole_ways(dated: DatedEdges) -> Steps:
    """Take each claim from supplier to recipient, whatever it passes through."""
    steps: dict[str, dict[str, Sequence[Dated]]] = {}
    for (supplier, recipient), claims in dated.claims.items():
        steps.setdefault(supplier, {})[recipient] = [date_claim(placed) for placed in claims]
    return steps


def legs(dated: DatedEdges) -> Steps:
    """Cut each claim that names stops on its way (`via`) into the legs from stop to stop."""
    steps: dict[str, dict[str, list[Dated]]] = {}
    for start, end, step in _legs(placed for claims in dated.claims.values() for placed in claims):
        steps.setdefault(start, {}).setdefault(end, []).append(step)
    return {start: dict(near) for start, near in steps.items()}


def _legs(claims: Iterable[NetworkClaim]) -> Iterator[tuple[str, str, Dated]]:
    for placed in claims:
        claim = placed.claim
        for start, end in pairwise((claim.supplier, *claim.via, claim.recipient)):
            if start != end:
                yield start, end, date_claim(placed, in_transit=bool(claim.via))
