"""What PostgreSQL says, in our words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree

from graph.archive.engines.protocol import BUSY_SECONDS
from graph.archive.space import full
from graph.errors import ArchiveDamaged, ArchiveLocked, ArchiveUnreachable, StorageError

_SAID = "FATAL"
"""What a server says to whom it does not let in; without it, none answered."""


@contextmanager
def in_our_words(place: str, seconds: float = BUSY_SECONDS) -> Iterator[None]:
    """Turn what PostgreSQL says into StorageError and its kinds; one waits for so many seconds."""
    import psycopg

    try:
        yield
    except NoneFree as busy:
        raise ArchiveLocked(
            f"All connections to the archive {place} have been in use for {BUSY_SECONDS:.0f} s; "
            "try again later"
        ) from busy
    except DBAPIError as failed:
        if not isinstance(failed.orig, psycopg.Error):
            raise
        raise _explain(failed.orig, place, seconds) from failed
    except psycopg.Error as failed:
        raise _explain(failed, place, seconds) from failed


def _explain(failed: Exception, place: str, seconds: float) -> StorageError:
    code: str = getattr(failed, "sqlstate", None) or ""
    said = " ".join(str(failed).split())
    for begins, explain in _KINDS.items():
        if code.startswith(begins):
            return explain(place, said, seconds)
    if code:
        return StorageError(f"The archive {place} cannot be read or written: {said} ({code})")
    return _unconnected(place, said)


def _unconnected(place: str, said: str) -> StorageError:
    if _SAID in said:
        return ArchiveUnreachable(
            f"The server of the archive {place} lets nobody in so: {said}. Check user, password "
            "and database in MATERIEL_ARCHIVE; or try again, if it is just starting"
        )
    return ArchiveUnreachable(
        f"The server of the archive {place} does not answer: {said}. Check host and port in "
        "MATERIEL_ARCHIVE, and that PostgreSQL runs there; then try again, no restart is needed"
    )


def _cut_off(place: str, said: str, _seconds: float) -> StorageError:
    return ArchiveUnreachable(
        f"The server of the archive {place} stopped meanwhile ({said}). Whether the last change "
        "was kept is not known: try again, as doing it twice changes nothing"
    )


def _busy(place: str, said: str, seconds: float) -> StorageError:
    return ArchiveLocked(
        f"The archive {place} has been kept by another process for {seconds:.0f} s, or two were in "
        f"each other's way ({said}); try again when that has finished"
    )


def _damaged(place: str, said: str, _seconds: float) -> StorageError:
    return ArchiveDamaged(
        f"The archive {place} is damaged ({said}). Stop Materiel, keep a copy of the database, and "
        "put the last backup in its place"
    )


def _full(_place: str, said: str, _seconds: float) -> StorageError:
    return full(said)


def _forbidden(place: str, said: str, _seconds: float) -> StorageError:
    return StorageError(
        f"The archive {place} may not be read or written ({said}). Let its user own the tables; "
        "where it is a standby, name the primary in MATERIEL_ARCHIVE"
    )


_KINDS: dict[str, Callable[[str, str, float], StorageError]] = {
    "53100": _full,  # disk_full
    "55P03": _busy,  # lock_not_available
    "40": _busy,  # serialization_failure, deadlock_detected
    "57P": _cut_off,  # admin_shutdown, crash_shutdown, cannot_connect_now
    "08": _cut_off,  # connection exceptions
    "XX001": _damaged,  # data_corrupted
    "XX002": _damaged,  # index_corrupted
    "42501": _forbidden,  # insufficient_privilege
    "25006": _forbidden,  # read_only_sql_transaction
    "0A000": _forbidden,  # which a standby says to who would write
}
"""By the beginning of a code."""
