"""What is asked of a file of relationships."""

from __future__ import annotations

from pydantic import Field

from app.schemas.wanted import Wanted
from graph.errors import InvalidField
from graph.network.rolling import Level


class RelationshipsWanted(Wanted):
    """Which claims count, and what a row, or an edge, stands for."""

    by: Level = Field(
        default=Level.MUNITION,
        description="One for each munition, each category of munitions, or each pair of actors",
    )


def refuse_filters(wanted: RelationshipsWanted, name: str) -> None:
    """Raise InvalidField if anything is asked of a file that holds all relationships."""
    for field, value in wanted.model_dump(exclude_defaults=True, mode="json").items():
        raise InvalidField(
            f"{name} holds all relationships",
            field=field,
            value=", ".join(value) if isinstance(value, list) else str(value),
            remedy="Leave it out, or take another format: csv, ndjson, graphml, gexf, parquet …",
        )
