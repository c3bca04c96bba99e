"""What rows add up to for each actor on the other side, and for each side of an actor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.network.categories import category_of
from graph.network.supplies import SupplyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """The other side of some rows: their claims, munitions in the order of the rows, and times.

    `first` and `last` are days of events (ISO), the others days of publication.
    """

    actor: str
    claims: int
    munitions: tuple[str, ...]
    first: str | None
    last: str | None
    first_reported: date | None
    last_reported: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryShare:
    """How many claims are about a category of munitions; None where none is told."""

    category: str | None
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """All that an actor supplies, or all that it receives; times as of `Partner`."""

    claims: int
    partners: int
    categories: tuple[CategoryShare, ...]
    first: str | None
    last: str | None
    first_reported: date | None
    last_reported: date | None


def partners(rows: Iterable[SupplyRow], *, suppliers: bool) -> tuple[Partner, ...]:
    """Add rows up to the suppliers in them, or the recipients: most claims first, then by id."""
    parted: dict[str, list[SupplyRow]] = {}
    for row in rows:
        parted.setdefault(row.supplier if suppliers else row.recipient, []).append(row)
    found = [_partner(actor, own) for actor, own in parted.items()]
    return tuple(sorted(found, key=lambda one: (-one.claims, one.actor)))


def sum_side(rows: Sequence[SupplyRow], *, suppliers: bool) -> Side:
    """Sum up what an actor receives, its suppliers being in the rows, or what it supplies."""
    claims: Counter[str | None] = Counter()
    for row in rows:
        claims[category_of(row.munition)] += row.claims
    ordered = sorted(claims.items(), key=lambda one: (-one[1], one[0] or ""))
    return Side(
        claims=claims.total(),
        partners=len({row.supplier if suppliers else row.recipient for row in rows}),
        categories=tuple(CategoryShare(category=name, claims=count) for name, count in ordered),
        first=_first(rows),
        last=_last(rows),
        first_reported=_first_reported(rows),
        last_reported=_last_reported(rows),
    )


def _partner(actor: str, rows: Sequence[SupplyRow]) -> Partner:
    return Partner(
        actor=actor,
        claims=sum(row.claims for row in rows),
        munitions=tuple(dict.fromkeys(row.munition for row in rows if row.munition)),
        first=_first(rows),
        last=_last(rows),
        first_reported=_first_reported(rows),
        last_reported=_last_reported(rows),
    )


def _first(rows: Iterable[SupplyRow]) -> str | None:
    return min((row.first for row in rows if row.first is not None), default=None)


def _last(rows: Iterable[SupplyRow]) -> str | None:
    return max((row.last for row in rows if row.last is not None), default=None)


def _first_reported(rows: Iterable[SupplyRow]) -> date | None:
    days = (row.first_reported for row in rows)
    return min((day for day in days if day is not None), default=None)


def _last_reported(rows: Iterable[SupplyRow]) -> date | None:
    days = (row.last_reported for row in rows)
    return max((day for day in days if day is not None), default=None)
