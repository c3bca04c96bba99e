"""What would change without some actors or relationships."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from graph.errors import InvalidField
from graph.network.dependence import herfindahl
from graph.network.edges import Edge, Edges
from graph.network.filter import Filter
from graph.network.projection import ComputedOn, Projection, build_digraph, measured

if TYPE_CHECKING:
    import networkx as nx

    from graph.network.network import Network

MAX_REMOVED = 50
"""Actors and relationships that may be taken away at once."""

Pair: TypeAlias = tuple[str, str]
"""Supplier and recipient."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Actors and relationships (supplier, recipient) to think away."""

    actors: frozenset[str] = frozenset()
    relationships: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a network is: `parts` that ties connect, `connected` pairs with a way there."""

    actors: int
    edges: int
    claims: int
    parts: int
    connected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LostReach:
    """How many of the actors that stay a supplier reaches, over any number of hops."""

    actor: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LostSupplies:
    """What a recipient that stays has left; `lost` are categories that nobody else supplies."""

    recipient: str
    suppliers_before: int
    suppliers_after: int
    claims_before: int
    claims_after: int
    origins_before: int
    origins_after: int
    herfindahl_before: float | None
    herfindahl_after: float | None
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The network as it is and as it would be.

    `lost` are the edges that go, `left_alone` the actors that had a part in nothing else.
    """

    on: ComputedOn
    removal: Removal
    before: Size
    after: Size
    lost: tuple[Edge, ...]
    left_alone: tuple[str, ...]
    reach: tuple[LostReach, ...]
    supplies: tuple[LostSupplies, ...]


def what_if(network: Network, removal: Removal, wanted: Filter | None = None) -> WhatIf:
    """Take actors and relationships away, and tell what changes for those that stay.

    Raises InvalidField for nothing or too much to take away, and for what is not there.
    """
    _check_size(removal)
    return measured(
        network, ("what if", removal), wanted, lambda projection: _compare(projection, removal)
    )


def _compare(projection: Projection, removal: Removal) -> WhatIf:
    edges = projection.snapshot.edges
    _check_there(projection.digraph, removal)
    kept = _without(edges, removal)
    before, after = projection.digraph, build_digraph(kept)
    stay = set(before) - removal.actors
    ends_before, ends_after = reached_by(before), reached_by(after)
    return WhatIf(
        on=projection.computed_on,
        removal=removal,
        before=_size(before, ends_before),
        after=_size(after, ends_after),
        lost=tuple(
            edge
            for supplier, near in sorted(edges.items())
            for recipient, edge in sorted(near.items())
            if recipient not in kept.get(supplier, {})
        ),
        left_alone=tuple(sorted(stay - set(after))),
        reach=_lost_reach(stay, ends_before, ends_after),
        supplies=_lost_supplies(stay, edges, kept),
    )


def reached_by(digraph: nx.DiGraph[str]) -> dict[str, frozenset[str]]:
    """List whom each actor reaches over any number of hops, itself left out.

    Actors on a circle reach the same, so that one set is made for each circle.
    """
    import networkx as nx

    condensed = nx.condensation(digraph)
    reached: dict[int, frozenset[str]] = {}
    for circle in reversed(list(nx.topological_sort(condensed))):
        beyond = (reached[after] for after in condensed.succ[circle])
        reached[circle] = frozenset(condensed.nodes[circle]["members"]).union(*beyond)
    place = condensed.graph["mapping"]
    return {actor: reached[place[actor]] - {actor} for actor in digraph}


def _without(edges: Edges, removal: Removal) -> Edges:
    kept: dict[str, dict[str, Edge]] = {}
    for supplier, near in edges.items():
        for recipient, edge in near.items():
            gone = not removal.actors.isdisjoint((supplier, recipient))
            if not gone and (supplier, recipient) not in removal.relationships:
                kept.setdefault(supplier, {})[recipient] = edge
    return kept


def _size(digraph: nx.DiGraph[str], reached: Mapping[str, frozenset[str]]) -> Size:
    import networkx as nx

    return Size(
        actors=digraph.number_of_nodes(),
        edges=digraph.number_of_edges(),
        claims=sum(edge["claims"] for _, _, edge in digraph.edges(data=True)),
        parts=nx.number_weakly_connected_components(digraph),
        connected=sum(map(len, reached.values())),
    )


def _lost_reach(
    stay: set[str], before: Mapping[str, frozenset[str]], after: Mapping[str, frozenset[str]]
) -> tuple[LostReach, ...]:
    """Compare among those that stay alone, so that what is removed is not counted as lost."""
    compared = (
        LostReach(
            actor=actor,
            before=len(before[actor] & stay),
            after=len(after.get(actor, frozenset())),
        )
        for actor in stay
    )
    lost = [one for one in compared if one.after < one.before]
    return tuple(sorted(lost, key=lambda one: (one.after - one.before, one.actor)))


def _lost_supplies(stay: set[str], edges: Edges, kept: Edges) -> tuple[LostSupplies, ...]:
    before, after = _received(edges), _received(kept)
    lost = [
        _compare_supplies(recipient, received, after.get(recipient, []))
        for recipient, received in before.items()
        if recipient in stay and len(after.get(recipient, [])) < len(received)
    ]
    return tuple(
        sorted(lost, key=lambda one: (one.origins_after - one.origins_before, one.recipient))
    )


def _received(edges: Edges) -> dict[str, list[Edge]]:
    received: dict[str, list[Edge]] = {}
    for near in edges.values():
        for recipient, edge in near.items():
            received.setdefault(recipient, []).append(edge)
    return received


def _compare_supplies(recipient: str, before: list[Edge], after: list[Edge]) -> LostSupplies:
    return LostSupplies(
        recipient=recipient,
        suppliers_before=len(before),
        suppliers_after=len(after),
        claims_before=sum(edge.claims for edge in before),
        claims_after=sum(edge.claims for edge in after),
        origins_before=sum(edge.origins for edge in before),
        origins_after=sum(edge.origins for edge in after),
        herfindahl_before=herfindahl(edge.origins for edge in before),
        herfindahl_after=herfindahl(edge.origins for edge in after),
        lost=tuple(sorted(_categories(before) - _categories(after))),
    )


def _categories(received: Iterable[Edge]) -> set[str]:
    named = (one.munition for edge in received for one in edge.categories)
    return {category for category in named if category is not None}


def _check_size(removal: Removal) -> None:
    asked = len(removal.actors) + len(removal.relationships)
    if not asked:
        raise InvalidField(
            "Nothing is to be removed",
            field="actors",
            remedy="Name actors, or relationships as SUPPLIER>RECIPIENT",
        )
    if asked > MAX_REMOVED:
        raise InvalidField(
            f"{asked} actors and relationships are to be removed",
            field="actors" if removal.actors else "relationships",
            value=str(asked),
            remedy=f"Remove {MAX_REMOVED} at most",
        )


def _check_there(digraph: nx.DiGraph[str], removal: Removal) -> None:
    for actor in sorted(removal.actors):
        if actor not in digraph:
            raise InvalidField(
                f"{actor} has no part in this network",
                field="actors",
                value=actor,
                remedy="Name an actor that the filters leave a relationship",
            )
    for supplier, recipient in sorted(removal.relationships):
        if not digraph.has_edge(supplier, recipient):
            raise InvalidField(
                f"{supplier} does not supply {recipient} in this network",
                field="relationships",
                value=f"{supplier}>{recipient}",
                remedy="Name a relationship that claims which match the filters make",
            )
