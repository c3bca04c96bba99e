"""Replicas share a socket; one that ends is started again, and all leave when asked."""

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from app.cli import replicas as module
from app.cli.replicas import Replicas
from graph.errors import StorageError

ANSWERING = """
import os, socket, sys
shared = socket.socket(fileno=int(sys.argv[-1]))
while True:
    one, _ = shared.accept()
    one.sendall(str(os.getpid()).encode())
    one.close()
"""


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as one:
        yield one


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SOON_SECONDS", 0.05)


def ask(listening: socket.socket) -> int:
    with socket.create_connection(listening.getsockname(), timeout=60) as one:
        return int(one.recv(100))


def beside(work: Callable[[], None]) -> threading.Thread:
    """Work in a thread, and then ask this process to stop, as a person would."""

    def then_stop() -> None:
        try:
            work()
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=then_stop)
    thread.start()
    return thread


def test_a_replica_that_ends_is_started_again(listening: socket.socket) -> None:
    several = Replicas([sys.executable, "-c", ANSWERING], listening, 2)
    seen: list[tuple[int, ...]] = []

    def kill_one() -> None:
        ends = time.monotonic() + 60
        while len(several.pids()) < 2 and time.monotonic() < ends:
            time.sleep(0.01)
        first = several.pids()
        assert ask(listening) in first
        os.kill(first[0], signal.SIGKILL)
        while first[0] in (now := several.pids()) or len(now) < 2:
            time.sleep(0.01)
            assert time.monotonic() < ends
        seen.extend([first, now])
        assert ask(listening) in now

    thread = beside(kill_one)
    several.run(grace_seconds=10)
    thread.join()
    first, now = seen
    assert first[1] in now, "the other was left alone"
    for pid in {*first, *now}:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_replicas_that_end_as_soon_as_they_start_are_given_up(
    listening: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SOON_SECONDS", 60)
    monkeypatch.setattr(module, "_PAUSES", 0)
    several = Replicas([sys.executable, "-c", "raise SystemExit(3)"], listening, 2)
    with pytest.raises(StorageError, match="exit code 3"):
        several.run(grace_seconds=1)


def test_one_that_does_not_leave_is_ended(listening: socket.socket) -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
    several = Replicas([sys.executable, "-c", deaf], listening, 1)

    def wait_for_it() -> None:
        while not several.pids():
            time.sleep(0.01)
        time.sleep(0.3)

    thread = beside(wait_for_it)
    several.run(grace_seconds=0.2)
    thread.join()
    (pid,) = several.pids()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
