"""Where claims of a relationship speak against one another, with both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from graph.claims.claim import Stage, Status
from graph.network.amounts import bounds_of
from graph.network.cells import SAYS_NO, NetworkClaim
from graph.network.origins import FirstCopy, group_by_origin

_CARRIED_OUT = frozenset({Stage.PRODUCTION, Stage.DELIVERY})
"""Stages that "it has not happened" speaks against; a pledge may stand unfulfilled."""
_TOLERANCE = 1.1
"""Approximate amounts differ only beyond a tenth."""


class Matter(StrEnum):
    """What is disputed."""

    EXISTENCE = "existence"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Claims against claims: those for more first, those for less or nothing second."""

    matter: Matter
    one: tuple[NetworkClaim, ...]
    other: tuple[NetworkClaim, ...]


def find_contradictions(
    claims: Sequence[NetworkClaim], against: Sequence[NetworkClaim], first: FirstCopy
) -> tuple[Contradiction, ...]:
    """Find what claims that say yes have against one another, and those that dispute them."""
    return (*_existence(claims, against), *_quantities(claims, first))


def contests(said: Sequence[NetworkClaim], no: NetworkClaim) -> bool:
    """Tell whether a claim that says no contests claims that say yes.

    A denial contests them all. That something has not happened contests that it was carried out,
    unless that was reported later: then it may have happened since. A stop contests nothing.
    """
    status = no.claim.status
    if status is Status.DENIED:
        return bool(said)
    return status in SAYS_NO and any(_is_denied_by(placed, no) for placed in said)


def is_suspended(claims: Sequence[NetworkClaim], against: Sequence[NetworkClaim]) -> bool:
    """Tell whether the last that is known of it is a stop, and no later delivery."""
    stops = [
        _day(placed)
        for placed in against
        if placed.claim.stage is Stage.SUSPENSION and placed.claim.status not in SAYS_NO
    ]
    if not stops:
        return False
    delivered = [_day(one) for one in claims if one.claim.stage in _CARRIED_OUT]
    return max(stops) >= max(delivered, default=date.min)


def _existence(
    claims: Sequence[NetworkClaim], against: Sequence[NetworkClaim]
) -> Iterator[Contradiction]:
    noes = tuple(no for no in against if contests(claims, no))
    if noes:
        denied = any(no.claim.status is Status.DENIED for no in noes)
        said = tuple(one for one in claims if denied or any(_is_denied_by(one, no) for no in noes))
        yield Contradiction(matter=Matter.EXISTENCE, one=said, other=noes)


def _quantities(claims: Sequence[NetworkClaim], first: FirstCopy) -> Iterator[Contradiction]:
    """Find different amounts of the same munition, designation, unit, stage and date."""
    alike: dict[object, list[NetworkClaim]] = {}
    for placed in claims:
        claim = placed.claim
        if claim.quantity is not None and claim.date is not None:
            key = (claim.munition, claim.designation, claim.quantity.unit, claim.stage, claim.date)
            alike.setdefault(key, []).append(placed)
    for told in alike.values():
        origins = group_by_origin(told, first)
        for one, other in combinations(origins, 2):
            if _differ(one[0], other[0]):
                more = bounds_of(one[0].claim)[0] >= bounds_of(other[0].claim)[0]
                high, low = (one, other) if more else (other, one)
                yield Contradiction(matter=Matter.QUANTITY, one=high, other=low)


def _differ(one: NetworkClaim, other: NetworkClaim) -> bool:
    """Tell whether no number fits both amounts."""
    return _exceeds(one, other) or _exceeds(other, one)


def _exceeds(one: NetworkClaim, other: NetworkClaim) -> bool:
    low, high = bounds_of(one.claim)[0], bounds_of(other.claim)[1]
    quantities = (one.claim.quantity, other.claim.quantity)
    loose = any(quantity is not None and quantity.approximate for quantity in quantities)
    return high is not None and low > high * (_TOLERANCE if loose else 1)


def _is_denied_by(placed: NetworkClaim, no: NetworkClaim) -> bool:
    """Tell whether "it has not happened" was said when this was known already."""
    if placed.claim.stage not in _CARRIED_OUT:
        return False
    known, said = placed.article.published, no.article.published
    return known is None or said is None or known <= said


def _day(placed: NetworkClaim) -> date:
    """Give the day a claim speaks of, or else that of its article."""
    return placed.latest or placed.article.published or date.min
