"""The trail of what was written: by whom, from where, and in the transaction that wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select

from graph.archive.clock import Clock
from graph.archive.deciding import write_moment
from graph.archive.digests import compare, row_digest
from graph.archive.engines.protocol import ArchiveEngine
from graph.archive.schema import audit
from graph.errors import ArchiveDamaged

AT_ONCE = 500
"""Entries that are read in one go."""


class Door(StrEnum):
    """What a write came through."""

    COMMAND = "command"
    HTTP = "http"


class Action(StrEnum):
    """What was done, or tried."""

    ADDED = "article added"
    REREAD = "article read again"
    WITHDRAWN = "article withdrawn"
    RESTORED = "article restored"
    JUDGED = "claim judged"
    HEARD = "publisher judged"
    KEY_CREATED = "key created"
    KEY_REVOKED = "key revoked"
    REFUSED = "refused"


class Outcome(StrEnum):
    """Whether it was."""

    DONE = "done"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who writes: the id of a key, the address of a client, the id of a request, where known."""

    door: Door = Door.COMMAND
    key: str | None = None
    address: str | None = None
    request: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was written; `subject` is the id of an article, a claim or a key.

    Its number is the place in the trail, in the order of commits and without gaps.
    """

    number: int
    at: datetime
    caller: Caller
    action: Action
    subject: str
    outcome: Outcome


_SIGNED = ("id", "at", "door", "key_id", "address", "request_id", "action", "subject", "outcome")
"""What the digest of an entry is of."""

_HERE = Caller()
_CALLER: ContextVar[Caller] = ContextVar("caller", default=_HERE)
# Said once for a request, and not by every function between the door and the transaction: none of
# them could do anything with it but forget it. Threads that a request is handed to inherit it.


@contextmanager
def called_by(caller: Caller) -> Iterator[None]:
    """Let all that is written in this block be of this caller; else it is of the command line."""
    token = _CALLER.set(caller)
    try:
        yield
    finally:
        _CALLER.reset(token)


def record(
    connection: Connection,
    action: Action,
    *subjects: str,
    now: datetime,
    outcome: Outcome = Outcome.DONE,
) -> None:
    """Write an entry for each subject, within the transaction of what it tells of."""
    caller = _CALLER.get()
    keep_entries(
        connection,
        [
            Entry(number=0, at=now, caller=caller, action=action, subject=each, outcome=outcome)
            for each in subjects
        ],
    )


def keep_entries(connection: Connection, entries: Sequence[Entry]) -> None:
    """Keep entries after those that are there, with the next numbers."""
    if not entries:
        return  # no rows would be one of defaults
    last = connection.execute(select(func.max(audit.c.id))).scalar() or 0
    rows = [_write(entry, last + place) for place, entry in enumerate(entries, start=1)]
    connection.execute(insert(audit), rows)


class Trail:
    """The trail in an archive; its methods raise StorageError when the file lets it down."""

    def __init__(self, engine: ArchiveEngine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def entries(self, *, after: int = 0, since: datetime | None = None) -> Iterator[Entry]:
        """Yield what was written, the oldest first: after an entry's number, or since a moment."""
        query = select(audit).order_by(audit.c.id).limit(AT_ONCE)
        if since is not None:
            query = query.where(audit.c.at >= write_moment(since))
        while True:
            with self._engine.reading() as connection:
                rows = connection.execute(query.where(audit.c.id > after)).mappings().all()
            yield from (_read(row, self._engine.place) for row in rows)
            if len(rows) < AT_ONCE:
                return
            after = rows[-1]["id"]

    def replace(self, entries: Sequence[Entry]) -> None:
        """Put these in place of all that is told, with new numbers: for a trail that is saved."""
        with self._engine.writing() as connection:
            connection.execute(delete(audit))
            keep_entries(connection, entries)

    def note_refusal(self, subject: str) -> None:
        """Keep that a caller with a good key tried what it is not good for."""
        with self._engine.writing() as connection:
            now = self._clock()
            record(connection, Action.REFUSED, subject, now=now, outcome=Outcome.FORBIDDEN)


def read_entry(row: Mapping[str, Any] | RowMapping) -> Entry:
    """Read an entry from its row, digest included.

    Raises KeyError, TypeError or ValueError if that is not what was written.
    """
    compare(row["digest"], row_digest(row, _SIGNED))
    return Entry(
        number=row["id"],
        at=datetime.fromisoformat(row["at"]),
        caller=Caller(
            door=Door(row["door"]),
            key=row["key_id"],
            address=row["address"],
            request=row["request_id"],
        ),
        action=Action(row["action"]),
        subject=row["subject"],
        outcome=Outcome(row["outcome"]),
    )


def _write(entry: Entry, number: int) -> dict[str, Any]:
    row = {
        "id": number,
        "at": write_moment(entry.at),
        "door": entry.caller.door.value,
        "key_id": entry.caller.key,
        "address": entry.caller.address,
        "request_id": entry.caller.request,
        "action": entry.action.value,
        "subject": entry.subject,
        "outcome": entry.outcome.value,
    }
    return {**row, "digest": row_digest(row, _SIGNED)}


def _read(row: RowMapping, place: str) -> Entry:
    try:
        return read_entry(row)
    except (KeyError, TypeError, ValueError) as wrong:
        raise ArchiveDamaged(f"Entry {row['id']} of the trail in {place}: {wrong}") from wrong
