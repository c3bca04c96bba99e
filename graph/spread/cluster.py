"""A crew of workers of a Dask cluster that runs already.

Every batch is given to one worker by name, and to no other: so it is known which batch a worker
was reading when it was lost. Left to itself the scheduler gives a task that its worker died of to
the next worker, as often as `distributed.scheduler.allowed-failures` says (three times more, unless
it was told otherwise), and calls guilty all that the worker had before it.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from graph.errors import ClusterError, MissingExtra
from graph.spread.crew import Done, Event, Joined, Left
from graph.spread.reading import greet, read_batch
from graph.spread.work import Batch, Broken, Opener

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECT_SECONDS = 30.0
_ANSWER_SECONDS = 10.0
_LOOK_SECONDS = 0.5
_GREETING = 0
"""Number of what is asked of a worker before it gets its first batch."""


@dataclass(slots=True, kw_only=True)
class _Member:
    address: str
    has_joined: bool = False
    asked: dict[int, Future[Any]] = field(default_factory=dict)


class Cluster:
    """The workers of a scheduler, those that come later too; each reads one batch at a time."""

    def __init__(self, address: str, opener: Opener) -> None:
        """Connect; raises MissingExtra without `distributed`, ClusterError where nobody answers."""
        self._address = address
        self._opener = opener
        self._client = _connect(address)
        self._members: dict[str, _Member] = {}
        self._told: SimpleQueue[tuple[str, int]] = SimpleQueue()
        self._looked = 0.0

    def give(self, worker: str, batch: Batch) -> None:
        """Give a worker a batch; that it is gone meanwhile is told by `next`."""
        self._ask(worker, batch.number, read_batch, self._opener, batch.articles)

    def next(self, seconds: float) -> Sequence[Event]:
        """Wait for something to happen, at most so long; give what did, in order."""
        events = self._look()
        try:
            told = self._told.get(timeout=0 if events else min(seconds, _LOOK_SECONDS))
        except Empty:
            return events
        event = self._event_of(*told)
        return events if event is None else [*events, event]

    def starting(self) -> int:
        """Count the workers that are there and did not join yet."""
        return sum(not one.has_joined for one in self._members.values())

    def close(self) -> None:
        """Let go of all workers; what they have is not wanted any more."""
        for worker in list(self._members):
            self._forget(worker)
        with contextlib.suppress(OSError, TimeoutError):
            self._client.close(timeout=_ANSWER_SECONDS)

    def _look(self) -> list[Event]:
        """See who came and who is gone."""
        if time.monotonic() - self._looked < _LOOK_SECONDS:
            return []
        present = self._present()
        self._looked = time.monotonic()
        gone = [worker for worker in self._members if worker not in present]
        events: list[Event] = []
        for worker in gone:
            address = self._forget(worker)
            events.append(Left(worker=worker, reason=f"the worker at {address} was lost"))
        for worker, address in present.items():
            if worker not in self._members:
                self._members[worker] = _Member(address=address)
                self._ask(worker, _GREETING, greet, self._opener)
        return events

    def _present(self) -> Mapping[str, str]:
        """Give the address of every worker that is there, by a name that is its own for good.

        One that is started again may have the address and the id of the one before.
        """
        if self._client.status != "running":
            raise ClusterError(
                f"The scheduler at {self._address} is gone. What was read is kept: start it, and "
                "run this again to go on"
            )
        found: Mapping[str, Mapping[str, Any]] = self._client.scheduler_info(n_workers=-1)[
            "workers"
        ]
        return {
            f"{address} ({PurePath(one['local_directory']).name})": address
            for address, one in found.items()
        }

    def _ask(self, worker: str, number: int, *asked: Any) -> None:  # noqa: ANN401  # as Dask has it
        member = self._members[worker]
        future = self._client.submit(
            *asked, workers=[member.address], allow_other_workers=False, pure=False, retries=0
        )
        member.asked[number] = future
        future.add_done_callback(lambda _future: self._told.put((worker, number)))

    def _event_of(self, worker: str, number: int) -> Event | None:
        """Take what a worker gave back; None where it is gone, of which `_look` tells."""
        member = self._members.get(worker)
        future = None if member is None else member.asked.pop(number, None)
        if member is None or future is None:
            return None
        results = self._result(future)
        if results is None:
            return None
        if number != _GREETING:
            return Done(worker=worker, number=number, results=results)
        member.has_joined = True
        return Joined(worker=worker, greeting=results)

    def _result(self, future: Future[Any]) -> Any:  # noqa: ANN401  # as Dask has it
        """Give what a task gave; None where it was lost with its worker."""
        from distributed import CancelledError, KilledWorker

        if future.status == "error":
            failed = future.exception(timeout=_ANSWER_SECONDS)
            if isinstance(failed, KilledWorker | CancelledError):
                return None
            return Broken(reason=f"{type(failed).__name__}: {failed}")
        try:
            return future.result(timeout=_ANSWER_SECONDS)
        except (CancelledError, TimeoutError):
            return None

    def _forget(self, worker: str) -> str:
        member = self._members.pop(worker)
        with contextlib.suppress(OSError, TimeoutError):
            self._client.cancel(list(member.asked.values()))
        return member.address


def _connect(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as missing:
        raise MissingExtra("Reading on a cluster", extra="cluster") from missing
    try:
        return Client(address, set_as_default=False, timeout=CONNECT_SECONDS, name="materiel")
    except (OSError, TimeoutError, ValueError) as failed:
        raise ClusterError(
            f"No scheduler answers at {address}: {failed}. Start one with `dask scheduler`, and "
            "workers with `dask worker`, or read on this machine with --workers"
        ) from failed
