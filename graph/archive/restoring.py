"""A backup put back: checked first, then put in place by one rename."""

from __future__ import annotations

import errno
import fcntl
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from graph.archive.archive import FILE
from graph.archive.backups import Backup
from graph.archive.clock import Clock, utc_now
from graph.archive.copying import Progress, read_through, unseen
from graph.archive.folders import sync, workplace
from graph.archive.manifest import check_file, read_manifest
from graph.archive.schema import SCHEMA_VERSION
from graph.errors import ArchiveLocked, BackupDamaged, InvalidField, StorageError

UNFINISHED = ".restoring-"
"""What the name of the folder begins with in which a backup is made ready."""

REPLACED = "replaced-"
"""What the name of the folder begins with that keeps what was there before."""

_LOGS = (f"{FILE}-wal", f"{FILE}-shm")

# Where SQLite locks the bytes of a file (its file format, "PENDING_BYTE"): who has one open in
# write-ahead mode holds some of these for as long.
_SHARED_FIRST = 0x40000002
_SHARED_SIZE = 510

_WITH_LOG = b"SQLite format 3\0"
"""How an archive begins whose log SQLite would read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was put in place, and the folder that keeps what was there before, if anything was."""

    backup: Backup
    replaced: Path | None


def restore_backup(
    folder: Path,
    data: Path,
    *,
    projections: tuple[str, ...] = (),
    replace: bool = False,
    clock: Clock = utc_now,
    progress: Progress = unseen,
) -> Restored:
    """Put a backup into a data folder, which nobody may use meanwhile.

    Everything is checked before anything there is touched; the archive is then there as it was or
    as it is in the backup, whenever the process dies. An archive that is there is refused, or with
    `replace` kept beside. Folders of `projections` are removed: they are made of the archive.

    Raises UnreadableFile for what is no backup, BackupDamaged for one that is not what its
    manifest says, InvalidField for a data folder in which there is an archive, ArchiveLocked for
    one in use, StorageError.
    """
    manifest = read_manifest(folder)
    if manifest.contents.schema > SCHEMA_VERSION:
        raise BackupDamaged(
            f"The backup {folder} has version {manifest.contents.schema} of the archive, and this "
            f"Materiel reads up to {SCHEMA_VERSION}. Upgrade Materiel to restore it"
        )
    if not (folder / FILE).is_file():
        raise BackupDamaged(f"The backup {folder} has lost its {FILE}: take another backup")
    archive = data / FILE
    if archive.exists() and not replace:
        raise InvalidField(
            f"there is an archive in {data} already",
            field="--data",
            value=str(data),
            remedy="Name another folder, or replace it with --replace, which keeps the old beside",
        )
    try:
        data.mkdir(parents=True, exist_ok=True)
        _check_room(manifest.bytes, data)
        with workplace(data, UNFINISHED) as place:
            shutil.copyfile(folder / FILE, place / FILE)
            check_file(place / FILE, manifest, progress)
            read_through(place, manifest.contents)
            sync(place / FILE)
            kept = _swap(place, archive, projections, clock)
    except OSError as failed:
        raise _unwritten(failed, data) from failed
    return Restored(backup=Backup(folder=folder, manifest=manifest), replaced=kept)


def _swap(place: Path, archive: Path, projections: tuple[str, ...], clock: Clock) -> Path | None:
    kept: Path | None = None
    with _alone(archive):
        for name in projections:
            with suppress(FileNotFoundError):
                (archive.parent / name).rename(place / name)
        if archive.exists():
            kept = archive.with_name(f"{REPLACED}{clock().astimezone(UTC):%Y%m%dT%H%M%SZ}")
            _keep(archive, kept)
        sync(archive.parent)
        (place / FILE).replace(archive)
        sync(archive.parent)
    return kept


def _keep(archive: Path, kept: Path) -> None:
    """Keep what is there under another name too, until what comes takes the first."""
    kept.mkdir(mode=0o700)
    try:
        (kept / FILE).hardlink_to(archive)
    except OSError:  # a disk without links
        shutil.copyfile(archive, kept / FILE)
    for name in _LOGS:
        with suppress(FileNotFoundError):
            archive.with_name(name).rename(kept / name)
    for each in (*kept.iterdir(), kept):
        sync(each)


@contextmanager
def _alone(archive: Path) -> Iterator[None]:
    """Keep everybody else out of an archive; raises ArchiveLocked when somebody is in."""
    if not archive.exists():
        yield
        return
    _close_log(archive)
    with archive.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except OSError as failed:
            if failed.errno not in {errno.EACCES, errno.EAGAIN}:
                raise
            raise ArchiveLocked(
                f"The data folder {archive.parent} is in use: stop the service and whatever else "
                "works with it, then restore again"
            ) from failed
        yield


def _close_log(archive: Path) -> None:
    """Have what is in the log put into the file, where that can be: nothing hangs on two then."""
    with archive.open("rb") as file:
        if not file.read(len(_WITH_LOG)).startswith(_WITH_LOG):
            return  # SQLite would throw the log away
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(archive, timeout=0)) as old:
        old.execute("PRAGMA journal_mode=DELETE").fetchall()


def _check_room(size: int, data: Path) -> None:
    free = shutil.disk_usage(data).free
    if free < 2 * size:
        raise StorageError(
            f"Restoring takes {2 * size / 1e6:,.0f} MB for archive and store, but the disk of "
            f"{data} has {free / 1e6:,.0f} MB left"
        )


def _unwritten(failed: OSError, data: Path) -> StorageError:
    if failed.errno == errno.ENOSPC:
        return StorageError(f"The disk of {data} is full; the archive there is as it was")
    return StorageError(f"{data} cannot be written: {failed.strerror or failed}")
