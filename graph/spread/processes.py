"""A crew of processes on this machine; no port is opened, and nothing else need be installed."""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import TypeAlias

from graph.spread.crew import Done, Event, Joined, Left
from graph.spread.process import work
from graph.spread.work import Batch, Broken, Greeting, Opener, Results

_END_SECONDS = 2.0

_Said: TypeAlias = Greeting | Broken | tuple[int, Results]


@dataclass(slots=True, kw_only=True)
class _Member:
    process: SpawnProcess
    channel: Connection
    has_joined: bool = False


class Processes:
    """So many processes, each with a reader of its own; one that dies is replaced."""

    def __init__(self, number: int, opener: Opener) -> None:
        self._opener = opener
        self._context = multiprocessing.get_context(
            "spawn"
        )  # no threads and locks of ours go along
        self._count = itertools.count(1)
        self._members: dict[str, _Member] = {}
        for _ in range(number):
            self._start()

    def give(self, worker: str, batch: Batch) -> None:
        """Give a worker a batch; that it is gone meanwhile is told by `next`."""
        with contextlib.suppress(BrokenPipeError, ConnectionError):
            self._members[worker].channel.send((batch.number, batch.articles))

    def next(self, seconds: float) -> Sequence[Event]:
        """Wait for something to happen, at most so long; give what did, in order."""
        ends = [one.channel for one in self._members.values()]
        deaths = [one.process.sentinel for one in self._members.values()]
        if not wait([*ends, *deaths], seconds):
            return ()
        return [event for worker in list(self._members) for event in self._events_of(worker)]

    def starting(self) -> int:
        """Count the workers that are there and did not join yet."""
        return sum(not one.has_joined for one in self._members.values())

    def close(self) -> None:
        """End all processes; what they have is not read."""
        for one in self._members.values():
            one.channel.close()
            one.process.terminate()
        for one in self._members.values():
            one.process.join(_END_SECONDS)
            if one.process.is_alive():
                one.process.kill()
                one.process.join()
        self._members.clear()

    def _events_of(self, worker: str) -> Iterator[Event]:
        member = self._members[worker]
        is_dead = not member.process.is_alive()  # asked first: what it said before is still there
        with contextlib.suppress(EOFError, OSError):
            while member.channel.poll():
                yield self._event(worker, member, member.channel.recv())
        if is_dead:
            del self._members[worker]
            member.channel.close()
            yield Left(worker=worker, reason=_fate(member.process.exitcode))
            self._start()

    def _event(self, worker: str, member: _Member, said: _Said) -> Event:
        if isinstance(said, tuple):
            number, results = said
            return Done(worker=worker, number=number, results=results)
        member.has_joined = True
        return Joined(worker=worker, greeting=said)

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, self._opener), daemon=True)
        process.start()
        theirs.close()
        name = f"worker {next(self._count)} (process {process.pid})"
        self._members[name] = _Member(process=process, channel=ours)


def _fate(code: int | None) -> str:
    """Say how a process ended."""
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return f"it was ended by {signal.Signals(-code).name}"
    return f"it ended with code {code}"
