"""Recipients with the same suppliers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import hypot
from typing import TYPE_CHECKING

from graph.network.edges import Edges
from graph.network.filter import Filter
from graph.network.projection import ComputedOn, computed_on

if TYPE_CHECKING:
    from graph.network.network import Network


class Likeness(StrEnum):
    """How likeness is measured: by the suppliers alone, or by how much each supplies too."""

    JACCARD = "jaccard"
    COSINE = "cosine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A recipient that shares suppliers with another.

    `jaccard`: shared suppliers as a share of all suppliers of the two. `cosine`: of the angle
    between their origins by supplier, 1 when every supplier has the same share of both.
    """

    recipient: str
    jaccard: float
    cosine: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarFound:
    """All recipients that share a supplier with one, most alike first."""

    on: ComputedOn
    recipient: str
    by: Likeness
    suppliers: int
    similar: tuple[Similar, ...]


def similar(
    network: Network,
    recipient: str,
    wanted: Filter | None = None,
    *,
    by: Likeness = Likeness.COSINE,
) -> SimilarFound:
    """Find the recipients that are supplied by the same, most alike first."""
    snapshot = network.edges(wanted or Filter())
    received = _received(snapshot.edges)
    own = received.pop(recipient, {})
    alike = [
        _compare(own, other, origins) for other, origins in received.items() if own.keys() & origins
    ]
    return SimilarFound(
        on=computed_on(network, snapshot),
        recipient=recipient,
        by=by,
        suppliers=len(own),
        similar=tuple(sorted(alike, key=lambda one: (-getattr(one, by.value), one.recipient))),
    )


def _received(edges: Edges) -> dict[str, dict[str, int]]:
    """List the origins by supplier, for each recipient."""
    received: dict[str, dict[str, int]] = {}
    for supplier, near in edges.items():
        for recipient, edge in near.items():
            received.setdefault(recipient, {})[supplier] = edge.origins
    return received


def _compare(own: Mapping[str, int], recipient: str, origins: Mapping[str, int]) -> Similar:
    shared = sorted(own.keys() & origins.keys())
    together = sum(own[supplier] * origins[supplier] for supplier in shared)
    return Similar(
        recipient=recipient,
        jaccard=len(shared) / len(own.keys() | origins.keys()),
        cosine=together / (hypot(*own.values()) * hypot(*origins.values())),
        shared=tuple(shared),
    )
