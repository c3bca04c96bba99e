"""Tables as Parquet, if the extra `parquet` is installed."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from app.exports.tables import Table
from graph.errors import MissingExtra
from graph.network.columns import ValueKind

if TYPE_CHECKING:
    import pyarrow as pa

EXTRA = "parquet"


def table_parquet(lay_out: Callable[[], Table]) -> Iterator[bytes]:
    """Write a table as Parquet with typed columns.

    Raises MissingExtra at once, before anything is laid out.
    """
    try:
        importlib.import_module("pyarrow.parquet")
    except ImportError as missing:
        raise MissingExtra("Parquet", extra=EXTRA) from missing
    return _write(lay_out)


def _write(lay_out: Callable[[], Table]) -> Iterator[bytes]:
    import pyarrow as pa
    from pyarrow import parquet

    table = lay_out()
    columns = zip(*table.rows, strict=True)
    schema = pa.schema(
        [(name, _type(kind)) for name, kind in table.fields.items()],
        metadata={"title": table.title},
    )
    values = list(columns) or [()] * len(schema)
    arrays = [pa.array(each, type=field.type) for each, field in zip(values, schema, strict=True)]
    out = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), out)
    yield out.getvalue().to_pybytes()


def _type(kind: ValueKind) -> pa.DataType:
    import pyarrow as pa

    types = {
        ValueKind.TEXT: pa.string(),
        ValueKind.INTEGER: pa.int64(),
        ValueKind.NUMBER: pa.float64(),
        ValueKind.FLAG: pa.bool_(),
        ValueKind.DAY: pa.date32(),
    }
    return types[kind]
