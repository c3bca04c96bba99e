"""How much claims speak of together, without adding up what is told twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph.claims.brief import BriefClaim
from graph.claims.claim import Quantity, Stage
from graph.network.cells import NetworkClaim

Transfer: TypeAlias = tuple[str | None, str | None, str | None]
"""What tells one transfer from another at a stage: munition, designation and date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How many of a unit (None: pieces).

    `least` is the largest number that any one claim vouches for; `most` what all different
    transfers of a stage come to, each at its highest, at the stage where that is most: what was
    ordered and then delivered is no twice as many. None if a transfer is open. Claims of the same
    munition, designation, stage and date are one transfer.
    """

    unit: str | None
    least: int
    most: int | None
    claims: int


def sum_amounts(claims: Iterable[NetworkClaim]) -> tuple[Amount, ...]:
    """Sum up the quantities of claims, by unit, the most often named first."""
    units: dict[str | None, list[BriefClaim]] = {}
    for placed in claims:
        quantity = placed.brief.quantity
        if quantity is not None and (quantity.min is not None or quantity.max is not None):
            units.setdefault(_unit(quantity), []).append(placed.brief)
    amounts = [_sum_up(unit, told) for unit, told in units.items()]
    return tuple(sorted(amounts, key=lambda one: (-one.claims, one.unit or "")))


def _sum_up(unit: str | None, told: Sequence[BriefClaim]) -> Amount:
    stages: dict[Stage, dict[Transfer, int]] = {}
    least, is_open = 0, False
    for claim in told:
        low, high = bounds_of(claim)
        least = max(least, low)
        is_open = is_open or high is None
        highest = stages.setdefault(claim.stage, {})
        transfer = (claim.munition, claim.designation, claim.date)
        highest[transfer] = max(highest.get(transfer, 0), high or 0)
    most = max(sum(highest.values()) for highest in stages.values())
    return Amount(unit=unit, least=least, most=None if is_open else most, claims=len(told))


def bounds_of(claim: BriefClaim) -> tuple[int, int | None]:
    """Give the least and the most that a claim's quantity can mean; None is open."""
    quantity = claim.quantity
    if quantity is None:
        return 0, None
    return quantity.min or 0, quantity.max


def _unit(quantity: Quantity) -> str | None:
    return quantity.unit.casefold() if quantity.unit else None
