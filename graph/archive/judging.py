"""Verdicts of people on claims: kept one after the other, of which the newest counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from graph.archive.deciding import Note, decide, write_moment
from graph.archive.digests import compare, row_digest
from graph.archive.records import dump_correction, load_correction
from graph.archive.rows import damaged
from graph.archive.schema import ChangeKind, decisions, totals, verdicts
from graph.archive.trail import Action, record
from graph.claims.correction import make_correction
from graph.claims.reading import ReadArticle
from graph.claims.verdict import Decision, Ruling, Verdict
from graph.errors import MissingField, NotFound, Withdrawn

_ALL = (
    select(
        verdicts.c.sequence,
        verdicts.c.article_id,
        verdicts.c.claim_id,
        verdicts.c.decision,
        verdicts.c.correction,
        verdicts.c.digest,
        decisions.c.who,
        decisions.c.why,
        decisions.c.made_at,
    )
    .join(decisions, decisions.c.sequence == verdicts.c.sequence)
    .order_by(verdicts.c.sequence)
)

SIGNED = (
    *("sequence", "article_id", "claim_id", "decision", "correction"),
    *("who", "why", "made_at"),
)
"""What the digest of a verdict is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An article after a verdict on one of its claims; `is_new` False if that one stood before."""

    read: ReadArticle
    verdict: Verdict
    is_new: bool


def check_ruling(read: ReadArticle, claim_id: str, ruling: Ruling, note: Note) -> Verdict:
    """Make a verdict on a claim of an article that stands.

    Raises NotFound, Withdrawn, MissingField for no `who`, or for no `why` where the claim is not
    accepted, and as `make_correction` does.
    """
    claim = dict(read.identified_claims()).get(claim_id)
    if claim is None:
        raise NotFound("claim", claim_id)
    if read.withdrawn is not None:
        raise Withdrawn("claim", claim_id, at=read.withdrawn.at, why=read.withdrawn.why)
    if note.who is None:
        raise MissingField("Nobody is named", field="who", remedy="Say who decides")
    if note.why is None and ruling.decision is not Decision.ACCEPT:
        raise MissingField(
            "No reason is given", field="why", remedy="Say why the claim does not hold as it is"
        )
    correction = ruling.correction
    return Verdict(
        claim_id=claim_id,
        decision=ruling.decision,
        correction=None if correction is None else make_correction(claim, dict(correction)),
        who=note.who,
        why=note.why,
        made_at=datetime.fromisoformat(note.made_at),
    )


def write_verdict(connection: Connection, read: ReadArticle, verdict: Verdict) -> Judged:
    """Keep a verdict unless the one that counts says the same; within the caller's transaction."""
    for held in read.verdicts:
        if replace(held, made_at=verdict.made_at) == verdict:
            return Judged(read=read, verdict=held, is_new=False)
    article_id = read.article.id
    note = Note(who=verdict.who, why=verdict.why, made_at=write_moment(verdict.made_at))
    sequence = decide(connection, article_id, ChangeKind.REVIEWED, note)
    row = {
        "sequence": sequence,
        "article_id": article_id,
        "claim_id": verdict.claim_id,
        "decision": verdict.decision.value,
        "correction": dump_correction(verdict.correction) if verdict.correction else None,
    }
    digest = row_digest({**row, **note.columns()}, SIGNED)
    connection.execute(insert(verdicts), {**row, "digest": digest})
    record(connection, Action.JUDGED, verdict.claim_id, now=verdict.made_at)
    kept = (each for each in read.verdicts if each.claim_id != verdict.claim_id)
    changed = replace(read, sequence=sequence, verdicts=(*kept, verdict))
    gone = len(read.standing_claims()) - len(changed.standing_claims())
    connection.execute(update(totals).values(claims=totals.c.claims - gone))
    return Judged(read=changed, verdict=verdict, is_new=True)


def read_verdicts(connection: Connection, claim_id: str, place: str) -> tuple[Verdict, ...]:
    """Read all verdicts on a claim, the newest last; raises ArchiveDamaged."""
    rows = connection.execute(_ALL.where(verdicts.c.claim_id == claim_id)).mappings().all()
    return tuple(_read(row, place) for row in rows)


def current_verdicts(
    connection: Connection, article_ids: Iterable[str], place: str, *, until: int | None = None
) -> Mapping[str, tuple[Verdict, ...]]:
    """Read the verdicts that count, or did at a sequence number, by article, as they were made.

    Raises ArchiveDamaged.
    """
    query = _ALL.where(verdicts.c.article_id.in_(list(article_ids)))
    if until is not None:
        query = query.where(verdicts.c.sequence <= until)
    found: dict[str, dict[str, Verdict]] = defaultdict(dict)
    for row in connection.execute(query).mappings():
        of_article = found[row["article_id"]]
        of_article.pop(row["claim_id"], None)
        of_article[row["claim_id"]] = _read(row, place)
    return {article_id: tuple(each.values()) for article_id, each in found.items()}


def read_verdict(row: Mapping[str, Any] | RowMapping) -> Verdict:
    """Read a verdict and the note on it from one row, digest included.

    Raises KeyError, TypeError or ValueError if that is not what was written.
    """
    compare(row["digest"], row_digest(row, SIGNED))
    return Verdict(
        claim_id=row["claim_id"],
        decision=Decision(row["decision"]),
        correction=load_correction(row["correction"]) if row["correction"] else None,
        who=row["who"],
        why=row["why"],
        made_at=datetime.fromisoformat(row["made_at"]),
    )


def _read(row: RowMapping, place: str) -> Verdict:
    try:
        return read_verdict(row)
    except (KeyError, TypeError, ValueError) as wrong:
        raise damaged(row["article_id"], place, wrong) from wrong
