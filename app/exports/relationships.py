"""Relationships as lines: what claims add up to for a supplier, a recipient and a munition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import orjson

from app.schemas.supplies import show_supplies
from app.schemas.tables import supplies_csv
from graph.network.filter import Filter
from graph.network.supplies import SupplyRow

_AT_ONCE = 500


def relationships_ndjson(rows: Sequence[SupplyRow]) -> Iterator[bytes]:
    """Write a JSON object a line, as `/v1/supplies` shows it."""
    for start in range(0, len(rows), _AT_ONCE):
        for row in show_supplies(rows[start : start + _AT_ONCE], Filter()):
            yield orjson.dumps(row.model_dump(mode="json"), option=orjson.OPT_APPEND_NEWLINE)


def relationships_csv(rows: Sequence[SupplyRow]) -> Iterator[bytes]:
    """Write a row each, with the columns of `/v1/supplies`."""
    for start in range(0, max(len(rows), 1), _AT_ONCE):
        written = supplies_csv(show_supplies(rows[start : start + _AT_ONCE], Filter()))
        yield (written if start == 0 else written.partition("\r\n")[2]).encode()
