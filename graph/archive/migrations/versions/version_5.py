"""Keys, and the trail. There is no key yet, and nothing is told of earlier writes."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, String, Text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "api_keys",
        Column("id", String(12), primary_key=True),
        Column("digest", String(64), nullable=False),
        Column("name", Text, nullable=False),
        Column("scopes", String, nullable=False),
        Column("created_at", String, nullable=False),
        Column("expires_at", String),
        Column("revoked_at", String),
        Column("last_used", String),
    )
    op.create_table(
        "audit",
        Column("id", Integer, primary_key=True),
        Column("at", String, nullable=False, index=True),
        Column("door", String, nullable=False),
        Column("key_id", String(12)),
        Column("address", String),
        Column("request_id", String),
        Column("action", String, nullable=False),
        Column("subject", String, nullable=False),
        Column("outcome", String, nullable=False),
    )
    op.execute("UPDATE meta SET value = '5' WHERE key = 'schema_version'")
