"""What answers depend on beside the question, as their ETags name it.

Any number of services over one archive name the same state alike, and a service that is started
again, from the same code and with the same settings, goes on where it was.
"""

from __future__ import annotations

import functools
import hashlib
from collections import OrderedDict
from importlib import resources
from threading import Lock
from zlib import crc32

from app.settings import Settings
from graph.archive.archive import Archive

_PACKAGES = ("app", "graph", "ontology")
_TOLD_BY = frozenset({".csv", ".html", ".json", ".py", ".toml", ".ttl"})
"""Endings of the files that answers are made by; the network's change with its settings."""
_KEPT = 256
"""States whose names are remembered."""


class Edition:
    """Names the states of one archive, as this code answers from them."""

    def __init__(self, archive: Archive, settings: Settings) -> None:
        self._archive = archive
        shown = f"{settings.base_iri} {settings.texts} {_code()}"
        self._name = hashlib.sha256(shown.encode()).hexdigest()[:8]
        self._names: OrderedDict[int, str] = OrderedDict()
        self._lock = Lock()

    def of(self, sequence: int) -> str:
        """Name the state after a change, by its number and by when it was made.

        The number alone would name two states where an older archive was put back. Raises
        StorageError.
        """
        name = self._names.get(sequence)
        if name is None:
            made_at = self._archive.changed_at(sequence) if sequence else None
            name = f"{self._name}-{sequence}-{crc32(str(made_at).encode()):08x}"
            with self._lock:
                self._names[sequence] = name
                while len(self._names) > _KEPT:
                    self._names.popitem(last=False)
        return name


@functools.cache
def _code() -> str:
    """Give a digest of all files of the package that answers are made by."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        with resources.as_file(resources.files(package)) as folder:
            for file in sorted(folder.rglob("*")):
                if file.suffix in _TOLD_BY and file.is_file():
                    digest.update(str(file.relative_to(folder)).encode())
                    digest.update(file.read_bytes())
    return digest.hexdigest()
