"""Folders that are whole or not there: made under another name, synced, and renamed at last."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def sync(path: Path) -> None:
    """Have the disk take a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def workplace(parent: Path, prefix: str) -> Iterator[Path]:
    """Make a folder of our own for work in progress, which is gone afterwards, or was renamed.

    What killed processes left behind under this prefix is removed first; a lock on each folder
    tells that its process lives, and goes with it.
    """
    with _locked(parent):
        _sweep(parent, prefix)
        place = parent / f"{prefix}{secrets.token_hex(4)}"
        place.mkdir(mode=0o700)
        descriptor = os.open(place, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield place
    finally:
        os.close(descriptor)
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other processes out of this part: a folder that is made has its lock a moment later."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sweep(parent: Path, prefix: str) -> None:
    for left in parent.glob(f"{prefix}{'[0-9a-f]' * 8}"):
        if left.is_symlink() or not left.is_dir():
            continue
        descriptor = os.open(left, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue  # its process is at work
        else:
            shutil.rmtree(left, ignore_errors=True)
        finally:
            os.close(descriptor)
