"""Publishers can be muted."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey

from graph.archive.dialects import number, text, words

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table of verdicts on publishers."""
    op.create_table(
        "mutings",
        Column("sequence", number(), ForeignKey("decisions.sequence"), primary_key=True),
        Column("publisher", words(), nullable=False),
        Column("name", words(), nullable=False),
        Column("decision", text(), nullable=False),
        Column("digest", text(64), nullable=False),
    )
    # By hash, as names may be longer than what PostgreSQL keeps in order.
    op.create_index("ix_mutings_publisher", "mutings", ["publisher"], postgresql_using="hash")
    op.execute("UPDATE meta SET value = '6' WHERE key = 'schema_version'")
