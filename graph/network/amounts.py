"""How much claims speak of together, without adding up what is told twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph.claims.claim import Claim, Quantity
from graph.network.cells import NetworkClaim

Transfer: TypeAlias = tuple[str | None, str | None, str | None, str | None]
"""What tells one transfer from another: munition, designation, stage and date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How many of a unit (None: pieces).

    `least` is the largest number that any one claim vouches for; `most` what all different
    transfers come to, each at its highest, None if one of them is open. Claims of the same
    munition, designation, stage and date are one transfer; those of an undated one may be any.
    """

    unit: str | None
    least: int
    most: int | None
    claims: int


def sum_amounts(claims: Iterable[NetworkClaim]) -> tuple[Amount, ...]:
    """Sum up the quantities of claims, by unit, the most often named first."""
    units: dict[str | None, list[Claim]] = {}
    for placed in claims:
        quantity = placed.claim.quantity
        if quantity is not None and (quantity.min is not None or quantity.max is not None):
            units.setdefault(_unit(quantity), []).append(placed.claim)
    amounts = [_sum_up(unit, told) for unit, told in units.items()]
    return tuple(sorted(amounts, key=lambda one: (-one.claims, one.unit or "")))


def _sum_up(unit: str | None, told: Sequence[Claim]) -> Amount:
    highest: dict[Transfer, int | None] = {}
    least = 0
    for claim in told:
        low, high = bounds_of(claim)
        least = max(least, low)
        transfer = (claim.munition, claim.designation, claim.stage, claim.date)
        known = highest.get(transfer, 0)
        highest[transfer] = None if known is None or high is None else max(known, high)
    tops = [top for top in highest.values() if top is not None]
    most = sum(tops) if len(tops) == len(highest) else None
    return Amount(unit=unit, least=least, most=most, claims=len(told))


def bounds_of(claim: Claim) -> tuple[int, int | None]:
    """Give the least and the most that a claim's quantity can mean; None is open."""
    quantity = claim.quantity
    if quantity is None:
        return 0, None
    return quantity.min or 0, quantity.max


def _unit(quantity: Quantity) -> str | None:
    return quantity.unit.casefold() if quantity.unit else None
