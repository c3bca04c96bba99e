"""Cells rolled up: to categories of munitions, or to all that passes between two actors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.claims.munition import narrower_munitions
from graph.network.categories import category_of
from graph.network.cells import CellKey, NetworkClaim, Pair
from graph.network.disputes import disputing
from graph.network.filter import ANY_AID, Filter
from graph.network.rules import Rules


class Level(StrEnum):
    """What a row is about: a munition as claimed, its category, or whatever passes."""

    MUNITION = "munition"
    CATEGORY = "category"
    PAIR = "pair"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The claims that match a filter by cell, and all that dispute anything of their pairs.

    With the rules as they were then, so that whoever adds up keeps nobody waiting.
    """

    sequence: int
    wanted: Filter
    cells: Mapping[CellKey, Sequence[NetworkClaim]]
    against: Mapping[Pair, Sequence[NetworkClaim]]
    rules: Rules


def roll_up(gathered: Gathered, level: Level) -> Mapping[CellKey, list[NetworkClaim]]:
    """Put the claims of cells together; a pair has the munition that stands for any aid.

    Claims that name no munition, or one too broad for a category, are a row of their own: it sums
    up nothing else (`is_exact`).
    """
    rolled: dict[CellKey, list[NetworkClaim]] = {}
    for (supplier, recipient, munition), claims in gathered.cells.items():
        key = (supplier, recipient, _rolled(munition, level))
        rolled.setdefault(key, []).extend(claims)
    return rolled


def is_exact(munition: str | None, level: Level) -> bool:
    """Tell whether a row leaves out what is below its munition.

    "Military aid" of a pair is all that passes; as a category it is what is called so and no more.
    """
    if level is Level.PAIR:
        return False
    return level is Level.MUNITION or category_of(munition) is None


def against(
    gathered: Gathered, key: CellKey, claims: Iterable[NetworkClaim], *, exact: bool
) -> list[NetworkClaim]:
    """Find what speaks against claims that are put together under a munition.

    That is what disputes this munition, a broader one, one that is claimed, or, unless it is
    `exact`, one below it.
    """
    supplier, recipient, munition = key
    scope = disputing(munition) | {
        one for placed in claims for one in disputing(placed.brief.munition)
    }
    sums_up = munition is not None and not exact
    below = narrower_munitions(munition) if munition is not None and sums_up else frozenset()
    noes = gathered.against.get((supplier, recipient), ())
    if sums_up and munition == ANY_AID:
        return list(noes)
    return [no for no in noes if no.brief.munition in scope or no.brief.munition in below]


def _rolled(munition: str | None, level: Level) -> str | None:
    if level is Level.PAIR:
        return ANY_AID
    return munition if level is Level.MUNITION else category_of(munition) or munition
