"""Crews that begin together, so that loading is not timed; and a cluster to try them on."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from graph.spread.crew import Crew, Event, Joined
from graph.spread.opening import open_reader
from graph.spread.processes import Processes
from graph.spread.work import Batch


class Gathered:
    """A crew that joins when so many are ready; `began` is when that was."""

    def __init__(self, crew: Crew, number: int) -> None:
        self._crew = crew
        self._number = number
        self._held: list[Event] = []
        self.began = 0.0

    def give(self, worker: str, batch: Batch) -> None:
        """Give a worker a batch."""
        self._crew.give(worker, batch)

    def next(self, seconds: float) -> Sequence[Event]:
        """Give what happened, but nothing before all are ready."""
        if self.began:
            return self._crew.next(seconds)
        self._held += self._crew.next(seconds)
        if sum(isinstance(one, Joined) for one in self._held) < self._number:
            return ()
        self.began = time.perf_counter()
        return self._held

    def starting(self) -> int:
        """Count those that did not join yet."""
        return self._crew.starting() if self.began else 1

    def close(self) -> None:
        """Let go of all."""
        self._crew.close()


@contextmanager
def processes(number: int) -> Iterator[Gathered]:
    """Start processes of this machine."""
    with closing(Processes(number, open_reader)) as crew:
        yield Gathered(crew, number)


@contextmanager
def cluster(number: int) -> Iterator[Gathered]:
    """Start a scheduler and workers, and have them read."""
    from distributed import LocalCluster

    from graph.spread.cluster import Cluster

    with (
        LocalCluster(
            n_workers=number, threads_per_worker=1, processes=True, dashboard_address=None
        ) as started,
        closing(Cluster(started.scheduler_address, open_reader)) as crew,
    ):
        yield Gathered(crew, number)
