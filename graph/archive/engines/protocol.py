"""What an archive needs of where it is kept; all else is the same SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeAlias

from sqlalchemy import Connection

BUSY_SECONDS = 30.0
"""How long a writer waits for another, in this process or elsewhere."""

Key: TypeAlias = Any
"""Differs from an earlier one whenever keys may have changed."""

_CHANGED = "changed"

Row: TypeAlias = Mapping[str, Any]
Tell: TypeAlias = Callable[[str], None]
"""Takes down what could not be read."""


class Scanner(Protocol):
    """An archive as it stands at one moment, to be gone through."""

    def rows(self, table: str, tell: Tell) -> Iterator[Row]:
        """Yield the rows of a table in order of their keys; what cannot be read is told."""
        ...

    def structure(self, tell: Tell) -> None:
        """Tell what is wrong with the tables beside their words."""
        ...


class ArchiveEngine(Protocol):
    """One place, opened; any number of threads may use it.

    Every method raises StorageError (ArchiveLocked, ArchiveDamaged, StorageFull, Unreachable).
    """

    @property
    def place(self) -> str:
        """Its name in messages, with no secret."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """Open a transaction that sees one state and writes nothing."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """Open the one transaction that writes, after those of others.

        Whoever sees its changes sees all that has lower numbers.
        """
        ...

    def sequence(self) -> int:
        """Tell the number of the last change, 0 when empty, at little cost."""
        ...

    def wait(self, after: int, timeout: float) -> int:
        """Wait for a change with a higher number, or so many seconds; tell the last number."""
        ...

    def keys_stamp(self) -> Key:
        """Give what differs from the last time if keys may have changed, at little cost."""
        ...

    def scanning(self) -> AbstractContextManager[Scanner]:
        """Open what is there as it is, to be gone through."""
        ...

    def require_space(self) -> None:
        """Raise StorageFull when it is known that no article can be taken in."""
        ...

    def check_writable(self, seconds: float) -> None:
        """Raise StorageError unless a transaction can write; wait so long for others."""
        ...

    def size(self) -> int:
        """Tell how many bytes it takes on its disk."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def note_change(connection: Connection, sequence: int) -> None:
    """Let whoever commits this transaction know that it made a change of this number."""
    connection.info[_CHANGED] = sequence


def take_change(connection: Connection) -> int | None:
    """Give the number of the last change that was noted, once."""
    number: int | None = connection.info.pop(_CHANGED, None)
    return number
