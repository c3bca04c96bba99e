"""Every article as it is now: its last change, its newest reading, and whether it stands."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, exists, func, select

from graph.archive.schema import ChangeKind, articles, changes, decisions, readings


def _current() -> Select[Any]:
    later = changes.alias("later")
    newest = (
        select(func.max(readings.c.id))
        .where(readings.c.article_id == changes.c.article_id)
        .correlate(changes)
        .scalar_subquery()
    )
    changed_again = exists().where(
        later.c.article_id == changes.c.article_id, later.c.sequence > changes.c.sequence
    )
    return (
        select(
            articles,
            changes.c.sequence,
            changes.c.kind,
            decisions.c.who,
            decisions.c.why,
            decisions.c.made_at,
            decisions.c.digest.label("decision_digest"),
            readings.c.extractor,
            readings.c.version,
            readings.c.claims,
            readings.c.digest.label("reading_digest"),
            readings.c.made_at.label("read_at"),
        )
        .select_from(changes)
        .join(articles, articles.c.id == changes.c.article_id)
        .join(readings, readings.c.id == newest)
        .outerjoin(decisions, decisions.c.sequence == changes.c.sequence)
        .where(~changed_again)
        .order_by(changes.c.sequence)
    )


def last_sequence(connection: Connection) -> int:
    """Tell the number of the last change, 0 when empty."""
    return connection.execute(select(func.max(changes.c.sequence))).scalar() or 0


def changed_at(sequence: int) -> Select[Any]:
    """Select when a change was made: an article came in, or it was decided on."""
    made_at = func.coalesce(decisions.c.made_at, articles.c.ingested_at)
    return (
        select(made_at)
        .select_from(changes)
        .join(articles, articles.c.id == changes.c.article_id)
        .outerjoin(decisions, decisions.c.sequence == changes.c.sequence)
        .where(changes.c.sequence == sequence)
    )


CURRENT = _current()
"""Selects articles at their last change, with their newest reading, in order of change."""

WITHDRAWN = CURRENT.where(
    # Said so that the few decisions are gone through, not every change.
    changes.c.sequence.in_(select(decisions.c.sequence)),
    changes.c.kind == ChangeKind.WITHDRAWN.value,
)
"""Selects those of them that are withdrawn."""
