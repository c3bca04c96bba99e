"""Articles without their texts, page by page in the order of their last change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from graph.archive.current import CURRENT, last_sequence
from graph.archive.dialects import characters, json_length
from graph.archive.rows import damaged
from graph.archive.schema import ChangeKind, articles, changes, readings, totals


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHeading:
    """An article without its text; `claims` are those of its current reading."""

    id: str
    title: str | None
    published: date | None
    publisher: str | None
    url: str | None
    characters: int
    claims: int
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Which articles: `limit` of them after the one of the sequence number `after`.

    Oldest change first, unless `newest_first`; with `backwards` those before it in that order.
    `skip` passes some over.
    """

    limit: int
    after: int | None = None
    newest_first: bool = False
    backwards: bool = False
    skip: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """Some of the `total` articles that stand, at one sequence number; are there more?"""

    sequence: int
    total: int
    rows: Sequence[ArticleHeading]
    follows: bool
    precedes: bool


def read_headings(connection: Connection, span: Span, place: str) -> Headings:
    """Read a span of the articles that stand, all at one state; raises ArchiveDamaged."""
    downwards = span.newest_first is not span.backwards
    query = _beyond(span.after, downwards=downwards).limit(span.limit + 1).offset(span.skip)
    found = connection.execute(query).mappings().all()
    rows = [_heading(row, place) for row in found[: span.limit]]
    is_more = len(found) > span.limit
    is_before = False
    if rows and (span.after is not None or span.skip):
        other = _beyond(rows[0].sequence, downwards=not downwards).limit(1)
        is_before = connection.execute(other).first() is not None
    if span.backwards:
        rows.reverse()
        is_more, is_before = is_before, is_more
    return Headings(
        sequence=last_sequence(connection),
        total=connection.execute(select(totals.c.articles)).scalar_one(),
        rows=rows,
        follows=is_more,
        precedes=is_before,
    )


_STANDING = CURRENT.with_only_columns(
    articles.c.id,
    articles.c.title,
    articles.c.published,
    articles.c.publisher,
    articles.c.url,
    characters(articles.c.text).label("characters"),
    json_length(readings.c.claims).label("claims"),
    changes.c.sequence,
).where(changes.c.kind != ChangeKind.WITHDRAWN.value)


def _beyond(sequence: int | None, *, downwards: bool) -> Select[Any]:
    number = changes.c.sequence
    ordered = _STANDING.order_by(None).order_by(number.desc() if downwards else number)
    if sequence is None:
        return ordered
    return ordered.where(number < sequence if downwards else number > sequence)


def _heading(row: RowMapping, place: str) -> ArticleHeading:
    try:
        published = date.fromisoformat(row["published"]) if row["published"] else None
    except ValueError as wrong:
        raise damaged(row["id"], place, wrong) from wrong
    return ArticleHeading(**{**row, "published": published})
