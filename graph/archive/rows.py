"""Articles with their readings as rows of the archive, digests included; and what is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping

from graph.archive.deciding import Note, check_decision, write_moment
from graph.archive.digests import article_digest, compare, reading_digest
from graph.archive.records import dump_claims, load_claims
from graph.archive.schema import ChangeKind
from graph.claims.article import Article
from graph.claims.claim import Extractor
from graph.claims.edtf import is_edtf
from graph.claims.reading import ReadArticle, Reading, Withdrawal, check_reading
from graph.claims.verdict import Verdict
from graph.errors import ArchiveDamaged, NotText


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What an article and its reading are in the tables, and how many claims they hold."""

    article: dict[str, Any]
    reading: dict[str, Any]
    claims: int


def write_rows(article: Article, reading: Reading, *, now: datetime) -> Rows:
    """Write an article and its reading, made now, as rows; the archive's door.

    Raises ValueError for a quote that is not in the text or a date that is none, NotText for
    letters that no encoding can hold.
    """
    _check(article, reading)
    made_at = write_moment(now)
    claims = dump_claims(reading.claims)
    try:
        digests = article_digest(article), reading_digest(article.id, reading.extractor, claims)
    except UnicodeEncodeError as failed:
        raise NotText(
            f"The article holds {failed.object[failed.start]!r}, half of a letter",
            field="text",
            remedy="Send it as valid UTF-8",
        ) from failed
    return Rows(
        article={
            "id": article.id,
            "text": article.text,
            "title": article.title,
            "published": article.published.isoformat() if article.published else None,
            "publisher": article.publisher,
            "url": article.url,
            "digest": digests[0],
            "ingested_at": made_at,
        },
        reading={
            "article_id": article.id,
            "extractor": reading.extractor.name,
            "version": reading.extractor.version,
            "claims": claims,
            "digest": digests[1],
            "made_at": made_at,
        },
        claims=len(reading.claims),
    )


def read_article(row: Mapping[str, Any] | RowMapping) -> Article:
    """Read an article from its row, digest included; raises TypeError or ValueError."""
    article = Article(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        publisher=row["publisher"],
        url=row["url"],
    )
    compare(row["digest"], article_digest(article))
    return article


def read_row(row: RowMapping, verdicts: tuple[Verdict, ...], place: str) -> ReadArticle:
    """Read an article and its reading; raises ArchiveDamaged if it is not what was written."""
    extractor = Extractor(name=row["extractor"], version=row["version"])
    try:
        article = read_article(row)
        compare(row["reading_digest"], reading_digest(article.id, extractor, row["claims"]))
        claims = load_claims(row["claims"])
        withdrawn = _read_decision(row)
        read_at = datetime.fromisoformat(row["read_at"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise damaged(row["id"], place, wrong) from wrong
    reading = Reading(article_id=article.id, extractor=extractor, claims=claims)
    return ReadArticle(
        article=article,
        reading=reading,
        sequence=row["sequence"],
        withdrawn=withdrawn,
        read_at=read_at,
        verdicts=verdicts,
    )


def read_reading(row: RowMapping, place: str) -> dict[str, Any]:
    """Read a reading from its row, as fields of a ReadArticle; raises ArchiveDamaged."""
    article_id = row["article_id"]
    extractor = Extractor(name=row["extractor"], version=row["version"])
    try:
        compare(row["digest"], reading_digest(article_id, extractor, row["claims"]))
        claims = load_claims(row["claims"])
        read_at = datetime.fromisoformat(row["made_at"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise damaged(article_id, place, wrong) from wrong
    reading = Reading(article_id=article_id, extractor=extractor, claims=claims)
    return {"reading": reading, "read_at": read_at}


def damaged(article_id: str, place: str, wrong: Exception) -> ArchiveDamaged:
    """Say that what is kept of an article is not what was written."""
    return ArchiveDamaged(
        f"Article {article_id} in the archive {place} is damaged ({wrong}). "
        "Stop Materiel, keep a copy of the file, and put the last backup in its place"
    )


def read_moment(text: str, place: str) -> datetime:
    """Read when something was done; raises ArchiveDamaged if it is not what was written."""
    try:
        return datetime.fromisoformat(text)
    except ValueError as wrong:
        raise ArchiveDamaged(f"The archive {place} is damaged: {text!r} is no time") from wrong


def read_withdrawal(kind: ChangeKind, note: Note) -> Withdrawal | None:
    """Read from an article's last change whether it stands; raises ValueError for no reason."""
    if kind is not ChangeKind.WITHDRAWN:
        return None
    if note.why is None:
        raise ValueError("it is withdrawn without a reason")
    return Withdrawal(at=note.at, who=note.who, why=note.why)


def _read_decision(row: RowMapping) -> Withdrawal | None:
    """Read from the last change of an article whether it stands, and compare its digest."""
    kind = ChangeKind(row["kind"])
    if kind is ChangeKind.ADDED:
        return None
    check_decision(row["decision_digest"], {**row, "article_id": row["id"]})
    return read_withdrawal(kind, Note.of(row))


def _check(article: Article, reading: Reading) -> None:
    check_reading(article, reading)
    for claim in reading.claims:
        if claim.date is not None and not is_edtf(claim.date):
            raise ValueError(f"claim date {claim.date!r} in article {article.id} is not EDTF")
