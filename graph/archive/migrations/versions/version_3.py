"""Claims can be judged. The table of verdicts was there, but nothing wrote into it."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey

from graph.archive.dialects import number, text, words
from graph.errors import StorageError

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of verdicts anew; raises StorageError if there is anything in it."""
    if op.get_bind().exec_driver_sql("SELECT count(*) FROM verdicts").scalar():
        raise StorageError("The archive holds verdicts of a kind that is not known")
    op.drop_table("verdicts")
    op.create_table(
        "verdicts",
        Column("sequence", number(), ForeignKey("decisions.sequence"), primary_key=True),
        Column("article_id", text(32), ForeignKey("articles.id"), nullable=False, index=True),
        Column("claim_id", text(32), nullable=False, index=True),
        Column("decision", text(), nullable=False),
        Column("correction", words()),
        Column("digest", text(64), nullable=False),
    )
    op.execute("UPDATE meta SET value = '3' WHERE key = 'schema_version'")
