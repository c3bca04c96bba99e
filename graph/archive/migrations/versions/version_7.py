"""Digests of decisions, keys and the trail, against silent damage."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import (
    Column,
    Connection,
    Select,
    TableClause,
    bindparam,
    column,
    select,
    table,
    update,
)

from graph.archive.dialects import text
from graph.archive.digests import row_digest

revision = "0007"
down_revision = "0006"

_AT_ONCE = 1000
_OF_KEY = (
    *("id", "digest", "name", "scopes"),
    *("created_at", "expires_at", "revoked_at", "last_used"),
)
_OF_ENTRY = (
    *("id", "at", "door", "key_id", "address", "request_id", "action", "subject", "outcome"),
)
_CHANGES = table("changes", column("sequence"), column("article_id"), column("kind"))
_DECISIONS = table(
    "decisions", *map(column, ("sequence", "who", "why", "made_at")), column("digest")
)
_KEYS = table("api_keys", *map(column, _OF_KEY), column("row_digest"))
_AUDIT = table("audit", *map(column, _OF_ENTRY), column("digest"))
_DECIDED = (
    select(_DECISIONS, _CHANGES.c.article_id, _CHANGES.c.kind)
    .join(_CHANGES, _CHANGES.c.sequence == _DECISIONS.c.sequence)
    .order_by(_DECISIONS.c.sequence)
)


def upgrade() -> None:
    """Add the columns, and the digests of what is there, as it is."""
    op.add_column("decisions", _digest_column("digest"))
    op.add_column("api_keys", _digest_column("row_digest"))
    op.add_column("audit", _digest_column("digest"))
    connection = op.get_bind()
    for query, target, names in (
        (_DECIDED, _DECISIONS, ("sequence", "article_id", "kind", "who", "why", "made_at")),
        (select(_KEYS).order_by(_KEYS.c.id), _KEYS, _OF_KEY),
        (select(_AUDIT).order_by(_AUDIT.c.id), _AUDIT, _OF_ENTRY),
    ):
        _sign(connection, query, target, names)
    op.execute("UPDATE meta SET value = '7' WHERE key = 'schema_version'")


def _sign(
    connection: Connection, query: Select[Any], target: TableClause, names: tuple[str, ...]
) -> None:
    """Write digests into the last column of all rows; the first of `names` is the key."""
    key, digest = names[0], list(target.c)[-1]
    change = (
        update(target).where(target.c[key] == bindparam("of")).values({digest: bindparam("is")})
    )
    last: object = None
    while True:
        following = query if last is None else query.where(target.c[key] > last)
        rows = connection.execute(following.limit(_AT_ONCE)).mappings().all()
        if not rows:
            return
        last = rows[-1][key]
        connection.execute(change, [{"of": row[key], "is": row_digest(row, names)} for row in rows])


def _digest_column(name: str) -> Column[str]:
    return Column(name, text(64), nullable=False, server_default="")
