"""When keys were last used, to the hour: written aside, so that no request waits for it."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from threading import Thread

from graph.archive.archive import Archive
from graph.archive.keys import ApiKey
from graph.errors import StorageError

_log = logging.getLogger(__name__)


class Uses:
    """Notes uses of keys, each once an hour; of one thread."""

    def __init__(self) -> None:
        self._noted: dict[str, datetime] = {}

    def note(self, key: ApiKey, archive: Archive) -> None:
        """Note that a key was used, unless it was noted in this hour."""
        hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
        if key.last_used == hour or self._noted.get(key.id) == hour:
            return
        self._noted[key.id] = hour
        Thread(target=_write, args=(archive, key.id, hour), name="note-use", daemon=True).start()


def _write(archive: Archive, identifier: str, hour: datetime) -> None:
    try:
        archive.keys.note_use(identifier, hour)
    except StorageError as failed:
        _log.warning("the use of key %s was not noted: %s", identifier, failed)
