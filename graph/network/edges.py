"""The claims between two actors as one edge, and all edges of an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from graph.network.categories import category_of
from graph.network.cells import NetworkClaim
from graph.network.filter import Filter
from graph.network.origins import FirstCopy, group_by_origin
from graph.network.retold import as_one


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """How much of an edge is about a munition, or a category; `None` when claims name none.

    An origin counts once for each munition that it tells of.
    """

    munition: str | None
    claims: int
    origins: int


@dataclass(slots=True, kw_only=True)
class Edge:
    """That claims say one actor supplies another; `origins`, independent ones, are its weight.

    Not frozen for `shown`, room for its looks, kept by who shows it.
    """

    supplier: str
    recipient: str
    claims: int
    origins: int
    munitions: tuple[Carried, ...]
    categories: tuple[Carried, ...]
    shown: bytes | None = field(default=None, compare=False, repr=False)


Edges: TypeAlias = Mapping[str, Mapping[str, Edge]]
"""Edges by supplier, then recipient. Nobody supplies himself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The edges that claims matching a filter make, at one state of the network; never changes.

    `revision` tells states apart that share a sequence number, as before and after a rebuild.
    """

    sequence: int
    revision: int
    wanted: Filter
    edges: Edges


def build_edge(
    supplier: str, recipient: str, claims: Sequence[NetworkClaim], first: FirstCopy
) -> Edge | None:
    """Sum up the claims of a pair, by munition and by category; None if there are none."""
    if not claims:
        return None
    munition = claims[0].brief.munition
    if len(claims) == 1:
        return Edge(
            supplier=supplier,
            recipient=recipient,
            claims=1,
            origins=1,
            munitions=(_once(munition),),
            categories=(_once(category_of(munition)),),
        )
    parted = group_by_origin(claims, as_one(claims, first))
    origins = [[placed.brief.munition for placed in told] for told in parted]
    return Edge(
        supplier=supplier,
        recipient=recipient,
        claims=len(claims),
        origins=len(origins),
        munitions=_carried(origins, lambda munition: munition),
        categories=_carried(origins, category_of),
    )


def count_munitions(origins: Iterable[Iterable[NetworkClaim]]) -> tuple[Carried, ...]:
    """Count by munition, most origins first, claims that are parted by origin."""
    named = [[placed.brief.munition for placed in told] for told in origins]
    return _carried(named, lambda munition: munition)


@cache
def _once(munition: str | None) -> Carried:
    return Carried(munition=munition, claims=1, origins=1)


def _carried(
    origins: Sequence[Sequence[str | None]], name: Callable[[str | None], str | None]
) -> tuple[Carried, ...]:
    """Count by what munitions are called, most origins first, then most claims."""
    claims: dict[str | None, int] = {}
    telling: dict[str | None, int] = {}
    for told in origins:
        names = [name(munition) for munition in told]
        for one in names:
            claims[one] = claims.get(one, 0) + 1
        for one in set(names):
            telling[one] = telling.get(one, 0) + 1
    made = [
        Carried(munition=one, claims=said, origins=telling[one]) if said > 1 else _once(one)
        for one, said in claims.items()
    ]
    return tuple(sorted(made, key=lambda one: (-one.origins, -one.claims, one.munition or "")))
