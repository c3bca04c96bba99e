"""What a watch remembers of each feed: a small file of its own in the data folder.

Whoever loses it loses nothing: feeds are asked for whole again, and known articles stay known.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from graph.errors import ArchiveLocked
from graph.ingest.web.fetcher import Validators
from graph.ingest.web.limits import web_limits

FOLDER: Final = "feeds"
DONE: Final = 0
"""In place of the number of tries: the entry is settled."""
_UNREADABLE: Final = (
    OSError,
    ValueError,
    RecursionError,
    TypeError,
    AttributeError,
    KeyError,
    OverflowError,
)
"""What reading notes that are damaged, or that another wrote, may raise."""


@dataclass(slots=True, kw_only=True)
class Notes:
    """Of one feed: what its host said of the version that was read, errors in a row, and entries.

    `seen` gives for each mark how often its page was tried in vain, or DONE, in the order in which
    they were seen; `due` is the time (UNIX, seconds) of the next visit.
    """

    url: str
    validators: Validators = field(default_factory=Validators)
    failures: int = 0
    due: float = 0.0
    seen: dict[str, int] = field(default_factory=dict)

    def settle(self, mark: str) -> None:
        """Remember that an entry needs no further visit."""
        self.seen[mark] = DONE

    def put_off(self, mark: str) -> int:
        """Count a try in vain, and settle the entry at the last; give the number of tries."""
        tries = self.seen.get(mark, DONE) + 1
        self.seen[mark] = tries if tries < web_limits().feeds.tries else DONE
        return tries

    def wants(self, mark: str) -> bool:
        """Tell whether an entry is new, or to be tried again."""
        return self.seen.get(mark, 1) != DONE

    def forget(self, listed: set[str]) -> None:
        """Forget the oldest entries that the feed no longer lists, beyond the limit."""
        gone = [mark for mark in self.seen if mark not in listed]
        for mark in gone[: max(0, len(self.seen) - web_limits().feeds.seen)]:
            del self.seen[mark]


class Notebook:
    """Keeps the notes of feeds; one process at a time has it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    @contextmanager
    def open(cls, data: Path) -> Iterator[Notebook]:
        """Open the notes in a data folder; raises ArchiveLocked when another watch has them."""
        folder = data / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ArchiveLocked(
                    f"Another `materiel watch` runs on {data}. Give it all feeds, or stop it first"
                ) from None
            yield cls(folder)

    def find(self, url: str) -> Notes:
        """Give the notes of a feed; new ones where there are none that can be read."""
        try:
            told = json.loads(self._place(url).read_bytes())
            return _read(url, told)
        except _UNREADABLE:
            return Notes(url=url)

    def keep(self, notes: Notes) -> None:
        """Write the notes of a feed, whole or not at all."""
        told = {
            "url": notes.url,
            "etag": notes.validators.etag,
            "modified": notes.validators.modified,
            "failures": notes.failures,
            "due": notes.due,
            "seen": notes.seen,
        }
        place = self._place(notes.url)
        partial = place.with_suffix(".partial")
        with partial.open("wb") as file:
            file.write(json.dumps(told, indent=1).encode())
            file.flush()
            os.fsync(file.fileno())
        partial.replace(place)

    def _place(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:24]}.json"


def _read(url: str, told: Mapping[str, Any]) -> Notes:
    seen = {str(mark): int(tries) for mark, tries in told["seen"].items()}
    latest = time.time() + web_limits().feeds.longest_pause_seconds
    etag, modified = (told[name] for name in ("etag", "modified"))
    return Notes(
        url=url,
        validators=Validators(
            etag=etag if isinstance(etag, str) else None,
            modified=modified if isinstance(modified, str) else None,
        ),
        failures=max(0, int(told["failures"])),
        due=min(float(told["due"]), latest),  # whatever the clock was when it was written
        seen=seen,
    )
