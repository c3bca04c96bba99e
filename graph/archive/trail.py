"""The trail of what was written: by whom, from where, and in the transaction that wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection, Engine, RowMapping, insert, select

from graph.archive.clock import Clock
from graph.archive.engine import in_our_words
from graph.archive.rows import read_moment, write_moment
from graph.archive.schema import audit
from graph.errors import ArchiveDamaged

AT_ONCE = 500
"""Entries that are read in one go."""


Write: TypeAlias = Callable[[], AbstractContextManager[Connection]]
"""Opens a transaction that writes."""


class Door(StrEnum):
    """What a write came through."""

    COMMAND = "command"
    HTTP = "http"


class Action(StrEnum):
    """What was done, or tried."""

    ADDED = "article added"
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
    """One thing that was written; `subject` is the id of an article, a claim or a key."""

    number: int
    at: datetime
    caller: Caller
    action: Action
    subject: str
    outcome: Outcome


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
    subject: str,
    *,
    now: datetime,
    outcome: Outcome = Outcome.DONE,
) -> None:
    """Write an entry, within the transaction of what it tells of."""
    caller = _CALLER.get()
    connection.execute(
        insert(audit),
        {
            "at": write_moment(now),
            "door": caller.door.value,
            "key_id": caller.key,
            "address": caller.address,
            "request_id": caller.request,
            "action": action.value,
            "subject": subject,
            "outcome": outcome.value,
        },
    )


class Trail:
    """The trail in an archive; its methods raise StorageError when the file lets it down."""

    def __init__(self, path: Path, engine: Engine, write: Write, clock: Clock) -> None:
        self._path = path
        self._engine = engine
        self._write = write
        self._clock = clock

    def entries(self, *, after: int = 0, since: datetime | None = None) -> Iterator[Entry]:
        """Yield what was written, the oldest first: after an entry's number, or since a moment."""
        query = select(audit).order_by(audit.c.id).limit(AT_ONCE)
        if since is not None:
            query = query.where(audit.c.at >= write_moment(since))
        while True:
            with in_our_words(self._path), self._engine.connect() as connection:
                rows = connection.execute(query.where(audit.c.id > after)).mappings().all()
            yield from (_read(row, self._path) for row in rows)
            if len(rows) < AT_ONCE:
                return
            after = rows[-1]["id"]

    def note_refusal(self, subject: str) -> None:
        """Keep that a caller with a good key tried what it is not good for."""
        with self._write() as connection:
            now = self._clock()
            record(connection, Action.REFUSED, subject, now=now, outcome=Outcome.FORBIDDEN)


def _read(row: RowMapping, path: Path) -> Entry:
    try:
        return Entry(
            number=row["id"],
            at=read_moment(row["at"], path),
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
    except ValueError as wrong:
        raise ArchiveDamaged(f"Entry {row['id']} of the trail in {path}: {wrong}") from wrong
