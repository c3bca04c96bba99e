"""Keys, and the trail. There is no key yet, and nothing is told of earlier writes."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column

from graph.archive.dialects import number, text, words

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "api_keys",
        Column("id", text(12), primary_key=True),
        Column("digest", text(64), nullable=False),
        Column("name", words(), nullable=False),
        Column("scopes", text(), nullable=False),
        Column("created_at", text(), nullable=False),
        Column("expires_at", text()),
        Column("revoked_at", text()),
        Column("last_used", text()),
    )
    op.create_table(
        "audit",
        Column("id", number(), primary_key=True),
        Column("at", text(), nullable=False, index=True),
        Column("door", text(), nullable=False),
        Column("key_id", text(12)),
        Column("address", text()),
        Column("request_id", text()),
        Column("action", text(), nullable=False),
        Column("subject", text(), nullable=False),
        Column("outcome", text(), nullable=False),
    )
    op.execute("UPDATE meta SET value = '5' WHERE key = 'schema_version'")
