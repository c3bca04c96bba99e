"""Digests of the store's files, taken when they are closed and compared before they are opened.

Files of the database that hold quads are never changed, only added to or removed, and whether one
is missing the database tells by itself. So what was sealed once is compared for ever, also after
the process was killed: to hash the files of ten thousand articles takes half a second, to read
their quads ten.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

_log = logging.getLogger(__name__)

_BLOCK = 1 << 20

Sealed: TypeAlias = Mapping[str, tuple[int, str]]
"""Size and SHA-256 of each file by its name."""


def seal(folder: Path) -> None:
    """Take the digests of the files of a store; those of files that were sealed are kept."""
    known = _read(folder)
    found: dict[str, tuple[int, str]] = {}
    try:
        for path in _lasting(folder):
            size = path.stat().st_size
            kept = known.get(path.name)
            found[path.name] = kept if kept and kept[0] == size else (size, _hash(path, size))
        partial = _place(folder).with_suffix(".partial")
        partial.write_text(json.dumps(found), encoding="utf-8")
        partial.replace(_place(folder))
    except OSError:
        # Without it the store is opened as before: what changed last is compared all the same.
        _log.warning("the store could not be sealed", exc_info=True)


def broken(folder: Path) -> str | None:
    """Tell of the first file that is not what was sealed; None if there is none.

    One that grew since is compared as far as it went, one that is gone is none of ours to miss.
    """
    for name, (size, digest) in _read(folder).items():
        path = folder / name
        if not path.is_file():
            continue
        if path.stat().st_size < size:
            return f"{name} is shorter than it was"
        if _hash(path, size) != digest:
            return f"{name} is not what was written"
    return None


def unseal(folder: Path) -> None:
    """Forget the digests: the files are made anew."""
    _place(folder).unlink(missing_ok=True)


def _lasting(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob("*.sst"))
    yield from sorted(folder.glob("MANIFEST-*"))


def _place(folder: Path) -> Path:
    return folder / "seal.json"


def _read(folder: Path) -> Sealed:
    try:
        content = json.loads(_place(folder).read_text(encoding="utf-8"))
        return {str(name): (int(size), str(digest)) for name, (size, digest) in content.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError):
        _log.warning("the seal of the store cannot be read, and is passed over", exc_info=True)
        return {}


def _hash(path: Path, size: int) -> str:
    """Hash the first bytes of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while size > 0 and (block := file.read(min(_BLOCK, size))):
            digest.update(block)
            size -= len(block)
    return digest.hexdigest()
