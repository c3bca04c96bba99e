"""What is told of nodes and edges."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.network.columns import ACTOR_COLUMNS, EDGE_COLUMNS, ValueKind
from graph.network.rolling import Level
from tests.drawing import drawing

DOCUMENTED = Path(__file__).resolve().parents[4] / "docs" / "exports.md"
TYPES = {
    ValueKind.TEXT: str,
    ValueKind.INTEGER: int,
    ValueKind.NUMBER: float,
    ValueKind.FLAG: bool,
    ValueKind.DAY: date,
}


def test_columns_have_names_of_their_own() -> None:
    for names in (
        ["id", *(column.name for column in ACTOR_COLUMNS)],
        ["id", "source", "target", *(column.name for column in EDGE_COLUMNS)],
    ):
        assert len({name.casefold() for name in names}) == len(names)


@pytest.mark.parametrize("level", Level)
def test_values_are_of_the_kind_that_is_told(level: Level) -> None:
    drawn = drawing(level)
    for column in ACTOR_COLUMNS:
        values = [column.take(one) for one in drawn.actors]
        assert {type(value) for value in values if value is not None} <= {TYPES[column.kind]}
    for told in EDGE_COLUMNS:
        values = [told.take(edge) for edge in drawn.edges]
        assert {type(value) for value in values if value is not None} <= {TYPES[told.kind]}


def test_a_relationship_is_told() -> None:
    (edge,) = (one for one in drawing().edges if one.id == "POL.UKR.battle-tank")
    told = {column.name: column.take(edge) for column in EDGE_COLUMNS}
    assert (told["weight"], told["origins"], told["strength"]) == (2, 2, "corroborated")
    assert (told["amount_least"], told["amount_most"], told["amount_unit"]) == (40, 50, None)
    assert (told["first"], told["quote_publisher"]) == (date(2024, 3, 1), "=1+1")
    assert told["quote_claim"] == edge.row.quotes[0].id
    (disputed,) = (one for one in drawing().edges if one.row.supplier == "IRN")
    told = {column.name: column.take(disputed) for column in EDGE_COLUMNS}
    assert (told["contested"], told["disputed"], told["amount_least"]) == (True, 1, None)


def test_every_column_is_documented_with_its_meaning() -> None:
    text = DOCUMENTED.read_text(encoding="utf-8")
    for column in ACTOR_COLUMNS:
        assert f"| `{column.name}` | {column.kind} | {column.means} |" in text
    for told in EDGE_COLUMNS:
        assert f"| `{told.name}` | {told.kind} | {told.means} |" in text
