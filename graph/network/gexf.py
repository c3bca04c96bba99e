"""The network as GEXF 1.3, for Gephi: parallel edges by munition, and the time of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.network.columns import (
    ACTOR_COLUMNS,
    EDGE_COLUMNS,
    KIND,
    LABEL,
    WEIGHT,
    Column,
    Thing,
    Value,
    ValueKind,
    worded,
)
from graph.network.drawn import Drawn, DrawnEdge
from graph.network.markup import escape, spell

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">\n'
)
_TYPES = {
    ValueKind.TEXT: "string",
    ValueKind.INTEGER: "long",
    ValueKind.NUMBER: "double",
    ValueKind.FLAG: "boolean",
    ValueKind.DAY: "string",
}
_OWN_PLACE = frozenset({LABEL, KIND, WEIGHT})
_OF_ACTORS = tuple(one for one in ACTOR_COLUMNS if one.name != LABEL)
_OF_EDGES = tuple(one for one in EDGE_COLUMNS if one.name not in _OWN_PLACE)


def gexf(drawn: Drawn) -> Iterator[bytes]:
    """Write actors as nodes and rows as edges, which are there from their first to last day.

    An edge without a day is always there, and so is every actor; what else is unknown is left out.
    """
    yield _HEAD.encode()
    described = f"<description>{escape(drawn.title)}</description>"
    yield f"<meta><creator>Materiel</creator>{described}</meta>\n".encode()
    yield (
        b'<graph mode="dynamic" timeformat="date" timerepresentation="interval"'
        b' defaultedgetype="directed" idtype="string">\n'
    )
    yield "".join((*_attributes("node", _OF_ACTORS), *_attributes("edge", _OF_EDGES))).encode()
    yield b"<nodes>\n"
    for one in drawn.actors:
        head = _written({"id": one.actor.id, LABEL: one.actor.label})
        yield f"<node{head}>{_told(_OF_ACTORS, one)}</node>\n".encode()
    yield b"</nodes>\n<edges>\n"
    for edge in worded(drawn.edges):
        yield f"<edge{_written(_head(edge))}>{_told(_OF_EDGES, edge)}</edge>\n".encode()
    yield b"</edges>\n</graph>\n</gexf>\n"


def _head(edge: DrawnEdge) -> dict[str, Value]:
    return {
        "id": edge.id,
        "source": edge.row.supplier,
        "target": edge.row.recipient,
        LABEL: edge.label,
        KIND: edge.kind,
        WEIGHT: edge.row.origins,
        "start": edge.start,
        "end": edge.end,
    }


def _written(attributes: dict[str, Value]) -> str:
    return "".join(
        f' {name}="{spell(value)}"' for name, value in attributes.items() if value is not None
    )


def _attributes(place: str, columns: Sequence[Column[Thing]]) -> Iterable[str]:
    yield f'<attributes class="{place}">\n'
    for column in columns:
        name, kind = column.name, _TYPES[column.kind]
        yield f'<attribute id="{name}" title="{name}" type="{kind}"/>\n'
    yield "</attributes>\n"


def _told(columns: Sequence[Column[Thing]], one: Thing) -> str:
    values = ((column.name, column.take(one)) for column in columns)
    told = "".join(
        f'<attvalue for="{name}" value="{spell(value)}"/>'
        for name, value in values
        if value is not None
    )
    return f"<attvalues>{told}</attvalues>"
