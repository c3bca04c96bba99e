"""The network as Cytoscape JSON (`.cyjs`), for Cytoscape and Cytoscape.js."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import orjson

from graph.network.columns import ACTOR_COLUMNS, EDGE_COLUMNS, Column, Thing, Value, worded
from graph.network.drawn import Drawn, DrawnEdge

FORMAT_VERSION = "1.0"
TARGET = "~2.1"
"""Version of Cytoscape.js that the format is that of, as Cytoscape itself writes it."""

SUPPLIES = "supplies"
"""Interaction of an edge that stands for all munitions."""


def cytoscape_json(drawn: Drawn) -> Iterator[bytes]:
    """Write actors as nodes and rows as edges, one a line; what is unknown is left out."""
    head = {
        "format_version": FORMAT_VERSION,
        "generated_by": "materiel",
        "target_cytoscapejs_version": TARGET,
        "data": {
            **_named(drawn.title),
            "sequence": drawn.sequence,
            "by": drawn.level.value,
        },
    }
    yield orjson.dumps(head)[:-1] + b',\n"elements":{"nodes":[\n'
    yield from _listed(
        {"id": one.actor.id, **_named(one.actor.label), **_told(ACTOR_COLUMNS, one)}
        for one in drawn.actors
    )
    yield b'],\n"edges":[\n'
    yield from _listed(
        {
            "id": edge.id,
            "source": edge.row.supplier,
            "target": edge.row.recipient,
            **_interaction(edge),
            **_told(EDGE_COLUMNS, edge),
        }
        for edge in worded(drawn.edges)
    )
    yield b"]}}\n"


def _listed(elements: Iterable[dict[str, Value]]) -> Iterator[bytes]:
    before = b""
    for element in elements:
        yield before + orjson.dumps({"data": element}) + b"\n"
        before = b","


def _interaction(edge: DrawnEdge) -> dict[str, Value]:
    passing = edge.kind or SUPPLIES
    named = _named(f"{edge.row.supplier} ({passing}) {edge.row.recipient}")
    return {**named, "interaction": passing, "shared_interaction": passing}


def _named(name: str) -> dict[str, Value]:
    """Name an element as Cytoscape does, in its own network and in those that share it."""
    return {"name": name, "shared_name": name}


def _told(columns: Sequence[Column[Thing]], one: Thing) -> dict[str, Value]:
    values = ((column.name, column.take(one)) for column in columns)
    return {name: value for name, value in values if value is not None}
