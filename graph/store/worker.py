"""One reader process, seen from the service: started, asked, killed."""

from __future__ import annotations

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

from graph.errors import QueryFailed, QueryTimeout
from graph.store import reader_process
from graph.store.reader_process import LENGTH_BYTES

_PIECE = 1 << 20


class WorkerGone(Exception):
    """The process was dead before it got the question."""


class Worker:
    """A reader process; one thread at a time may ask it."""

    def __init__(self, memory_bytes: int) -> None:
        packages = Path(pyoxigraph.__file__).parent.parent
        script = Path(reader_process.__file__)
        self._process = subprocess.Popen(  # noqa: S603 - our own script, no shell
            [sys.executable, "-I", "-S", str(script), str(packages), str(memory_bytes)],
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

    def ask(self, request: dict[str, Any], deadline: float) -> tuple[dict[str, Any], bytes]:
        """Send a request and wait for its answer; `deadline` is of the monotonic clock.

        Raises WorkerGone when the process was dead already, QueryTimeout at the deadline and
        QueryFailed when the process dies. After any of them the worker is of no more use.
        """
        content = json.dumps(request).encode()
        pipe = self._process.stdin
        if pipe is None:
            raise WorkerGone
        try:
            pipe.write(len(content).to_bytes(LENGTH_BYTES, "big") + content)
            pipe.flush()
        except (BrokenPipeError, ValueError) as error:
            raise WorkerGone from error
        head = json.loads(self._read_frame(deadline))
        return head, self._read_frame(deadline)

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

    def _read_frame(self, deadline: float) -> bytes:
        size = int.from_bytes(self._read(LENGTH_BYTES, deadline), "big")
        return self._read(size, deadline)

    def _read(self, size: int, deadline: float) -> bytes:
        if self._process.stdout is None:
            raise WorkerGone
        descriptor = self._process.stdout.fileno()
        waiting = select.poll()
        waiting.register(descriptor, select.POLLIN)
        parts: list[bytes] = []
        while size > 0:
            left = deadline - time.monotonic()
            if left <= 0 or not waiting.poll(left * 1000):
                raise QueryTimeout("The query took longer than its time limit and was stopped")
            part = os.read(descriptor, min(size, _PIECE))
            if not part:
                raise QueryFailed(self._epitaph())
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _epitaph(self) -> str:
        status = self._process.wait()
        if status == -signal.SIGXCPU:
            raise QueryTimeout("The query took more processor time than its limit")
        died = signal.Signals(-status).name if status < 0 else f"status {status}"
        return (
            f"The process that answered the query died ({died}): most likely the query needs "
            "more memory than it may take, or is nested too deep"
        )
