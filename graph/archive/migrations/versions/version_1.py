"""The first version: articles, readings, changes and totals."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, Text

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "meta",
        Column("key", String, primary_key=True),
        Column("value", String, nullable=False),
    )
    op.create_table(
        "articles",
        Column("id", String(32), primary_key=True),
        Column("text", Text, nullable=False),
        Column("title", Text),
        Column("published", String(10)),
        Column("publisher", Text),
        Column("url", Text),
        Column("digest", String(64), nullable=False),
        Column("ingested_at", String, nullable=False),
    )
    op.create_table(
        "readings",
        Column("id", Integer, primary_key=True),
        Column("article_id", String(32), ForeignKey("articles.id"), nullable=False),
        Column("extractor", String, nullable=False),
        Column("version", String, nullable=False),
        Column("claims", Text, nullable=False),
        Column("digest", String(64), nullable=False),
        Column("made_at", String, nullable=False),
    )
    op.create_index("readings_of_article", "readings", ["article_id", "id"])
    op.create_table(
        "changes",
        Column("sequence", Integer, primary_key=True, autoincrement=False),
        Column("article_id", String(32), ForeignKey("articles.id"), nullable=False),
        Column("kind", String, nullable=False),
    )
    op.create_index("changes_of_article", "changes", ["article_id", "sequence"])
    _make_verdicts()
    op.create_table(
        "totals",
        Column("id", Integer, primary_key=True),
        Column("articles", Integer, nullable=False),
        Column("claims", Integer, nullable=False),
        Column("readings", Integer, nullable=False),
    )
    op.execute("INSERT INTO meta VALUES ('schema_version', '1')")
    op.execute("INSERT INTO totals VALUES (1, 0, 0, 0)")


def _make_verdicts() -> None:
    """Make the table that version 3 made anew, before anything wrote into it."""
    op.create_table(
        "verdicts",
        Column("id", Integer, primary_key=True),
        Column("article_id", String(32), ForeignKey("articles.id"), nullable=False),
        Column("claim_id", String(32), nullable=False, index=True),
        Column("verdict", String, nullable=False),
        Column("correction", Text),
        Column("who", String, nullable=False),
        Column("why", Text),
        Column("made_at", String, nullable=False),
    )
