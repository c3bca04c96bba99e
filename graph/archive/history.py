"""What the archive held at an earlier sequence number, article by article."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from graph.archive.judging import current_verdicts
from graph.archive.rows import write_moment
from graph.archive.schema import ChangeKind, articles, changes, decisions
from graph.claims.reading import ReadArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """An article that changed: as it stood before, None if it did not, and as it is now."""

    before: ReadArticle | None
    now: ReadArticle


def revise(connection: Connection, now: ReadArticle, sequence: int, path: Path) -> Revised:
    """Tell how an article stood at a sequence number before its last change."""
    last = connection.execute(
        select(changes.c.sequence, changes.c.kind)
        .where(changes.c.article_id == now.article.id, changes.c.sequence <= sequence)
        .order_by(changes.c.sequence.desc())
        .limit(1)
    ).first()
    if last is None or last.kind == ChangeKind.WITHDRAWN.value:
        return Revised(before=None, now=now)
    judged = current_verdicts(connection, [now.article.id], path, until=sequence)
    verdicts = judged.get(now.article.id, ())
    before = replace(now, sequence=last.sequence, withdrawn=None, verdicts=verdicts)
    return Revised(before=before, now=now)


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
