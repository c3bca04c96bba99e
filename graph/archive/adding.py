"""Articles as they come in: all rows of one in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from graph.archive.rows import Rows
from graph.archive.schema import ChangeKind, articles, changes, readings, totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What `add` did: `sequence` is the place of the article, `is_new` False if it was known."""

    article_id: str
    sequence: int
    is_new: bool


def insert_article(connection: Connection, rows: Rows, sequence: int) -> Added:
    """Put an article in at a sequence number unless it is known; in the caller's transaction."""
    article_id = rows.article["id"]
    known = connection.execute(
        select(func.max(changes.c.sequence)).where(changes.c.article_id == article_id)
    ).scalar()
    if known is not None:
        return Added(article_id=article_id, sequence=known, is_new=False)
    connection.execute(insert(articles), rows.article)
    connection.execute(insert(readings), rows.reading)
    connection.execute(
        insert(changes),
        {"sequence": sequence, "article_id": article_id, "kind": ChangeKind.ADDED.value},
    )
    connection.execute(
        update(totals).values(
            articles=totals.c.articles + 1,
            claims=totals.c.claims + rows.claims,
            readings=totals.c.readings + 1,
        )
    )
    return Added(article_id=article_id, sequence=sequence, is_new=True)


def last_sequence(connection: Connection) -> int:
    """Tell the number of the last change, 0 when empty."""
    return connection.execute(select(func.max(changes.c.sequence))).scalar() or 0
