"""One reader process, seen from the service: started, asked, killed."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyoxigraph

import graph
from graph.confining import LENGTH_BYTES, command
from graph.errors import QueryFailed, QueryTimeout
from graph.store.patience import Patience

CALM = 5
"""Niceness of a process whose query takes its time."""

QUICK_SECONDS = 0.25
"""Processor time that a query may take before it gives way to others."""

_OF_ALL_THREADS = 2
"""Of a clock id: what clock_getcpuclockid(3) gives is this, with the process inverted above it."""

AT_ONCE = select.PIPE_BUF - LENGTH_BYTES
"""Bytes of a request that an idle process is sent without waiting."""

ALL_WELL = b"{}"
"""The head of an answer, as it mostly is."""

LONG = 1 << 20
"""Bytes of an answer, not here yet, for which somebody is to wait."""

_PIECE = 1 << 20
_TOO_LONG = "The query took longer than its time limit and was stopped"


class WorkerGone(Exception):
    """The process was dead before it got the question."""


class _Coming:
    """An answer that comes in parts: two frames, a head of JSON and a body."""

    def __init__(self) -> None:
        self.missing = LENGTH_BYTES
        self._begun = b""
        self._head: dict[str, Any] | None = None
        self._body: list[bytes] = []

    def take(self, part: bytes) -> None:
        """Take the next part."""
        if self._head is not None:
            self._body.append(part)
            self.missing -= len(part)
            return
        self._begun += part
        ends = LENGTH_BYTES + int.from_bytes(self._begun[:LENGTH_BYTES], "big")
        begins = ends + LENGTH_BYTES
        if len(self._begun) < max(begins, 2 * LENGTH_BYTES):
            return
        head = self._begun[LENGTH_BYTES:ends]
        self._head = {} if head == ALL_WELL else json.loads(head)
        self._body.append(self._begun[begins:])
        size = int.from_bytes(self._begun[ends:begins], "big")
        self.missing = size - len(self._body[0])

    def told(self) -> tuple[dict[str, Any], bytes] | None:
        """Give head and body when both are here."""
        if self._head is None or self.missing > 0:
            return None
        return self._head, b"".join(self._body)


class Worker:
    """A reader process; one thread at a time may ask it."""

    def __init__(self, memory_bytes: int) -> None:
        self.is_calmed = False
        self._used_before = 0.0
        self._coming = _Coming()
        paths = [Path(package.__path__[0]).parent for package in (pyoxigraph, graph)]
        # Our own module, and no shell.
        self._process = subprocess.Popen(  # noqa: S603  # nosec B603
            command("graph.store.reader_process", paths, str(memory_bytes)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # The limit is on address space, and each arena takes 64 MB of it, used or not.
            env={"MALLOC_ARENA_MAX": "2"},
        )

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Tell whether the process runs."""
        return self._process.poll() is None

    def fate(self) -> str:
        """Tell why it is of no more use: it `died`, is `slow` since it was calmed, or `stopped`."""
        if not self.is_alive():
            return "died"
        return "slow" if self.told() is not None else "stopped"

    def ask(self, content: bytes, patience: Patience) -> tuple[dict[str, Any], bytes]:
        """Send a request in JSON and wait for its answer.

        Raises WorkerGone when the process was dead already, QueryTimeout at the end of patience
        and QueryFailed when the process dies. After any of them the worker is of no more use.
        """
        self.send(content)
        return self.receive(patience)

    def send(self, content: bytes) -> None:
        """Send a request in JSON; raises WorkerGone when the process was dead already.

        Waits only for a process that has not yet taken in what is longer than AT_ONCE.
        """
        self._coming = _Coming()
        self._used_before = self._processor_seconds()
        pipe = self._process.stdin
        if pipe is None:
            raise WorkerGone
        try:
            pipe.write(len(content).to_bytes(LENGTH_BYTES, "big") + content)
            pipe.flush()
        except (BrokenPipeError, ValueError) as error:
            raise WorkerGone from error

    def receive(self, patience: Patience) -> tuple[dict[str, Any], bytes]:
        """Wait for the answer to what was sent; raises QueryTimeout and QueryFailed as `ask`."""
        descriptor = self.fileno()
        waiting = select.poll()
        waiting.register(descriptor, select.POLLIN)
        while (told := self.told()) is None:
            if not waiting.poll(1000 * patience.left(_TOO_LONG)):
                self._calm_if_slow()
                continue
            part = os.read(descriptor, _PIECE)
            if not part:
                raise QueryFailed(self._epitaph())
            self._coming.take(part)
        return told

    def fileno(self) -> int:
        """Give the descriptor that answers come from."""
        if self._process.stdout is None:
            raise WorkerGone
        return self._process.stdout.fileno()

    def read(self) -> bool:
        """Take in what has come, once something has; False when only `receive` may go on.

        That is when the process died, or the answer is long.
        """
        part = os.read(self.fileno(), _PIECE)
        self._coming.take(part)
        return bool(part) and self._coming.missing < LONG

    def told(self) -> tuple[dict[str, Any], bytes] | None:
        """Give the answer; None when it is not here as a whole."""
        return self._coming.told()

    def close(self) -> None:
        """End the process, at once and without a trace."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue  # what was not sent is not wanted any more
        self._process.wait()

    def _calm_if_slow(self) -> None:
        """Let queries that are soon done go before one that takes its time.

        What counts is the time of the processor: on a busy machine waiting says nothing. There is
        no way back without privileges: a calmed process is not used again.
        """
        if self.is_calmed or self._processor_seconds() - self._used_before < QUICK_SECONDS:
            return
        with contextlib.suppress(OSError):  # it may be dead, which shows when it is read from
            os.setpriority(os.PRIO_PROCESS, self.pid, CALM)
            self.is_calmed = True

    def _processor_seconds(self) -> float:
        """Tell what the process has used so far; 0 where the system does not tell."""
        if sys.platform != "linux":
            return 0.0
        try:
            return time.clock_gettime(~self.pid << 3 | _OF_ALL_THREADS)
        except OSError:
            return 0.0

    def _epitaph(self) -> str:
        status = self._process.wait()
        if status == -signal.SIGXCPU:
            raise QueryTimeout("The query took more processor time than its limit")
        died = signal.Signals(-status).name if status < 0 else f"status {status}"
        return (
            f"The process that answered the query died ({died}): most likely the query needs "
            "more memory than it may take, or is nested too deep"
        )
