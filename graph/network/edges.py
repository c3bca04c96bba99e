"""The claims between two actors as one edge, and all edges of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graph.network.filter import Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """How many claims of an edge are about a munition; `None` when they name none."""

    munition: str | None
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """That claims say one actor supplies another; `claims`, their number, is its weight."""

    supplier: str
    recipient: str
    claims: int
    munitions: tuple[Carried, ...]


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
    supplier: str, recipient: str, counts: Iterable[tuple[str | None, int]]
) -> Edge | None:
    """Sum up the claims per munition of a pair, most claims first; None if there are none."""
    carried = [Carried(munition=munition, claims=claims) for munition, claims in counts if claims]
    if not carried:
        return None
    carried.sort(key=lambda one: (-one.claims, one.munition or ""))
    return Edge(
        supplier=supplier,
        recipient=recipient,
        claims=sum(one.claims for one in carried),
        munitions=tuple(carried),
    )
