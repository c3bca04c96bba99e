"""Those who read, as whoever hands out sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from graph.spread.work import Batch, Broken, Greeting, Results


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A worker is ready, or says why it is not."""

    worker: str
    greeting: Greeting | Broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A worker is gone with all that it had; what it did not give back never comes."""

    worker: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A worker gives back a batch."""

    worker: str
    number: int
    results: Results


Event: TypeAlias = Joined | Left | Done


class Crew(Protocol):
    """Workers that each read one batch after the other, in the order in which they are given.

    They come and go by themselves: `next` tells. A name is never used again for another worker.
    """

    def give(self, worker: str, batch: Batch) -> None:
        """Give a worker that joined a batch; one that is gone meanwhile is told of by `next`."""

    def next(self, seconds: float) -> Sequence[Event]:
        """Wait for something to happen, at most so long; give what did, in order.

        Raises ClusterError when nobody can be had any more.
        """

    def starting(self) -> int:
        """Count the workers that are there and did not join yet."""

    def close(self) -> None:
        """Let go of all workers; what they have is not read."""
