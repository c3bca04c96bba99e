"""What a backup says of itself: the file beside the archive in its folder."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.archive.archive import FILE
from graph.archive.copying import Contents, Progress, unseen
from graph.errors import BackupDamaged, UnreadableFile

MANIFEST = "manifest.json"
"""Name of the manifest in the folder of a backup."""

FORMAT = 1
"""Version of the manifest; a backup of a higher one was made by a newer Materiel."""

NAME = re.compile(r"\d{8}T\d{6}Z-\d{6,}\Z", re.ASCII)
"""The name of a backup: its moment in UTC, and the sequence number that it holds."""

PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A backup: when and of what it was made, and the size and SHA-256 of its one file."""

    format: int = FORMAT
    made_by: str
    made_at: str  # UTC, ISO 8601
    base_iri: str
    contents: Contents
    bytes: int
    sha256: str

    @property
    def name(self) -> str:
        """What the folder is called."""
        return f"{self.moment():%Y%m%dT%H%M%SZ}-{self.contents.sequence:06d}"

    def moment(self) -> datetime:
        """Tell when it was made, in UTC."""
        return datetime.fromisoformat(self.made_at).astimezone(UTC)


def write_manifest(manifest: Manifest) -> bytes:
    """Write a manifest as JSON, with a digest of itself."""
    told: dict[str, Any] = {
        "format": manifest.format,
        "made_by": manifest.made_by,
        "made_at": manifest.made_at,
        "base_iri": manifest.base_iri,
        "contents": asdict(manifest.contents),
        "files": [{"name": FILE, "bytes": manifest.bytes, "sha256": manifest.sha256}],
    }
    told["digest"] = _digest(told)
    return json.dumps(told, indent=2).encode() + b"\n"


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a backup.

    Raises UnreadableFile where there is none, BackupDamaged for one that was not written so.
    """
    try:
        written = (folder / MANIFEST).read_bytes()
    except OSError as failed:
        raise UnreadableFile(
            f"{folder} is no backup: its {MANIFEST} cannot be read ({failed.strerror})",
            field="BACKUP",
            value=str(folder),
            remedy="Name a folder that `materiel backup` made",
        ) from failed
    try:
        told = json.loads(written)
        if told["format"] > FORMAT:
            raise BackupDamaged(
                f"The backup {folder} was made by a newer Materiel ({told['made_by']}): upgrade "
                "to restore it"
            )
        if told.pop("digest") != _digest(told):
            raise BackupDamaged(f"The manifest of the backup {folder} was changed")
        (file,) = told.pop("files")
        if file.pop("name") != FILE:
            raise BackupDamaged(f"The backup {folder} names a file that is none of ours")
        manifest = Manifest(**(told | file | {"contents": Contents(**told["contents"])}))
    except (ValueError, KeyError, TypeError, AttributeError, UnicodeError) as failed:
        raise BackupDamaged(f"The manifest of the backup {folder} cannot be read") from failed
    if write_manifest(manifest) != written:
        raise BackupDamaged(f"The manifest of the backup {folder} was changed")
    return manifest


def hash_file(path: Path, progress: Progress = unseen) -> str:
    """Give the SHA-256 of a file."""
    digest = hashlib.sha256()
    total, done = path.stat().st_size, 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            done += len(piece)
            progress(done, total)
    return digest.hexdigest()


def check_file(path: Path, manifest: Manifest, progress: Progress = unseen) -> None:
    """Raise BackupDamaged unless a file is what the manifest says, to the byte."""
    try:
        size = path.stat().st_size
        if size != manifest.bytes:
            raise BackupDamaged(
                f"{path} has {size} bytes, not the {manifest.bytes} of its manifest: take another "
                "backup"
            )
        if hash_file(path, progress) != manifest.sha256:
            raise BackupDamaged(f"{path} is not what was backed up: take another backup")
    except OSError as failed:
        raise BackupDamaged(f"{path} cannot be read: {failed.strerror}") from failed


def _digest(told: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
