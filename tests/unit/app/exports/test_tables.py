"""Nodes and edges as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import pandas as pd

from app.exports.tables import EDGE_FIELDS, NODE_FIELDS, Table, edges, nodes, table_csv
from graph.network.columns import ValueKind
from graph.network.filter import Filter
from graph.network.rolling import Level
from tests.drawing import drawing


def rows(table: Table) -> list[dict[str, str]]:
    text = b"".join(table_csv(table)).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_is_an_actor() -> None:
    found = {row["id"]: row for row in rows(nodes(drawing()))}
    assert tuple(found["POL"]) == tuple(NODE_FIELDS)
    assert (found["POL"]["label"], found["POL"]["alpha2"]) == ("Poland", "PL")
    assert (found["hezbollah"]["home"], found["hezbollah"]["alpha2"]) == ("LBN", "")


def test_a_row_is_an_edge() -> None:
    found = {row["id"]: row for row in rows(edges(drawing()))}
    assert tuple(found["POL.UKR"])[:6] == ("id", "source", "target", "label", "kind", "weight")
    tanks = found["POL.UKR.battle-tank"]
    assert (tanks["source"], tanks["target"], tanks["weight"]) == ("POL", "UKR", "2")
    assert (tanks["first"], tanks["last"]) == ("2024-03-01", "2024-05-02")
    (pair,) = (row for row in rows(edges(drawing(Level.PAIR))) if row["id"] == "POL.UKR")
    assert (pair["kind"], pair["munitions"]) == ("", "battle-tank;artillery-ammunition")


def test_the_words_of_an_article_are_no_formula() -> None:
    (tanks,) = (row for row in rows(edges(drawing())) if row["id"] == "POL.UKR.battle-tank")
    assert tanks["quote_publisher"] == "'=1+1"


def test_pandas_reads_them() -> None:
    drawn = drawing()
    frame = pd.read_csv(
        io.BytesIO(b"".join(table_csv(edges(drawn)))), parse_dates=["first", "last"]
    )
    assert list(frame["id"]) == [edge.id for edge in drawn.edges]
    assert list(frame["weight"]) == [edge.row.claims for edge in drawn.edges]
    assert list(frame["contested"]) == [edge.row.contested for edge in drawn.edges]
    assert frame["first"].max() == pd.Timestamp("2024-03-01")


def test_without_rows_there_is_a_heading() -> None:
    drawn = drawing(wanted=Filter(supplier="OMN"))
    assert b"".join(table_csv(edges(drawn))) == ",".join(EDGE_FIELDS).encode() + b"\r\n"


def test_many_rows_come_in_parts() -> None:
    def count() -> Iterable[tuple[int]]:
        return ((number,) for number in range(1200))

    parts = list(table_csv(Table(title="", fields={"n": ValueKind.INTEGER}, rows=count())))
    assert len(parts) == 4
    assert b"".join(parts).split() == [b"n", *(str(n).encode() for n in range(1200))]
