"""The network as it is drawn: actors as nodes, rows as edges, for the tools that draw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from graph.claims.actor import Actor, describe_actor
from graph.claims.munition import munitions
from graph.network.categories import category_of
from graph.network.communities import group
from graph.network.edges import Carried, Edge, Edges, Snapshot
from graph.network.filter import Filter
from graph.network.links import pagerank
from graph.network.projection import Projection, build_digraph
from graph.network.rolling import Level
from graph.network.supplies import SupplyRow

if TYPE_CHECKING:
    from graph.network.network import Network

UNNAMED = "unspecified"
"""What stands for a munition where the claims name none."""

LABELLED = 3
"""Munitions that the label of an edge names at most."""

_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnActor:
    """A node: an actor, what it has to do with others, and where it stands in this network.

    `suppliers` and `recipients` count actors, `received` and `supplied` claims. `pagerank` and
    `community`, which counts from 1, the largest first, are weighted by origins.
    """

    actor: Actor
    suppliers: int
    recipients: int
    received: int
    supplied: int
    pagerank: float
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnEdge:
    """An edge: a row, and the munitions that its claims name, most claims first.

    `kind` tells edges of a pair apart, None where there is one each. `start` and `end` are the
    time in which it happened, as far as the dates of the row make an interval.
    """

    id: str
    kind: str | None
    row: SupplyRow
    munitions: tuple[Carried, ...]
    start: date | None
    end: date | None

    @property
    def label(self) -> str:
        """Name the munitions."""
        named = [_label(one.munition) for one in self.munitions[:LABELLED]]
        return ", ".join(named) + (" …" if len(self.munitions) > LABELLED else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """All of it, at one sequence number: actors by id, edges by supplier, recipient and id."""

    sequence: int
    wanted: Filter
    level: Level
    actors: tuple[DrawnActor, ...]
    edges: tuple[DrawnEdge, ...]

    @property
    def title(self) -> str:
        """Say what it shows, so that it can be cited and repeated."""
        asked = parse_qsl(urlencode(self.wanted.asked(), doseq=True))
        given = [f"{name}={value}" for name, value in asked]
        shown = ", ".join([f"by={self.level}", *given])
        return f"Who supplies whom with what, by Materiel: state {self.sequence}, {shown}"


def draw(network: Network, wanted: Filter, level: Level) -> Drawn:
    """Draw who supplies whom: an edge for each row at that level; nobody supplies himself."""
    with network.still():
        found = network.rolled_up(wanted, level)
        claimed = network.edges(replace(wanted, strength=None)).edges
    rows = [row for row in found.rows if row.supplier != row.recipient]
    drawn = [_draw_edge(row, level, claimed) for row in rows]
    edges = _add_up(rows, claimed)
    snapshot = Snapshot(sequence=found.sequence, revision=0, wanted=wanted, edges=edges)
    return Drawn(
        sequence=found.sequence,
        wanted=wanted,
        level=level,
        actors=_draw_actors(Projection(snapshot=snapshot, digraph=build_digraph(edges))),
        edges=tuple(sorted(drawn, key=_edge_order)),
    )


def _draw_edge(row: SupplyRow, level: Level, claimed: Edges) -> DrawnEdge:
    start, end = (date.fromisoformat(day) if day else None for day in (row.first, row.last))
    if start and end and end < start:  # days of different claims, each open to one side
        start = end = None
    pair = (row.supplier, row.recipient)
    is_pair = level is Level.PAIR
    return DrawnEdge(
        id=".".join(pair if is_pair or not row.munition else (*pair, row.munition)),
        kind=None if is_pair else row.munition or UNNAMED,
        row=row,
        munitions=_carried(row, level, claimed),
        start=start,
        end=end,
    )


def _carried(row: SupplyRow, level: Level, claimed: Edges) -> tuple[Carried, ...]:
    if level is Level.MUNITION:
        return (Carried(munition=row.munition, claims=row.claims, origins=row.origins),)
    every = claimed[row.supplier][row.recipient].munitions
    if level is Level.PAIR:
        return every
    return tuple(
        one for one in every if (category_of(one.munition) or one.munition) == row.munition
    )


def _draw_actors(projection: Projection) -> tuple[DrawnActor, ...]:
    digraph = projection.digraph
    ranks = pagerank(digraph) if digraph else {}
    places = {
        actor: at
        for at, community in enumerate(group(projection).groups, start=1)
        for actor in community.actors
    }
    return tuple(
        DrawnActor(
            actor=describe_actor(actor),
            suppliers=digraph.in_degree(actor),
            recipients=digraph.out_degree(actor),
            received=digraph.in_degree(actor, weight="claims"),
            supplied=digraph.out_degree(actor, weight="claims"),
            pagerank=round(ranks[actor], _DIGITS),
            community=places[actor],
        )
        for actor in sorted(digraph)
    )


def _add_up(rows: Sequence[SupplyRow], claimed: Edges) -> Edges:
    """Put the rows of each pair together; an origin that tells of several rows counts once."""
    pairs: dict[tuple[str, str], list[SupplyRow]] = {}
    for row in rows:
        pairs.setdefault((row.supplier, row.recipient), []).append(row)
    edges: dict[str, dict[str, Edge]] = {}
    for (supplier, recipient), told in pairs.items():
        all_origins = claimed[supplier][recipient].origins
        edges.setdefault(supplier, {})[recipient] = Edge(
            supplier=supplier,
            recipient=recipient,
            claims=sum(row.claims for row in told),
            origins=min(all_origins, sum(row.origins for row in told)),
            munitions=(),
            categories=(),
        )
    return edges


def _edge_order(edge: DrawnEdge) -> tuple[str, str, str]:
    return edge.row.supplier, edge.row.recipient, edge.id


def _label(munition: str | None) -> str:
    return munitions()[munition].label if munition else UNNAMED
