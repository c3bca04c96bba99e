"""Publishers can be muted."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, Text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table of verdicts on publishers."""
    op.create_table(
        "mutings",
        Column("sequence", Integer, ForeignKey("decisions.sequence"), primary_key=True),
        Column("publisher", Text, nullable=False, index=True),
        Column("name", Text, nullable=False),
        Column("decision", String, nullable=False),
        Column("digest", String(64), nullable=False),
    )
    op.execute("UPDATE meta SET value = '6' WHERE key = 'schema_version'")
