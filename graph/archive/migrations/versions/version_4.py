"""Readings in brief. The table fills as they are asked for."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, LargeBinary

from graph.archive.dialects import number, text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "briefs",
        Column("reading_id", number(), ForeignKey("readings.id"), primary_key=True),
        Column("version", text(), nullable=False),
        Column("claims", LargeBinary, nullable=False),
        Column("marks", LargeBinary, nullable=False),
        Column("digest", text(64), nullable=False),
    )
    op.execute("UPDATE meta SET value = '4' WHERE key = 'schema_version'")
