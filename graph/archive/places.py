"""Which articles stand, at one moment: what a projection is held to."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from graph.archive.schema import ChangeKind, changes


def read_standing(connection: Connection) -> tuple[frozenset[str], int]:
    """Name the articles that stand, and the sequence number at which they do."""
    last = select(func.max(changes.c.sequence)).group_by(changes.c.article_id)
    query = select(changes.c.article_id, changes.c.kind, changes.c.sequence)
    rows = connection.execute(query.where(changes.c.sequence.in_(last))).all()
    standing = (row.article_id for row in rows if row.kind != ChangeKind.WITHDRAWN.value)
    return frozenset(standing), max((row.sequence for row in rows), default=0)
