"""Backups: folders with a copy of the archive and its manifest, whole or not there at all.

The store is left out: it is a projection, and restoring makes it anew (docs/decisions).
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from pathlib import Path

from graph.archive.archive import FILE
from graph.archive.clock import Clock, utc_now
from graph.archive.copying import (
    Contents,
    Progress,
    copy_archive,
    history_of,
    read_through,
    unseen,
)
from graph.archive.folders import sync, workplace
from graph.archive.manifest import (
    MANIFEST,
    NAME,
    Manifest,
    hash_file,
    read_manifest,
    write_manifest,
)
from graph.errors import BackupDamaged, InvalidField, StorageError, UnreadableFile

UNFINISHED = ".unfinished-"
"""What the name of a backup begins with until it is whole."""

ROOM = 1 << 20
"""Bytes that a backup takes beside the archive, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A whole backup and its folder."""

    folder: Path
    manifest: Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where backups come from: the data folder, and what their manifests say of it."""

    data: Path
    made_by: str
    base_iri: str
    clock: Clock = utc_now


def make_backup(origin: Origin, target: Path, progress: Progress = unseen) -> Backup:
    """Back up an archive that may be in use into a new folder within `target`.

    On return it is whole and on the disk, and was read once with all digests. Raises InvalidField
    for a target that cannot be, StorageError for a disk that does not take it, ArchiveDamaged.
    """
    _check_target(origin.data, target)
    try:
        target.mkdir(parents=True, exist_ok=True)
        _check_room(origin.data / FILE, target)
        with workplace(target, UNFINISHED) as place:
            contents = copy_archive(origin.data / FILE, place / FILE, progress)
            read_through(place, contents)
            return _finish(_describe(origin, contents, place / FILE), place, target)
    except OSError as failed:
        raise _unwritten(failed, target) from failed


def find_backups(target: Path) -> list[Backup]:
    """List the whole backups in a folder, the newest last; what is none of ours is passed over.

    Sizes are looked at, not every byte: `check_file` does that.
    """
    found: list[Backup] = []
    for folder in sorted(target.iterdir()):
        if not NAME.match(folder.name) or folder.is_symlink() or not folder.is_dir():
            continue
        try:
            manifest = read_manifest(folder)
        except (UnreadableFile, BackupDamaged):
            continue
        if manifest.name == folder.name and _is_whole(folder, manifest):
            found.append(Backup(folder=folder, manifest=manifest))
    return found


def drop_backups(target: Path, newest: Backup, keep: int) -> list[Path]:
    """Remove the oldest backups but for `keep`; list them. Nothing else is ever touched.

    Removed is what is whole, ours, and an earlier state of the very archive that `newest` holds,
    so that nothing was in it that is not in `newest`. Raises StorageError.
    """
    try:
        earlier = [
            each
            for each in find_backups(target)
            if each.folder != newest.folder and _precedes(each.manifest, newest)
        ]
        dropped = [each.folder for each in earlier[: max(len(earlier) - (keep - 1), 0)]]
        for folder in dropped:
            _remove(folder)
    except OSError as failed:
        raise _unwritten(failed, target) from failed
    return dropped


def _check_target(data: Path, target: Path) -> None:
    if target.resolve().is_relative_to(data.resolve()):
        raise InvalidField(
            f"{target} is within the data folder, and would be lost with it",
            field="DIR",
            value=str(target),
            remedy="Name a folder elsewhere, best on another disk",
        )
    if target.exists() and not target.is_dir():
        raise InvalidField(
            f"{target} is no folder",
            field="DIR",
            value=str(target),
            remedy="Name the folder that backups go to",
        )


def _check_room(archive: Path, target: Path) -> None:
    log = archive.with_name(f"{FILE}-wal")
    needed = archive.stat().st_size + (log.stat().st_size if log.exists() else 0) + ROOM
    free = shutil.disk_usage(target).free
    if free < needed:
        raise StorageError(
            f"The backup may take {_megabytes(needed)}, but the disk of {target} has "
            f"{_megabytes(free)} left. Free some space, keep fewer backups, or choose another disk"
        )


def _describe(origin: Origin, contents: Contents, copy: Path) -> Manifest:
    return Manifest(
        made_by=origin.made_by,
        made_at=origin.clock().astimezone(UTC).isoformat(timespec="seconds"),
        base_iri=origin.base_iri,
        contents=contents,
        bytes=copy.stat().st_size,
        sha256=hash_file(copy),
    )


def _finish(manifest: Manifest, place: Path, target: Path) -> Backup:
    """Sync the files and give the folder its name: from then on there is a backup."""
    sync(place / FILE)
    while True:
        (place / MANIFEST).write_bytes(write_manifest(manifest))
        sync(place / MANIFEST)
        sync(place)
        folder = target / manifest.name
        try:
            os.rename(place, folder)  # noqa: PTH104  # Path.rename says less of what stands there
        except OSError as failed:
            if failed.errno not in {errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR}:
                raise
            time.sleep(0.1)  # another of this very second and number: the next is ours
            later = manifest.moment() + timedelta(seconds=1)
            manifest = replace(manifest, made_at=later.isoformat(timespec="seconds"))
        else:
            sync(target)
            return Backup(folder=folder, manifest=manifest)


def _is_whole(folder: Path, manifest: Manifest) -> bool:
    """Tell whether a folder holds its two files, and nothing else."""
    if {each.name for each in folder.iterdir()} != {FILE, MANIFEST}:
        return False
    copy = folder / FILE
    return not copy.is_symlink() and copy.is_file() and copy.stat().st_size == manifest.bytes


def _precedes(manifest: Manifest, newest: Backup) -> bool:
    now, then = newest.manifest.contents, manifest.contents
    if then.sequence > now.sequence or manifest.made_at > newest.manifest.made_at:
        return False
    return history_of(newest.folder / FILE, then.sequence) == then.history


def _remove(folder: Path) -> None:
    """Remove a backup; if killed halfway, what is left is swept up with other unfinished work."""
    with workplace(folder.parent, UNFINISHED) as place:
        folder.rename(place / folder.name)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"


def _unwritten(failed: OSError, target: Path) -> StorageError:
    if failed.errno == errno.ENOSPC:
        return StorageError(f"The disk of {target} is full: free some space and try again")
    return StorageError(f"{target} cannot be written: {failed.strerror}")
