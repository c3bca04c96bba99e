"""Several processes behind one address; one that ends is started again.

They share nothing but the socket, the archive and the store: any of them answers any request.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from types import FrameType

from graph.errors import StorageError

SOCKET_OPTION = "--socket"
"""The option of `serve` that hands a replica the socket that it shares."""

MOST = 64
"""Replicas of one address: more processes than this are another machine's."""

_LOOK_SECONDS = 0.1
_SOON_SECONDS = 5.0
"""A replica that ends sooner was no use; the next waits longer, up to _PAUSES of these."""
_PAUSES = 6
_USELESS = 5
"""Replicas that end one after the other as soon as they are started, before all is given up."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Place:
    """Where a replica runs, or is to run from a time on."""

    process: subprocess.Popen[bytes] | None = None
    since: float = 0.0
    useless: int = 0


class Replicas:
    """Keeps so many processes of one command running on one socket, until it is asked to stop."""

    def __init__(self, command: Sequence[str], listening: socket.socket, count: int) -> None:
        self._command = [*command, SOCKET_OPTION, str(listening.fileno())]
        self._listening = listening
        self._places = [_Place() for _ in range(count)]
        self._over = Event()

    def run(self, grace_seconds: float) -> None:
        """Run until SIGTERM or SIGINT; requests under way have their grace.

        Raises StorageError when replicas end as soon as they are started.
        """
        with self._asked_to_stop():
            try:
                while not self._over.wait(_LOOK_SECONDS):
                    for place in self._places:
                        self._look_after(place)
            finally:
                self._end(grace_seconds)

    def pids(self) -> tuple[int, ...]:
        """List the processes that run."""
        return tuple(each.process.pid for each in self._places if each.process is not None)

    def _look_after(self, place: _Place) -> None:
        now = time.monotonic()
        if place.process is None:
            if now >= place.since:
                place.process, place.since = self._start(), now
            return
        code = place.process.poll()
        if code is None:
            return
        lived = now - place.since
        place.useless = place.useless + 1 if lived < _SOON_SECONDS else 0
        if min(each.useless for each in self._places) >= _USELESS:
            raise StorageError(
                f"Replicas end as soon as they are started ({_fate(code)}): they said why above"
            )
        _log.warning("a replica ended after %.0f s (%s); another is started", lived, _fate(code))
        place.process = None
        place.since = now + _SOON_SECONDS * min(place.useless, _PAUSES)

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  # nosec B603  # our own program
            self._command, pass_fds=[self._listening.fileno()], stdin=subprocess.DEVNULL
        )

    def _end(self, grace_seconds: float) -> None:
        """Ask all to leave, and end those that do not."""
        running = [each.process for each in self._places if each.process is not None]
        for process in running:
            process.terminate()
        until = time.monotonic() + grace_seconds
        for process in running:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    @contextmanager
    def _asked_to_stop(self) -> Iterator[None]:
        def stop(_number: int, _frame: FrameType | None) -> None:
            self._over.set()

        before = {each: signal.signal(each, stop) for each in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def command_of(folder: os.PathLike[str]) -> list[str]:
    """Give the command that a replica is, over a data folder."""
    return [sys.executable, "-m", "app.cli", "--data", os.fspath(folder), "serve"]


def share(number: int) -> socket.socket:
    """Take the socket that a parent hands down, and leave when the parent is gone."""
    parent = os.getppid()

    def leave_with_parent() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=leave_with_parent, name="parent", daemon=True).start()
    return socket.socket(fileno=number)


def _fate(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
