"""The network as GraphML, for Gephi, Cytoscape, igraph, networkx and the like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.network.columns import ACTOR_COLUMNS, EDGE_COLUMNS, Column, Thing, ValueKind, worded
from graph.network.drawn import Drawn
from graph.network.markup import escape, spell

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
_TYPES = {
    ValueKind.TEXT: "string",
    ValueKind.INTEGER: "long",
    ValueKind.NUMBER: "double",
    ValueKind.FLAG: "boolean",
    ValueKind.DAY: "string",
}
_NODE, _EDGE = "node", "edge"


def graphml(drawn: Drawn) -> Iterator[bytes]:
    """Write actors as nodes and rows as edges; what is unknown is left out."""
    yield _HEAD.encode()
    yield f"<desc>{escape(drawn.title)}</desc>\n".encode()
    yield "".join((*_keys(_NODE, ACTOR_COLUMNS), *_keys(_EDGE, EDGE_COLUMNS))).encode()
    yield b'<graph id="supplies" edgedefault="directed">\n'
    for one in drawn.actors:
        told = "".join(_told(_NODE, ACTOR_COLUMNS, one))
        yield f'<node id="{escape(one.actor.id)}">{told}</node>\n'.encode()
    for edge in worded(drawn.edges):
        ends = f'source="{escape(edge.row.supplier)}" target="{escape(edge.row.recipient)}"'
        told = "".join(_told(_EDGE, EDGE_COLUMNS, edge))
        yield f'<edge id="{escape(edge.id)}" {ends}>{told}</edge>\n'.encode()
    yield b"</graph>\n</graphml>\n"


def _keys(place: str, columns: Sequence[Column[Thing]]) -> Iterable[str]:
    for column in columns:
        yield (
            f'<key id="{place}-{column.name}" for="{place}" attr.name="{column.name}"'
            f' attr.type="{_TYPES[column.kind]}"><desc>{escape(column.means)}</desc></key>\n'
        )


def _told(place: str, columns: Sequence[Column[Thing]], one: Thing) -> Iterable[str]:
    for column in columns:
        value = column.take(one)
        if value is not None:
            yield f'<data key="{place}-{column.name}">{spell(value)}</data>'
