"""Claims can be judged. The table of verdicts was there, but nothing wrote into it."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, Text, text

from graph.errors import StorageError

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of verdicts anew; raises StorageError if there is anything in it."""
    if op.get_bind().execute(text("SELECT count(*) FROM verdicts")).scalar():
        raise StorageError("The archive holds verdicts of a kind that is not known")
    op.drop_table("verdicts")
    op.create_table(
        "verdicts",
        Column("sequence", Integer, ForeignKey("decisions.sequence"), primary_key=True),
        Column("article_id", String(32), ForeignKey("articles.id"), nullable=False, index=True),
        Column("claim_id", String(32), nullable=False, index=True),
        Column("decision", String, nullable=False),
        Column("correction", Text),
        Column("digest", String(64), nullable=False),
    )
    op.execute("UPDATE meta SET value = '3' WHERE key = 'schema_version'")
