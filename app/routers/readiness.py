"""Whether everything works, tried in a thread of its own: asking never hangs and costs little."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Any, Final

from fastapi import FastAPI

from app.schemas.service import ReadyOut
from app.wiring import Materiel
from graph.errors import ArchiveLocked, MaterielError

FRESH_SECONDS: Final = 0.5
"""How long what was found is told again."""

LIMIT_SECONDS: Final = 2.0
"""How long whoever asks waits: what is not found out by then is not ready."""

_STEP_SECONDS: Final = 1.0
"""How long one step waits for others: for who writes, for a process that answers SPARQL."""


class Readiness:
    """What was found out last, and the one thread that finds out."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: Future[ReadyOut] | None = None
        self._found: ReadyOut | None = None
        self._found_at = 0.0
        self._step = ""

    async def ask(self, materiel: Materiel) -> ReadyOut:
        """Say how things are, within the limit."""
        found = self._found
        if found is not None and time.monotonic() - self._found_at < FRESH_SECONDS:
            return found
        try:
            waiting = asyncio.wrap_future(self._look(materiel))
            return await asyncio.wait_for(asyncio.shield(waiting), LIMIT_SECONDS)
        except TimeoutError:
            late = f"{self._step} takes longer than {LIMIT_SECONDS:.0f} s to find out"
            return ReadyOut(
                ready=False,
                waiting=(late,),
                archive=found.archive if found else 0,
                network=found.network if found else 0,
                store=found.store if found else None,
                behind=found.behind if found else 0,
            )

    def _look(self, materiel: Materiel) -> Future[ReadyOut]:
        """Begin to find out, unless that is under way."""
        with self._lock:
            if self._running is None or self._running.done():
                self._running = Future()
                # A daemon: one that hangs for good holds up neither the service nor its end.
                work = (materiel, self._running)
                Thread(target=self._find, args=work, name="readiness", daemon=True).start()
            return self._running

    def _find(self, materiel: Materiel, told: Future[ReadyOut]) -> None:
        try:
            waiting = tuple(self._tried(materiel))
            found = _ready(materiel, waiting, self._last(materiel))
        except BaseException as failed:  # which whoever waits is told
            told.set_exception(failed)
            raise
        self._found, self._found_at = found, time.monotonic()
        told.set_result(found)

    def _last(self, materiel: Materiel) -> int:
        """Give the archive's number; the last that is known where it cannot be asked."""
        try:
            return materiel.archive.sequence()
        except MaterielError:
            return self._found.archive if self._found else materiel.network.sequence()

    def _tried(self, materiel: Materiel) -> Iterator[str]:
        """Try everything; give what does not work."""
        steps: tuple[tuple[str, Callable[[Materiel], Iterator[str]]], ...] = (
            ("whether the archive can be written", _archive),
            ("whether store and network have caught up", _projections),
            ("whether SPARQL is answered", _sparql),
        )
        for self._step, step in steps:
            try:
                yield from step(materiel)
            except (MaterielError, OSError) as failed:
                yield f"{self._step} cannot be found out: {failed}"


def _ready(materiel: Materiel, waiting: tuple[str, ...], last: int) -> ReadyOut:
    network = materiel.network.sequence()
    store = materiel.store.sequence() if materiel.store else None
    followed = network if store is None else min(network, store)
    return ReadyOut(
        ready=not waiting,
        waiting=waiting,
        archive=last,
        network=network,
        store=store,
        behind=max(0, last - followed),
    )


def readiness_of(app: FastAPI) -> Readiness:
    """Give the readiness of an application, the same each time."""
    state: Any = app.state
    if not hasattr(state, "readiness"):
        state.readiness = Readiness()
    readiness: Readiness = state.readiness
    return readiness


def _archive(materiel: Materiel) -> Iterator[str]:
    try:
        materiel.archive.check_writable(_STEP_SECONDS)
    except ArchiveLocked:
        yield f"the archive is kept by another process that has written for {_STEP_SECONDS:.0f} s"
    except MaterielError as failed:
        yield f"the archive cannot be written: {failed}"


def _projections(materiel: Materiel) -> Iterator[str]:
    last = materiel.archive.sequence()
    try:
        materiel.pipeline.catch_up()
    except MaterielError as failed:
        yield f"store and network cannot follow the archive: {failed}"
    yield from materiel.waiting(last)


def _sparql(materiel: Materiel) -> Iterator[str]:
    failed = materiel.readers.check(_STEP_SECONDS) if materiel.readers else None
    if failed:
        yield f"SPARQL is not answered: {failed}"
