"""Articles can be withdrawn. Nothing in the tables that are there moves."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey

from graph.archive.dialects import number, text, words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of decisions and of claims that are withdrawn."""
    op.create_table(
        "decisions",
        Column("sequence", number(), ForeignKey("changes.sequence"), primary_key=True),
        Column("who", words()),
        Column("why", words()),
        Column("made_at", text(), nullable=False),
    )
    op.create_table(
        "withdrawn_claims",
        Column("claim_id", text(32), primary_key=True),
        Column("article_id", text(32), ForeignKey("articles.id"), nullable=False, index=True),
    )
    op.add_column("totals", Column("withdrawn", number(), nullable=False, server_default="0"))
    op.execute("UPDATE meta SET value = '2' WHERE key = 'schema_version'")
