"""What the archive held at an earlier sequence number, article by article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from graph.archive.deciding import write_moment
from graph.archive.judging import current_verdicts
from graph.archive.rows import read_reading
from graph.archive.schema import ChangeKind, articles, changes, decisions, readings
from graph.claims.reading import ReadArticle, Revision


def revise(
    connection: Connection, now: Sequence[ReadArticle], sequence: int, place: str
) -> list[Revision]:
    """Tell how articles stood at a sequence number before their last changes."""
    ids = [read.article.id for read in now]
    last = _last_changes(connection, ids, sequence)
    stood = {
        article_id: number
        for article_id, (number, kind) in last.items()
        if kind != ChangeKind.WITHDRAWN.value
    }
    judged = current_verdicts(connection, stood, place, until=sequence) if stood else {}
    earlier = _earlier_readings(connection, stood, sequence, place) if stood else {}
    return [
        Revision(
            before=replace(
                read,
                sequence=stood[read.article.id],
                withdrawn=None,
                verdicts=judged.get(read.article.id, ()),
                **earlier.get(read.article.id, {}),
            )
            if read.article.id in stood
            else None,
            now=read,
        )
        for read in now
    ]


def _earlier_readings(
    connection: Connection, article_ids: Iterable[str], sequence: int, place: str
) -> dict[str, dict[str, Any]]:
    """Read the then current readings of those that were read again since, as fields.

    The first change of an article brings its first reading, and each that is REREAD the next.
    """
    again = changes.c.kind == ChangeKind.REREAD.value
    since = (
        select(changes.c.article_id, func.count().label("readings"))
        .where(changes.c.article_id.in_(list(article_ids)), changes.c.sequence > sequence, again)
        .group_by(changes.c.article_id)
    )
    made = {row.article_id: row.readings for row in connection.execute(since)}
    if not made:
        return {}
    query = select(readings).where(readings.c.article_id.in_(list(made))).order_by(readings.c.id)
    found: dict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["article_id"]].append(row)
    return {
        article_id: read_reading(rows[len(rows) - made[article_id] - 1], place)
        for article_id, rows in found.items()
    }


def _last_changes(
    connection: Connection, article_ids: Sequence[str], sequence: int
) -> dict[str, tuple[int, str]]:
    """Find number and kind of each article's last change up to a sequence number."""
    numbers = (
        select(func.max(changes.c.sequence))
        .where(changes.c.article_id.in_(article_ids), changes.c.sequence <= sequence)
        .group_by(changes.c.article_id)
    )
    query = select(changes.c.article_id, changes.c.sequence, changes.c.kind).where(
        changes.c.sequence.in_(numbers)
    )
    return {row.article_id: (row.sequence, row.kind) for row in connection.execute(query)}


def last_before(connection: Connection, moment: datetime) -> int:
    """Find the sequence number of the last change made before a moment, 0 without any."""
    made_at = func.coalesce(decisions.c.made_at, articles.c.ingested_at)
    query = (
        select(func.max(changes.c.sequence))
        .select_from(changes)
        .join(articles, articles.c.id == changes.c.article_id)
        .outerjoin(decisions, decisions.c.sequence == changes.c.sequence)
        .where(made_at < write_moment(moment))
    )
    return connection.execute(query).scalar() or 0
