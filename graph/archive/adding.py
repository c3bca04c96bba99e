"""Articles as they come in: all rows of all of them in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from graph.archive.current import last_sequence
from graph.archive.engines.protocol import note_change
from graph.archive.rows import Rows
from graph.archive.schema import ChangeKind, articles, changes, readings, totals

_AT_ONCE = 10_000
"""Ids that are looked for in one query; SQLite takes three times as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What `add` did: `sequence` is the place of the article, `is_new` False if it was known."""

    article_id: str
    sequence: int
    is_new: bool


def insert_articles(connection: Connection, offered: Sequence[Rows]) -> tuple[Added, ...]:
    """Put articles in as the next changes, but for those that are known; one may come twice.

    Within the caller's transaction, which is the one that writes.
    """
    places = _places(connection, [rows.article["id"] for rows in offered])
    last = last_sequence(connection)
    fresh: list[Rows] = []
    added: list[Added] = []
    for rows in offered:
        article_id = rows.article["id"]
        is_new = article_id not in places
        if is_new:
            fresh.append(rows)
            places[article_id] = last + len(fresh)
        added.append(Added(article_id=article_id, sequence=places[article_id], is_new=is_new))
    if fresh:
        _insert(connection, fresh, last)
    return tuple(added)


def _insert(connection: Connection, fresh: Sequence[Rows], last: int) -> None:
    connection.execute(insert(articles), [rows.article for rows in fresh])
    connection.execute(insert(readings), [rows.reading for rows in fresh])
    came = [
        {"sequence": number, "article_id": rows.article["id"], "kind": ChangeKind.ADDED.value}
        for number, rows in enumerate(fresh, start=last + 1)
    ]
    connection.execute(insert(changes), came)
    note_change(connection, last + len(fresh))
    connection.execute(
        update(totals).values(
            articles=totals.c.articles + len(fresh),
            claims=totals.c.claims + sum(rows.claims for rows in fresh),
            readings=totals.c.readings + len(fresh),
        )
    )


def _places(connection: Connection, article_ids: Sequence[str]) -> dict[str, int]:
    """Find the last changes of those that are known."""
    found: dict[str, int] = {}
    for start in range(0, len(article_ids), _AT_ONCE):
        some = article_ids[start : start + _AT_ONCE]
        query = (
            select(changes.c.article_id, func.max(changes.c.sequence))
            .where(changes.c.article_id.in_(some))
            .group_by(changes.c.article_id)
        )
        found.update(tuple(row) for row in connection.execute(query))
    return found
