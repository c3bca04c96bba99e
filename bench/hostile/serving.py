"""A service over a folder of claims, and what it and its readers take."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from app.settings import Settings
from graph.archive.archive import Archive
from graph.claims.reading import ReadArticle
from graph.quads.iris import Iris
from graph.store.oxigraph import OxigraphStore

STEP_SECONDS = 0.1
_KIB = 1024


def fill(folder: Path, reads: Iterable[ReadArticle]) -> str:
    """Make a data folder and, beside it, a copy of its store; give the base of its IRIs."""
    with Archive.open(folder) as archive:
        archive.add_many([(read.article, read.reading) for read in reads])
        base = Settings(data=folder).base_iri
        with closing(OxigraphStore.open(folder / "store", Iris(base=base))) as store:
            store.add_many(archive.since(0))
            store.snapshot(copy_of(folder))
    return base


def copy_of(folder: Path) -> Path:
    """Name the folder of the copy of a store."""
    return folder.with_name(f"{folder.name}-copy")


def children(process: int) -> list[int]:
    """List the processes that a process has started and not ended."""
    found: list[int] = []
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            found += [int(one) for one in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return found  # a thread or the process has ended meanwhile
    return found


def resident(process: int) -> int:
    """Tell the memory that a process holds, in bytes; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) * _KIB for line in lines if line.startswith("VmRSS")), 0)


def processor_seconds(process: int) -> float:
    """Tell the processor time that a process has used; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / 100


class Memory:
    """Watches what a process and its children hold, while the block runs."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.service = 0
        self.reader = 0
        self.readers_at_once = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(STEP_SECONDS):
            readers = children(self._process)
            self.service = max(self.service, resident(self._process))
            self.reader = max([self.reader, *(resident(reader) for reader in readers)])
            self.readers_at_once = max(self.readers_at_once, len(readers))


def wait_until_quiet(process: int, seconds: float) -> None:
    """Wait until a process has stopped working, as after its start, but only so long."""
    until = time.monotonic() + seconds
    before = -1.0
    while time.monotonic() < until:
        used = processor_seconds(process)
        if used - before < 0.05:
            return
        before = used
        time.sleep(0.5)
