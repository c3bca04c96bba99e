"""Relationships as lines: what claims add up to for a supplier, a recipient and a munition."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from app.exports.taken import Taken
from app.schemas.supplies import SupplyOut
from app.schemas.tables import supplies_csv
from graph.network.cells import tell

_AT_ONCE = 500


def relationships_ndjson(taken: Taken) -> Iterator[bytes]:
    """Write a JSON object a line, as `/v1/supplies` shows it."""
    for some in _shown(taken):
        for row in some:
            yield orjson.dumps(row.model_dump(mode="json"), option=orjson.OPT_APPEND_NEWLINE)


def relationships_csv(taken: Taken) -> Iterator[bytes]:
    """Write a row each, with the columns of `/v1/supplies`."""
    heading = supplies_csv(())
    yield heading.encode()
    for some in _shown(taken):
        yield supplies_csv(some).removeprefix(heading).encode()


def _shown(taken: Taken) -> Iterator[list[SupplyOut]]:
    rows = taken.rows()
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        tell(placed for row in some for placed in row.quotes)
        yield [SupplyOut.of(row, taken.wanted) for row in some]
