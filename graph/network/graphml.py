"""The network as GraphML, for Gephi, Cytoscape, igraph and the like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graph.claims.actor import describe_actor
from graph.claims.munition import munitions
from graph.network.supplies import SupplyRow

if TYPE_CHECKING:
    import networkx as nx


def graphml(rows: Sequence[SupplyRow]) -> Iterator[bytes]:
    """Write actors as nodes and each row as an edge, line by line; what is unknown is left out."""
    import networkx as nx

    for line in nx.generate_graphml(_drawn(rows), named_key_ids=True):
        yield f"{line}\n".encode()


def _drawn(rows: Sequence[SupplyRow]) -> nx.MultiDiGraph[str]:
    import networkx as nx

    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for actor_id in sorted({actor for row in rows for actor in (row.supplier, row.recipient)}):
        actor = describe_actor(actor_id)
        drawn.add_node(actor_id, label=actor.label, kind=actor.kind.value)
    for row in rows:
        drawn.add_edge(row.supplier, row.recipient, **_told(row))
    return drawn


def _told(row: SupplyRow) -> dict[str, str | int | bool]:
    told = {
        "munition": row.munition,
        "munition_label": munitions()[row.munition].label if row.munition else None,
        "weight": row.claims,
        "articles": row.articles,
        "sources": row.sources,
        "origins": row.origins,
        "strength": row.strength.value if row.strength else None,
        "contested": row.contested,
        "suspended": row.suspended,
        "disputed": row.disputed,
        "status": row.status.value,
        "stages": ";".join(stage.value for stage in row.stages),
        "first": row.first,
        "last": row.last,
        "first_reported": row.first_reported.isoformat() if row.first_reported else None,
        "last_reported": row.last_reported.isoformat() if row.last_reported else None,
        "quote": row.quotes[0].claim.passage.quote if row.quotes else None,
    }
    return {name: value for name, value in told.items() if value is not None}
