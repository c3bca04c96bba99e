"""The first version: articles, readings, changes and totals."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey

from graph.archive.dialects import number, text, words

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "meta",
        Column("key", text(), primary_key=True),
        Column("value", text(), nullable=False),
    )
    op.create_table(
        "articles",
        Column("id", text(32), primary_key=True),
        Column("text", words(), nullable=False),
        Column("title", words()),
        Column("published", text(10)),
        Column("publisher", words()),
        Column("url", words()),
        Column("digest", text(64), nullable=False),
        Column("ingested_at", text(), nullable=False),
    )
    op.create_table(
        "readings",
        Column("id", number(), primary_key=True),
        Column("article_id", text(32), ForeignKey("articles.id"), nullable=False),
        Column("extractor", text(), nullable=False),
        Column("version", text(), nullable=False),
        Column("claims", words(), nullable=False),
        Column("digest", text(64), nullable=False),
        Column("made_at", text(), nullable=False),
    )
    op.create_index("readings_of_article", "readings", ["article_id", "id"])
    op.create_table(
        "changes",
        Column("sequence", number(), primary_key=True, autoincrement=False),
        Column("article_id", text(32), ForeignKey("articles.id"), nullable=False),
        Column("kind", text(), nullable=False),
    )
    op.create_index("changes_of_article", "changes", ["article_id", "sequence"])
    _make_verdicts()
    op.create_table(
        "totals",
        Column("id", number(), primary_key=True),
        Column("articles", number(), nullable=False),
        Column("claims", number(), nullable=False),
        Column("readings", number(), nullable=False),
    )
    op.execute("INSERT INTO meta VALUES ('schema_version', '1')")
    op.execute("INSERT INTO totals VALUES (1, 0, 0, 0)")


def _make_verdicts() -> None:
    """Make the table that version 3 made anew, before anything wrote into it."""
    op.create_table(
        "verdicts",
        Column("id", number(), primary_key=True),
        Column("article_id", text(32), ForeignKey("articles.id"), nullable=False),
        Column("claim_id", text(32), nullable=False, index=True),
        Column("verdict", text(), nullable=False),
        Column("correction", words()),
        Column("who", text(), nullable=False),
        Column("why", words()),
        Column("made_at", text(), nullable=False),
    )
