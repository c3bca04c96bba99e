"""The network that is drawn as tables of nodes and of edges."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from app.schemas.tables import safe_cell
from graph.network.columns import ACTOR_COLUMNS, EDGE_COLUMNS, Value, ValueKind, worded
from graph.network.drawn import Drawn

_AT_ONCE = 500

NODE_FIELDS = {"id": ValueKind.TEXT, **{one.name: one.kind for one in ACTOR_COLUMNS}}
EDGE_FIELDS = {
    **dict.fromkeys(("id", "source", "target"), ValueKind.TEXT),
    **{one.name: one.kind for one in EDGE_COLUMNS},
}
"""Columns; Gephi and igraph know `id`, `source`, `target`, `label`, `kind` and `weight`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Columns with the kinds of their values, and rows in their order."""

    title: str
    fields: dict[str, ValueKind]
    rows: Iterable[Sequence[Value]]


def nodes(drawn: Drawn) -> Table:
    """Lay out a row for each actor."""
    return Table(
        title=drawn.title,
        fields=NODE_FIELDS,
        rows=(
            (one.actor.id, *(column.take(one) for column in ACTOR_COLUMNS)) for one in drawn.actors
        ),
    )


def edges(drawn: Drawn) -> Table:
    """Lay out a row for each edge."""
    return Table(
        title=drawn.title,
        fields=EDGE_FIELDS,
        rows=(
            (
                *(edge.id, edge.row.supplier, edge.row.recipient),
                *(column.take(edge) for column in EDGE_COLUMNS),
            )
            for edge in worded(drawn.edges)
        ),
    )


def table_csv(table: Table) -> Iterator[bytes]:
    """Write a table as CSV (RFC 4180), in which nothing is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.fields)
    rows = iter(table.rows)
    while written := out.getvalue():
        yield written.encode("utf-8", "backslashreplace")
        out.seek(0)
        out.truncate()
        writer.writerows(map(safe_cell, row) for row in islice(rows, _AT_ONCE))
