"""Nodes and edges as Parquet."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from pyarrow import parquet

from app.exports.parquet import table_parquet
from app.exports.tables import EDGE_FIELDS, Table, edges, nodes
from graph.errors import MissingExtra
from graph.network.filter import Filter
from graph.network.rolling import Level
from tests.drawing import drawing


@pytest.mark.parametrize("level", Level)
def test_rows_come_back_with_their_types(level: Level) -> None:
    drawn = drawing(level)
    layouts: tuple[Callable[[], Table], ...] = (lambda: nodes(drawn), lambda: edges(drawn))
    for lay_out in layouts:
        table = parquet.read_table(io.BytesIO(b"".join(table_parquet(lay_out))))
        assert [tuple(row.values()) for row in table.to_pylist()] == list(lay_out().rows)
        assert table.schema.metadata[b"title"].decode() == drawn.title
    assert isinstance(table.column("first_reported")[0].as_py(), date)
    assert str(table.schema.field("contested").type) == "bool"


def test_pandas_reads_them() -> None:
    drawn = drawing()
    written = b"".join(table_parquet(lambda: edges(drawn)))
    frame = pd.read_parquet(io.BytesIO(written))
    assert list(frame.columns) == list(EDGE_FIELDS)
    assert frame["weight"].sum() == 7


def test_without_rows_there_are_columns() -> None:
    drawn = drawing(wanted=Filter(supplier="OMN"))
    written = b"".join(table_parquet(lambda: edges(drawn)))
    table = parquet.read_table(io.BytesIO(written))
    assert (table.num_rows, table.column_names) == (0, list(EDGE_FIELDS))


def test_it_is_the_same_each_time() -> None:
    one, other = (b"".join(table_parquet(lambda: edges(drawing()))) for _ in range(2))
    assert one == other


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(MissingExtra, match=r"pip install -e '\.\[parquet\]'"):
        table_parquet(lambda: edges(drawing()))
