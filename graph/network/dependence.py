"""How much a recipient depends on each of its suppliers, and what it loses if one stops."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.network.categories import category_of
from graph.network.edges import Edge
from graph.network.filter import Filter
from graph.network.projection import ComputedOn, computed_on

if TYPE_CHECKING:
    from graph.network.network import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one supplier gives of all that a recipient gets, 0 to 1, counted in claims."""

    supplier: str
    claims: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependent:
    """A supplier and what its end would mean.

    `herfindahl_left` is the index over those who are left, None when nobody is. `lost` are the
    munition categories that nobody else is said to supply.
    """

    supplier: str
    claims: int
    share: float
    categories: tuple[str, ...]
    suppliers_left: int
    herfindahl_left: float | None
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryShares:
    """Who supplies a category, largest share first; None for claims that name none."""

    category: str | None
    claims: int
    herfindahl: float
    suppliers: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependence:
    """How a recipient's supplies are spread.

    `herfindahl` is the Herfindahl-Hirschman index, the sum of the squared shares: 1 for a single
    supplier, 1/n for n equal ones; None without any.
    """

    on: ComputedOn
    recipient: str
    claims: int
    herfindahl: float | None
    suppliers: tuple[Dependent, ...]
    categories: tuple[CategoryShares, ...]


def dependence(network: Network, recipient: str, wanted: Filter | None = None) -> Dependence:
    """Tell how a recipient depends on its suppliers, largest share first."""
    snapshot = network.edges(wanted or Filter())
    received = [near[recipient] for near in snapshot.edges.values() if recipient in near]
    return depend(computed_on(network, snapshot), recipient, received)


def herfindahl(claims: Iterable[int]) -> float | None:
    """Sum up the squared shares (Herfindahl 1950, Hirschman 1945); None of nothing."""
    counts = list(claims)
    total = sum(counts)
    return sum(count * count for count in counts) / (total * total) if total else None


def claims_by_category(edge: Edge) -> dict[str | None, int]:
    """Count the claims of an edge by munition category."""
    counts: dict[str | None, int] = {}
    for carried in edge.munitions:
        category = category_of(carried.munition)
        counts[category] = counts.get(category, 0) + carried.claims
    return counts


def depend(on: ComputedOn, recipient: str, received: Sequence[Edge]) -> Dependence:
    """Tell how a recipient depends on those of whom it has an edge."""
    given = {edge.supplier: edge.claims for edge in received}
    by_category: dict[str | None, dict[str, int]] = {}
    for edge in received:
        for category, claims in claims_by_category(edge).items():
            by_category.setdefault(category, {})[edge.supplier] = claims
    categories = [_category(name, suppliers) for name, suppliers in by_category.items()]
    return Dependence(
        on=on,
        recipient=recipient,
        claims=sum(given.values()),
        herfindahl=herfindahl(given.values()),
        suppliers=tuple(_dependent(share, given, by_category) for share in _shares(given)),
        categories=tuple(sorted(categories, key=lambda one: (-one.claims, one.category or ""))),
    )


def _dependent(
    share: Share, given: Mapping[str, int], by_category: Mapping[str | None, Mapping[str, int]]
) -> Dependent:
    supplier = share.supplier
    left = [claims for other, claims in given.items() if other != supplier]
    supplied = {
        category: suppliers
        for category, suppliers in by_category.items()
        if category is not None and supplier in suppliers
    }
    return Dependent(
        supplier=supplier,
        claims=share.claims,
        share=share.share,
        categories=tuple(sorted(supplied)),
        suppliers_left=len(left),
        herfindahl_left=herfindahl(left),
        lost=tuple(sorted(name for name, others in supplied.items() if len(others) == 1)),
    )


def _category(category: str | None, suppliers: Mapping[str, int]) -> CategoryShares:
    shares = _shares(suppliers)
    return CategoryShares(
        category=category,
        claims=sum(suppliers.values()),
        herfindahl=sum(one.share * one.share for one in shares),
        suppliers=shares,
    )


def _shares(given: Mapping[str, int]) -> tuple[Share, ...]:
    total = sum(given.values())
    ranked = sorted(given.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        Share(supplier=supplier, claims=claims, share=claims / total) for supplier, claims in ranked
    )
