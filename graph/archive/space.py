"""Space on the archive's disk: what is kept in reserve, and whether more may come in."""

from __future__ import annotations

import functools
import os
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from graph.errors import StorageError, StorageFull


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceLimits:
    """What is kept free: so many bytes, and no more than this share of the disk."""

    reserve_bytes: int
    reserve_share: float


@functools.cache
def space_limits() -> SpaceLimits:
    """Read the limits (`space.toml`); a missing or unknown name raises TypeError."""
    text = resources.files("graph.archive").joinpath("space.toml").read_text(encoding="utf-8")
    return SpaceLimits(**tomllib.loads(text))


def require_space(folder: Path) -> None:
    """Raise StorageFull when only the reserve is left on the disk of a folder.

    The reserve is for what must go on when articles no longer come in: what follows the archive,
    verdicts, withdrawals, and whoever opens it to look.
    """
    try:
        disk = os.statvfs(folder)
    except OSError as failed:
        raise StorageError(f"The folder {folder} cannot be looked at: {failed}") from failed
    limits = space_limits()
    reserve = min(limits.reserve_bytes, int(limits.reserve_share * disk.f_blocks * disk.f_frsize))
    free = disk.f_bavail * disk.f_frsize
    if free < reserve:
        raise full(f"{free:,} bytes are free, and {reserve:,} are kept in reserve")


def full(reason: str) -> StorageFull:
    """Say that nothing was kept, why, and what mends it."""
    return StorageFull(
        f"The disk that holds the archive is full ({reason}): nothing of this was kept. "
        "Free some space and send it again; no restart is needed"
    )
