"""Readings in brief, many at a time, with what was worked out of their words, as they are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, delete, exists, insert, select

from graph.archive.current import CURRENT
from graph.archive.judging import current_verdicts
from graph.archive.records import dump_briefly, load_briefly
from graph.archive.rows import damaged, read_row
from graph.archive.schema import ChangeKind, articles, briefs, changes, readings, verdicts
from graph.claims.brief import BriefArticle, BriefClaim, Marker, put_in_brief
from graph.claims.reading import ReadArticle

AT_ONCE = 1000
"""Readings that are read at a time."""

_BRIEF = (
    CURRENT.with_only_columns(
        changes.c.sequence,
        changes.c.kind,
        articles.c.id,
        articles.c.publisher,
        articles.c.published,
        articles.c.digest,
        readings.c.id.label("reading"),
        readings.c.made_at,
        readings.c.digest.label("reading_digest"),
        briefs.c.version,
        briefs.c.claims,
        briefs.c.marks,
        briefs.c.digest.label("brief_digest"),
    )
    .outerjoin(briefs, briefs.c.reading_id == readings.c.id)
    .limit(AT_ONCE)
)
_ANY_VERDICT = select(exists(select(verdicts.c.sequence)))

Found: TypeAlias = "Row[*tuple[Any, ...]]"
"""A row of what is selected."""

Made: TypeAlias = dict[str, Any]
"""A row of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefs:
    """Articles in brief, in order of change, and what had to be made for them."""

    articles: Sequence[BriefArticle]
    made: Sequence[Made]


def read_briefs(connection: Connection, sequence: int, marker: Marker, place: str) -> Briefs:
    """Read so many that changed after a sequence number; raises ArchiveDamaged.

    Articles and readings themselves are not looked at where they are kept in brief and nobody
    judged the claims.
    """
    rows = connection.execute(_BRIEF.where(changes.c.sequence > sequence)).all()
    version = marker.version
    whole = {row.id for row in rows if not (_is_withdrawn(row) or _is_kept(row, version))}
    fresh = frozenset(whole)
    if connection.execute(_ANY_VERDICT).scalar():
        standing = [row.id for row in rows if not _is_withdrawn(row)]
        whole |= current_verdicts(connection, standing, place).keys()
    read = _read_whole(connection, sequence, whole, place) if whole else {}
    found: list[BriefArticle] = []
    made: list[Made] = []
    for row in rows:
        if row.id not in read:
            found.append(_read_brief(row, place))
            continue
        marks = row.marks
        if row.id in fresh:
            marks = marker.mark(read[row.id])
            made.append(_make(row, read[row.id], version, marks))
        found.append(put_in_brief(read[row.id], row.reading, marks))
    return Briefs(articles=found, made=made)


def keep_briefs(connection: Connection, made: Sequence[Made]) -> None:
    """Keep what was made for the next time, in place of what was kept of the same readings."""
    # Said in two steps, which are the same in every SQL; nobody else writes meanwhile.
    again = [each["reading_id"] for each in made]
    connection.execute(delete(briefs).where(briefs.c.reading_id.in_(again)))
    connection.execute(insert(briefs), list(made))


def _read_whole(
    connection: Connection, sequence: int, article_ids: Collection[str], place: str
) -> Mapping[str, ReadArticle]:
    judged = current_verdicts(connection, article_ids, place)
    query = CURRENT.where(changes.c.sequence > sequence).limit(AT_ONCE)
    return {
        row["id"]: read_row(row, judged.get(row["id"], ()), place)
        for row in connection.execute(query).mappings()
        if row["id"] in article_ids
    }


def _read_brief(row: Found, place: str) -> BriefArticle:
    stands = not _is_withdrawn(row)
    try:
        return BriefArticle(
            id=row.id,
            reading=row.reading,
            sequence=row.sequence,
            stands=stands,
            publisher=row.publisher,
            published=date.fromisoformat(row.published) if row.published else None,
            read_at=datetime.fromisoformat(row.made_at),
            claims=load_briefly(row.claims) if stands else (),
            marks=row.marks if stands else b"",
        )
    except (TypeError, ValueError) as wrong:
        raise damaged(row.id, place, wrong) from wrong


def _is_withdrawn(row: Found) -> bool:
    return bool(row.kind == ChangeKind.WITHDRAWN.value)


def _is_kept(row: Found, version: str) -> bool:
    """Tell whether it is kept with the marks that are wanted, made of these very words."""
    return bool(
        row.version == version and row.brief_digest == _digest(row, version, row.claims, row.marks)
    )


def _make(row: Found, read: ReadArticle, version: str, marks: bytes) -> Made:
    claims = dump_briefly(
        [BriefClaim.of(place, claim) for place, claim in enumerate(read.reading.claims)]
    )
    return {
        "reading_id": row.reading,
        "version": version,
        "claims": claims,
        "marks": marks,
        "digest": _digest(row, version, claims, marks),
    }


def _digest(row: Found, version: str, claims: bytes, marks: bytes) -> str:
    heading = f"{row.digest} {row.reading_digest} {version} {len(claims)} "
    return hashlib.sha256(heading.encode() + claims + marks).hexdigest()
