"""Whether an article stands: withdrawn and restored in one transaction with all that follows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, func, insert, select, update

from graph.archive.deciding import Note, decide
from graph.archive.rows import read_withdrawal
from graph.archive.schema import (
    ChangeKind,
    readings,
    totals,
    withdrawn_claims,
)
from graph.archive.trail import Action, record
from graph.claims.reading import ReadArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An article after it was withdrawn or restored; `is_new` False if it was so before."""

    read: ReadArticle
    is_new: bool


def change_standing(
    connection: Connection, read: ReadArticle, kind: ChangeKind, note: Note
) -> Changed:
    """Withdraw or restore an article, unless it is so already; within the caller's transaction."""
    withdraws = kind is ChangeKind.WITHDRAWN
    if withdraws == (read.withdrawn is not None):
        return Changed(read=read, is_new=False)
    sequence = decide(connection, read.article.id, kind, note)
    action = Action.WITHDRAWN if withdraws else Action.RESTORED
    record(connection, action, read.article.id, now=note.at)
    _count(connection, read, 1 if withdraws else -1)
    _keep_claims(connection, read, withdraws=withdraws)
    withdrawn = read_withdrawal(kind, note)
    return Changed(read=replace(read, sequence=sequence, withdrawn=withdrawn), is_new=True)


def _count(connection: Connection, read: ReadArticle, gone: int) -> None:
    of_article = select(func.count()).where(readings.c.article_id == read.article.id)
    made = connection.execute(of_article).scalar_one()
    connection.execute(
        update(totals).values(
            articles=totals.c.articles - gone,
            claims=totals.c.claims - gone * len(read.standing_claims()),
            readings=totals.c.readings - gone * made,
            withdrawn=totals.c.withdrawn + gone,
        )
    )


def _keep_claims(connection: Connection, read: ReadArticle, *, withdraws: bool) -> None:
    """Note which claims are gone: an id does not tell its article to whoever asks for it."""
    article_id = read.article.id
    connection.execute(delete(withdrawn_claims).where(withdrawn_claims.c.article_id == article_id))
    gone = {claim_id for claim_id, _ in read.identified_claims()} if withdraws else set()
    if gone:  # no rows would be one of defaults
        connection.execute(
            insert(withdrawn_claims),
            [{"claim_id": claim_id, "article_id": article_id} for claim_id in sorted(gone)],
        )
