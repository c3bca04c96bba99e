"""How much a recipient depends on each of its suppliers, and what it loses if one stops."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.network.edges import Carried, Edge
from graph.network.filter import Filter
from graph.network.projection import ComputedOn, computed_on

if TYPE_CHECKING:
    from graph.network.network import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one supplier gives of all that a recipient gets, 0 to 1, counted in origins."""

    supplier: str
    claims: int
    origins: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependent:
    """A supplier and what its end would mean.

    `herfindahl_left` is the index over those who are left, None when nobody is. `lost` are the
    munition categories that nobody else is said to supply.
    """

    supplier: str
    claims: int
    origins: int
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
    origins: int
    herfindahl: float
    suppliers: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependence:
    """How a recipient's supplies are spread; `origins` are those of each supplier, summed up.

    `herfindahl` is the Herfindahl-Hirschman index, the sum of the squared shares: 1 for a single
    supplier, 1/n for n equal ones; None without any.
    """

    on: ComputedOn
    recipient: str
    claims: int
    origins: int
    herfindahl: float | None
    suppliers: tuple[Dependent, ...]
    categories: tuple[CategoryShares, ...]


def dependence(network: Network, recipient: str, wanted: Filter | None = None) -> Dependence:
    """Tell how a recipient depends on its suppliers, largest share first."""
    snapshot = network.edges(wanted or Filter())
    received = [near[recipient] for near in snapshot.edges.values() if recipient in near]
    return depend(computed_on(network, snapshot), recipient, received)


def herfindahl(weights: Iterable[int]) -> float | None:
    """Sum up the squared shares (Herfindahl 1950, Hirschman 1945); None of nothing."""
    counts = list(weights)
    total = sum(counts)
    return sum(count * count for count in counts) / (total * total) if total else None


def depend(on: ComputedOn, recipient: str, received: Sequence[Edge]) -> Dependence:
    """Tell how a recipient depends on those of whom it has an edge."""
    by_category: dict[str | None, dict[str, Carried]] = {}
    for edge in received:
        for carried in edge.categories:
            by_category.setdefault(carried.munition, {})[edge.supplier] = carried
    categories = [_category(name, suppliers) for name, suppliers in by_category.items()]
    shares = _shares({edge.supplier: edge for edge in received})
    return Dependence(
        on=on,
        recipient=recipient,
        claims=sum(edge.claims for edge in received),
        origins=sum(edge.origins for edge in received),
        herfindahl=herfindahl(edge.origins for edge in received),
        suppliers=tuple(_dependent(share, shares, by_category) for share in shares),
        categories=tuple(sorted(categories, key=lambda one: (-one.origins, one.category or ""))),
    )


def _dependent(
    share: Share,
    shares: Sequence[Share],
    by_category: Mapping[str | None, Mapping[str, Carried]],
) -> Dependent:
    supplier = share.supplier
    left = [other.origins for other in shares if other is not share]
    supplied = {
        category: suppliers
        for category, suppliers in by_category.items()
        if category is not None and supplier in suppliers
    }
    return Dependent(
        supplier=supplier,
        claims=share.claims,
        origins=share.origins,
        share=share.share,
        categories=tuple(sorted(supplied)),
        suppliers_left=len(left),
        herfindahl_left=herfindahl(left),
        lost=tuple(sorted(name for name, others in supplied.items() if len(others) == 1)),
    )


def _category(category: str | None, suppliers: Mapping[str, Carried]) -> CategoryShares:
    shares = _shares(suppliers)
    return CategoryShares(
        category=category,
        claims=sum(one.claims for one in shares),
        origins=sum(one.origins for one in shares),
        herfindahl=sum(one.share * one.share for one in shares),
        suppliers=shares,
    )


def _shares(given: Mapping[str, Edge | Carried]) -> tuple[Share, ...]:
    total = sum(one.origins for one in given.values())
    ranked = sorted(given.items(), key=lambda item: (-item[1].origins, item[0]))
    return tuple(
        Share(
            supplier=supplier,
            claims=one.claims,
            origins=one.origins,
            share=one.origins / total,
        )
        for supplier, one in ranked
    )
