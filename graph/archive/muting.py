"""Verdicts of people on publishers: kept one after the other, of which the newest counts.

Each is a change of one article of the publisher's, so that whatever follows the archive learns of
it; of the article itself nothing changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select

from graph.archive.current import last_sequence
from graph.archive.deciding import Note, decide, write_moment
from graph.archive.digests import compare, row_digest
from graph.archive.schema import ChangeKind, decisions, mutings
from graph.archive.trail import Action, record
from graph.claims.publisher import Hearing, PublisherVerdict, publisher_id
from graph.claims.reading import ReadArticle
from graph.errors import ArchiveDamaged, InvalidField, MissingField, Withdrawn

_ALL = (
    select(
        mutings.c.sequence,
        mutings.c.publisher,
        mutings.c.name,
        mutings.c.decision,
        mutings.c.digest,
        decisions.c.who,
        decisions.c.why,
        decisions.c.made_at,
    )
    .join(decisions, decisions.c.sequence == mutings.c.sequence)
    .order_by(mutings.c.sequence)
)
_SIGNED = ("sequence", "publisher", "name", "decision", "who", "why", "made_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Muted:
    """A verdict on a publisher, at a sequence number; `is_new` False if it stood before."""

    verdict: PublisherVerdict
    sequence: int
    is_new: bool


def check_hearing(read: ReadArticle, decision: Hearing, note: Note) -> PublisherVerdict:
    """Make a verdict on the publisher of an article that stands.

    Raises Withdrawn, InvalidField where no publisher is told, MissingField for no `who`, or for no
    `why` of one that is muted.
    """
    if read.withdrawn is not None:
        at, why = read.withdrawn.at, read.withdrawn.why
        raise Withdrawn("article", read.article.id, at=at, why=why)
    name = read.article.publisher
    if name is None or not publisher_id(name):
        raise InvalidField(
            "The article has no publisher", field="publisher", remedy="Name another article"
        )
    if note.who is None:
        raise MissingField("Nobody is named", field="who", remedy="Say who decides")
    if note.why is None and decision is Hearing.MUTE:
        raise MissingField("No reason is given", field="why", remedy="Say why it is muted")
    return PublisherVerdict(
        publisher=publisher_id(name),
        name=name,
        decision=decision,
        who=note.who,
        why=note.why,
        made_at=datetime.fromisoformat(note.made_at),
    )


def write_hearing(
    connection: Connection, article_id: str, verdict: PublisherVerdict, place: str
) -> Muted:
    """Keep a verdict unless the one that counts says the same; within the caller's transaction."""
    held = read_hearings(connection, verdict.publisher, place)
    if held and replace(held[-1], made_at=verdict.made_at, name=verdict.name) == verdict:
        last = last_sequence(connection)
        return Muted(verdict=held[-1], sequence=last, is_new=False)
    note = Note(who=verdict.who, why=verdict.why, made_at=write_moment(verdict.made_at))
    sequence = decide(connection, article_id, ChangeKind.PUBLISHER, note)
    row = {
        "sequence": sequence,
        "publisher": verdict.publisher,
        "name": verdict.name,
        "decision": verdict.decision.value,
    }
    digest = row_digest({**row, **note.columns()}, _SIGNED)
    connection.execute(insert(mutings), {**row, "digest": digest})
    record(connection, Action.HEARD, verdict.publisher, now=verdict.made_at)
    return Muted(verdict=verdict, sequence=sequence, is_new=True)


def read_hearings(
    connection: Connection, publisher: str, place: str
) -> tuple[PublisherVerdict, ...]:
    """Read all verdicts on a publisher by its id, the newest last; raises ArchiveDamaged."""
    rows = connection.execute(_ALL.where(mutings.c.publisher == publisher)).mappings().all()
    return tuple(_read(row, place) for row in rows)


def read_muted(connection: Connection, place: str, *, until: int | None = None) -> frozenset[str]:
    """Read the ids of all publishers that are muted, or were at a sequence number.

    Raises ArchiveDamaged.
    """
    query = _ALL if until is None else _ALL.where(mutings.c.sequence <= until)
    found: dict[str, Hearing] = {}
    for row in connection.execute(query).mappings():
        verdict = _read(row, place)
        found[verdict.publisher] = verdict.decision
    return frozenset(name for name, decision in found.items() if decision is Hearing.MUTE)


def read_hearing(row: Mapping[str, Any] | RowMapping) -> PublisherVerdict:
    """Read a verdict on a publisher and the note on it from one row, digest included.

    Raises KeyError, TypeError or ValueError if that is not what was written.
    """
    compare(row["digest"], row_digest(row, _SIGNED))
    return PublisherVerdict(
        publisher=row["publisher"],
        name=row["name"],
        decision=Hearing(row["decision"]),
        who=row["who"],
        why=row["why"],
        made_at=datetime.fromisoformat(row["made_at"]),
    )


def _read(row: RowMapping, place: str) -> PublisherVerdict:
    try:
        return read_hearing(row)
    except (KeyError, TypeError, ValueError) as wrong:
        raise ArchiveDamaged(
            f"A verdict on the publisher {row['publisher']!r} in the archive {place} is damaged "
            f"({wrong}). Stop Materiel, keep a copy of the file, and put the last backup in its "
            "place"
        ) from wrong
