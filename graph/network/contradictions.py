"""Where claims of a relationship speak against one another, with both sides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from graph.claims.claim import AFFIRMED, NOT_SUPPLY, Stage, Status
from graph.network.amounts import bounds_of
from graph.network.cells import SAYS_NO, NetworkClaim
from graph.network.origins import FirstCopy, group_by_origin
from graph.network.retold import as_one

_CARRIED_OUT = frozenset({Stage.PRODUCTION, Stage.DELIVERY})
"""What is carried out was pledged and ordered too; a pledge may stand unfulfilled."""
_MARK = re.compile(r"[\W_]+")
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


def contested_by(
    claims: Sequence[NetworkClaim], against: Sequence[NetworkClaim]
) -> tuple[NetworkClaim, ...]:
    """Find the claims that say no which contest any of the claims that say yes."""
    said = {_look(placed) for placed in claims}
    kept = _Kept(lambda no: any(_contests(no, look) for look in said))
    return tuple(no for no in against if _says_no(no) and kept[_look(no)])


def contests(placed: NetworkClaim, no: NetworkClaim) -> bool:
    """Tell whether a claim that says no contests one that says yes.

    It contests those of its own stage, and what was carried out, unless they name another model.
    A denial does so whenever it was made, but for what is dated later; that something has not
    happened does not where it was reported later: then it may have happened since. A stop contests
    nothing, nor does who denies a stop or a request: it may go on, unasked.
    """
    return _says_no(no) and _contests(_look(no), _look(placed))


def is_suspended(claims: Sequence[NetworkClaim], against: Sequence[NetworkClaim]) -> bool:
    """Tell whether the last that is known of it is a stop, and no later delivery."""
    stops = [
        _day(placed)
        for placed in against
        if placed.brief.stage is Stage.SUSPENSION and placed.brief.status in AFFIRMED
    ]
    if not stops:
        return False
    delivered = [_day(one) for one in claims if one.brief.stage in _CARRIED_OUT]
    return max(stops) >= max(delivered, default=date.min)


def _existence(
    claims: Sequence[NetworkClaim], against: Sequence[NetworkClaim]
) -> Iterator[Contradiction]:
    noes = contested_by(claims, against)
    if noes:
        looks = {_look(no) for no in noes}
        kept = _Kept(lambda said: any(_contests(no, said) for no in looks))
        said = tuple(one for one in claims if kept[_look(one)])
        yield Contradiction(matter=Matter.EXISTENCE, one=said, other=noes)


def _quantities(claims: Sequence[NetworkClaim], first: FirstCopy) -> Iterator[Contradiction]:
    """Find different amounts of the same munition, designation, unit, stage and date."""
    alike: dict[object, list[NetworkClaim]] = {}
    for placed in claims:
        claim = placed.brief
        if claim.quantity is not None and claim.date is not None:
            key = (claim.munition, claim.designation, claim.quantity.unit, claim.stage, claim.date)
            alike.setdefault(key, []).append(placed)
    for told in alike.values():
        origins = group_by_origin(told, as_one(told, first))
        for one, other in combinations(origins, 2):
            if _differ(one[0], other[0]):
                more = bounds_of(one[0].brief)[0] >= bounds_of(other[0].brief)[0]
                high, low = (one, other) if more else (other, one)
                yield Contradiction(matter=Matter.QUANTITY, one=high, other=low)


def _differ(one: NetworkClaim, other: NetworkClaim) -> bool:
    """Tell whether no number fits both amounts."""
    return _exceeds(one, other) or _exceeds(other, one)


def _exceeds(one: NetworkClaim, other: NetworkClaim) -> bool:
    low, high = bounds_of(one.brief)[0], bounds_of(other.brief)[1]
    quantities = (one.brief.quantity, other.brief.quantity)
    loose = any(quantity is not None and quantity.approximate for quantity in quantities)
    return high is not None and low > high * (_TOLERANCE if loose else 1)


class _Look(NamedTuple):
    """What tells whether claims contest one another: many have the same."""

    stage: Stage
    denies: bool
    model: str
    published: date | None
    starts: date | None


class _Kept(dict[_Look, bool]):
    """Answers, each found once."""

    def __init__(self, find: Callable[[_Look], bool]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, look: _Look) -> bool:
        found = self[look] = self._find(look)
        return found


def _look(placed: NetworkClaim) -> _Look:
    claim = placed.brief
    return _Look(
        stage=claim.stage,
        denies=claim.status is Status.DENIED,
        model=_plain(claim.designation or ""),
        published=placed.article.published,
        starts=placed.earliest,
    )


def _says_no(placed: NetworkClaim) -> bool:
    return placed.brief.status in SAYS_NO and placed.brief.stage not in NOT_SUPPLY


def _contests(no: _Look, said: _Look) -> bool:
    if said.stage is not no.stage and said.stage not in _CARRIED_OUT:
        return False
    # "J-10C" is no "J-35", but may be a "J-10", and whatever has no name.
    if said.model not in no.model and no.model not in said.model:
        return False
    denied = no.published
    if denied is None:
        return True
    if said.starts is not None and said.starts > denied:
        return False
    return no.denies or said.published is None or said.published <= denied


@lru_cache(maxsize=16384)
def _plain(model: str) -> str:
    return _MARK.sub("", model).casefold()


def _day(placed: NetworkClaim) -> date:
    """Give the day a claim speaks of, or else that of its article."""
    return placed.latest or placed.article.published or date.min
