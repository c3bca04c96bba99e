"""Verdicts of people on claims: kept one after the other, of which the newest counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from graph.archive.records import dump_correction, load_correction, verdict_digest
from graph.archive.rows import Note, compare, damaged
from graph.archive.schema import ChangeKind, changes, decisions, totals, verdicts
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

_SIGNED = (
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
    sequence = 1 + (connection.execute(select(func.max(changes.c.sequence))).scalar() or 0)
    article_id = read.article.id
    connection.execute(
        insert(changes),
        {"sequence": sequence, "article_id": article_id, "kind": ChangeKind.REVIEWED.value},
    )
    made_at = verdict.made_at.isoformat(timespec="milliseconds")
    connection.execute(
        insert(decisions),
        {"sequence": sequence, "who": verdict.who, "why": verdict.why, "made_at": made_at},
    )
    row = {
        "sequence": sequence,
        "article_id": article_id,
        "claim_id": verdict.claim_id,
        "decision": verdict.decision.value,
        "correction": dump_correction(verdict.correction) if verdict.correction else None,
    }
    signed = {**row, "who": verdict.who, "why": verdict.why, "made_at": made_at}
    connection.execute(insert(verdicts), {**row, "digest": verdict_row_digest(signed)})
    record(connection, Action.JUDGED, verdict.claim_id, now=verdict.made_at)
    kept = (each for each in read.verdicts if each.claim_id != verdict.claim_id)
    changed = replace(read, sequence=sequence, verdicts=(*kept, verdict))
    gone = len(read.standing_claims()) - len(changed.standing_claims())
    connection.execute(update(totals).values(claims=totals.c.claims - gone))
    return Judged(read=changed, verdict=verdict, is_new=True)


def read_verdicts(connection: Connection, claim_id: str, path: Path) -> tuple[Verdict, ...]:
    """Read all verdicts on a claim, the newest last; raises ArchiveDamaged."""
    rows = connection.execute(_ALL.where(verdicts.c.claim_id == claim_id)).mappings().all()
    return tuple(_read(row, path) for row in rows)


def current_verdicts(
    connection: Connection, article_ids: Iterable[str], path: Path, *, until: int | None = None
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
        of_article[row["claim_id"]] = _read(row, path)
    return {article_id: tuple(each.values()) for article_id, each in found.items()}


def _read(row: RowMapping, path: Path) -> Verdict:
    try:
        compare(row["digest"], verdict_row_digest(row))
        ruling = Ruling(
            decision=Decision(row["decision"]),
            correction=load_correction(row["correction"]) if row["correction"] else None,
        )
        made_at = datetime.fromisoformat(row["made_at"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise damaged(row["article_id"], path, wrong) from wrong
    return Verdict(
        claim_id=row["claim_id"],
        decision=ruling.decision,
        correction=ruling.correction,
        who=row["who"],
        why=row["why"],
        made_at=made_at,
    )


def verdict_row_digest(row: Mapping[str, object] | RowMapping) -> str:
    """Hash all that a verdict and the note on it consist of, as rows have it."""
    return verdict_digest([None if row[name] is None else str(row[name]) for name in _SIGNED])
