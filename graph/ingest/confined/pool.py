"""The confined processes: some are kept ready, and no more work at once than the limits say."""

from __future__ import annotations

import functools
import json
import logging
import threading
import time
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph import errors
from graph.errors import Busy, InputError, UnreadableDocument
from graph.ingest.confined.jobs import JOBS
from graph.ingest.confined.worker import INSTEAD, Worker
from graph.ingest.limits import ConfinedLimits, limits

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a pool has done: jobs answered, documents that a process was killed or died for."""

    jobs: int
    killed: int
    alive: int


class Confined:
    """Does jobs on documents that others wrote, each in a process with limits; for any thread."""

    def __init__(self, limits: ConfinedLimits, jobs: Mapping[str, str] = JOBS) -> None:
        self._limits = limits
        self._jobs = jobs
        self._changed = threading.Condition()
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._done = self._killed = 0
        self._is_closed = False
        # Whoever forgets to close it leaves no process behind.
        self._ending = weakref.finalize(self, _end, self._all, self._idle)

    def run(
        self, job: str, content: bytes, given: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Do a job of the table on a document; give what it makes of it.

        `given` and the result can be written as JSON. Raises the InputError that the job raises,
        TooCostly and UnreadableDocument when it takes too much or the process dies of it, and
        Busy when no process is free in time. Waits no longer than the limits say.
        """
        if job not in self._jobs:
            raise KeyError(job)
        asked = {"job": job, "given": dict(given or {}), "seconds": self._limits.seconds}
        worker = self._borrow()
        is_sound = False
        try:
            told = _parsed(worker.ask(json.dumps(asked).encode(), content))
            is_sound = True
        finally:
            self._give_back(worker, is_sound=is_sound)
        if "refused" in told:
            raise _raised(told["refused"])
        made: dict[str, Any] = told["made"]
        return made

    def counts(self) -> Counts:
        """Tell what was done so far."""
        with self._changed:
            return Counts(jobs=self._done, killed=self._killed, alive=len(self._all))

    def close(self) -> None:
        """End all processes; what they were doing is refused."""
        with self._changed:
            self._is_closed = True
            self._ending()
            self._changed.notify_all()

    def _borrow(self) -> Worker:
        ends = time.monotonic() + self._limits.wait_seconds
        with self._changed:
            while not self._is_closed:
                if self._idle:
                    return self._idle.pop()
                if len(self._all) < self._limits.processes:
                    return self._started()
                if not self._changed.wait(max(0.0, ends - time.monotonic())):
                    raise Busy("All processes that read documents were busy; try again")
        raise Busy("The service is ending")

    def _give_back(self, worker: Worker, *, is_sound: bool) -> None:
        """Take a worker back; one that is not sound, or has done its share, is replaced."""
        is_kept = is_sound and worker.done < self._limits.jobs_each
        with self._changed:
            self._done += is_sound
            self._killed += not is_sound
            is_kept = is_kept and not self._is_closed
            if is_kept:
                self._idle.append(worker)
            else:
                self._all.discard(worker)
                self._replace()
            self._changed.notify()
        if not is_kept:
            worker.close()

    def _replace(self) -> None:
        """Start another, which gets ready while nobody waits."""
        if self._is_closed:
            return
        try:
            self._idle.append(self._start())
        except OSError as failed:  # whoever needs one tries again, and is told
            _log.warning("no process that reads documents can be started: %s", failed)

    def _started(self) -> Worker:
        try:
            return self._start()
        except OSError as failed:
            raise Busy(f"No process that reads documents can be started: {failed}") from failed

    def _start(self) -> Worker:
        worker = Worker(self._limits, self._jobs)
        self._all.add(worker)
        return worker


@functools.cache
def confined() -> Confined:
    """Give the pool of this process; its processes start when they are first needed."""
    return Confined(limits().confined)


def _end(everyone: set[Worker], idle: list[Worker]) -> None:
    """End all processes; whoever has one lent finds it dead, and closes it."""
    for worker in idle:
        worker.close()
    for worker in everyone.difference(idle):
        worker.kill()
    idle.clear()
    everyone.clear()


def _parsed(answer: bytes) -> dict[str, Any]:
    """Parse an answer; it came from a process that may have been taken over."""
    try:
        told = json.loads(answer)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or not isinstance(told.get("made", told.get("refused")), dict):
        raise UnreadableDocument(
            "the process that read the document gave no answer that makes sense",
            field="text",
            remedy=INSTEAD,
        )
    return told


def _raised(refused: Mapping[str, Any]) -> InputError:
    """Make the error that a job raised, by its name in the tree of errors."""
    kind = getattr(errors, str(refused.get("kind")), None)
    if not (isinstance(kind, type) and issubclass(kind, InputError)):
        kind = UnreadableDocument
    if issubclass(kind, errors.UnknownName):
        kind = UnreadableDocument
    texts = {name: str(refused.get(name, "")) for name in ("message", "field", "value", "remedy")}
    message = texts.pop("message")
    return kind(message, **texts)
