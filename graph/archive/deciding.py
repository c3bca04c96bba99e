"""What people decide: each is a change of an article, with who, why and when, and a digest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Self

from sqlalchemy import Connection, RowMapping, insert

from graph.archive.current import last_sequence
from graph.archive.digests import compare, row_digest
from graph.archive.engines.protocol import note_change
from graph.archive.schema import ChangeKind, changes, decisions
from graph.errors import NotText

SIGNED = ("sequence", "article_id", "kind", "who", "why", "made_at")
"""What the digest of a decision is of: the change, too, that it tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Who withdraws or restores an article or judges a claim, why, and when (UTC, ISO 8601)."""

    who: str | None
    why: str | None
    made_at: str

    @classmethod
    def of(cls, row: Mapping[str, Any] | RowMapping) -> Self:
        """Take it out of a row; raises TypeError or ValueError for a time that is none."""
        note = cls(who=row["who"], why=row["why"], made_at=row["made_at"])
        datetime.fromisoformat(note.made_at)
        return note

    def columns(self) -> dict[str, str | None]:
        """Give it as columns of the table of decisions."""
        return asdict(self)

    @property
    def at(self) -> datetime:
        """When it was, in UTC."""
        return datetime.fromisoformat(self.made_at)


def write_note(*, who: str | None, why: str | None, now: datetime) -> Note:
    """Write down a decision that is made now; white space is tidied, no words are None.

    Raises NotText for letters that no encoding can hold.
    """
    return Note(who=_tidy(who, field="who"), why=_tidy(why, field="why"), made_at=write_moment(now))


def write_moment(moment: datetime) -> str:
    """Write a moment as the tables have it: UTC, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def decide(connection: Connection, article_id: str, kind: ChangeKind, note: Note) -> int:
    """Keep a decision as the next change of an article, and give its sequence number.

    Within the caller's transaction, which is the one that writes.
    """
    sequence = 1 + last_sequence(connection)
    change = {"sequence": sequence, "article_id": article_id, "kind": kind.value}
    decision = {"sequence": sequence, **note.columns()}
    connection.execute(insert(changes), change)
    digest = row_digest({**change, **decision}, SIGNED)
    connection.execute(insert(decisions), {**decision, "digest": digest})
    note_change(connection, sequence)
    return sequence


def check_decision(kept: object, row: Mapping[str, object] | RowMapping) -> None:
    """Raise ValueError unless this is the digest of a decision and its change, in one row."""
    if row["made_at"] is None:
        raise ValueError("who decided so, and why, is lost")
    compare(kept, row_digest(row, SIGNED))


def _tidy(text: str | None, *, field: str) -> str | None:
    tidy = " ".join((text or "").split())
    try:
        tidy.encode()
    except UnicodeEncodeError as failed:
        raise NotText(
            f"{field} holds {failed.object[failed.start]!r}, half of a letter",
            field=field,
            remedy="Write it as valid UTF-8",
        ) from failed
    return tidy or None
