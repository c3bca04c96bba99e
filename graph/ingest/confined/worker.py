"""One confined process, seen from outside: started, asked, killed."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import graph
from graph.confining import LENGTH_BYTES, command
from graph.errors import Busy, TooCostly, UnreadableDocument
from graph.ingest.confined.process import OUT_OF_MEMORY
from graph.ingest.limits import ConfinedLimits

_PIECE = 1 << 20
_READERS = ("trafilatura", "lxml", "pypdfium2", "feedparser", "charset_normalizer")
INSTEAD = "Give the text alone, or leave this document out"


class Worker:
    """A confined process; one thread at a time may ask it.

    After an error of `ask` it is of no more use and to be closed.
    """

    def __init__(self, limits: ConfinedLimits, jobs: Mapping[str, str]) -> None:
        self.done = 0
        self._limits = limits
        self._is_ready = False
        setup = {
            "memory_bytes": limits.memory_bytes,
            "readable": _readable(jobs),
            "jobs": dict(jobs),
        }
        # Our own module, and no shell.
        self._process = subprocess.Popen(  # noqa: S603  # nosec B603
            command("graph.ingest.confined.process", _paths(), json.dumps(setup)),
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # The limit is on address space, and each arena takes 64 MB of it, used or not.
            env={"MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"},
        )
        self._to, self._from = _descriptors(self._process)
        os.set_blocking(self._to, False)
        os.set_blocking(self._from, False)

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    def ask(self, head: bytes, content: bytes) -> bytes:
        """Send a request and wait for its answer, in JSON, within the limits.

        Raises TooCostly when it takes more time, memory or room than it may, UnreadableDocument
        when the process dies of it, and Busy when there is no process after all.
        """
        self._wait_until_ready()
        ends = time.monotonic() + self._limits.seconds
        try:
            self._send(_framed(head) + _framed(content), ends)
        except BrokenPipeError:
            raise self._epitaph() from None
        return self._receive(ends)

    def kill(self) -> None:
        """Kill the process, whoever is asking it."""
        self._process.kill()

    def close(self) -> None:
        """End the process, at once and without a trace."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()

    def _wait_until_ready(self) -> None:
        if self._is_ready:
            return
        ends = time.monotonic() + self._limits.start_seconds
        for part in self._parts(ends):
            if not part:
                raise Busy("A process that reads documents could not be started")
            self._is_ready = True  # an empty frame comes as one
            return
        raise Busy("A process that reads documents did not start in time")

    def _send(self, request: bytes, ends: float) -> None:
        left = memoryview(request)
        waiting = select.poll()
        waiting.register(self._to, select.POLLOUT)
        while left:
            if not waiting.poll(1000 * max(0.0, ends - time.monotonic())):
                raise self._too_slow()
            left = left[os.write(self._to, left) :]

    def _receive(self, ends: float) -> bytes:
        found = bytearray()
        for part in self._parts(ends):
            if not part:
                raise self._epitaph()
            found += part
            size = int.from_bytes(found[:LENGTH_BYTES], "big")
            if len(found) >= LENGTH_BYTES and size > self._limits.answer_bytes:
                raise TooCostly(
                    f"more than {self._limits.answer_bytes:,} bytes come out of the document",
                    field="text",
                    remedy=INSTEAD,
                )
            if len(found) >= LENGTH_BYTES + size and len(found) >= LENGTH_BYTES:
                self.done += 1
                return bytes(found[LENGTH_BYTES:])
        raise self._too_slow()

    def _parts(self, ends: float) -> Iterator[bytes]:
        """Yield what comes, an empty part at the end of it, and nothing more after `ends`."""
        waiting = select.poll()
        waiting.register(self._from, select.POLLIN)
        while waiting.poll(1000 * max(0.0, ends - time.monotonic())):
            yield os.read(self._from, _PIECE)

    def _too_slow(self) -> TooCostly:
        return TooCostly(
            f"reading the document took longer than {self._limits.seconds:g} s and was stopped",
            field="text",
            remedy=INSTEAD,
        )

    def _epitaph(self) -> UnreadableDocument:
        """Say what a process died of that has closed its pipes."""
        try:
            status = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        if status == -signal.SIGXCPU:
            return self._too_slow()
        if status == OUT_OF_MEMORY:
            return TooCostly(
                f"reading the document takes more than {self._limits.memory_bytes:,} bytes "
                "of memory",
                field="text",
                remedy=INSTEAD,
            )
        died = signal.Signals(-status).name if status < 0 else f"status {status}"
        return UnreadableDocument(
            f"the process that read the document died of it ({died})",
            field="text",
            remedy=INSTEAD,
        )


def _framed(content: bytes) -> bytes:
    return len(content).to_bytes(LENGTH_BYTES, "big") + content


def _descriptors(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    if process.stdin is None or process.stdout is None:
        raise Busy("A process that reads documents could not be started")
    return process.stdin.fileno(), process.stdout.fileno()


def _packages() -> list[Path]:
    """Find the folders that what reads documents is installed in, without importing it."""
    found = (find_spec(name) for name in _READERS)
    places = (Path(one.origin).parent.parent for one in found if one and one.origin)
    return list(dict.fromkeys(places))


def _paths() -> list[Path]:
    return [*_packages(), Path(graph.__path__[0]).parent]


def _readable(jobs: Mapping[str, str]) -> list[str]:
    """Give what is imported while documents are read: Python's own, the packages, and ours."""
    names = {"graph", "ontology", *(place.partition(".")[0] for place in jobs.values())}
    found = (find_spec(name) for name in sorted(names))
    ours = (folder for one in found if one for folder in one.submodule_search_locations or ())
    return [str(folder) for folder in (Path(os.__file__).parent.parent, *_packages(), *ours)]
