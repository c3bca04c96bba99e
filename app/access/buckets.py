"""Token buckets for any number of clients, in bounded memory."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from app.access.limits import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a bucket says: whether one more was in it, what is left, and when it is as it was.

    `wait` is in seconds until there is one again, 0 when one was taken; `full` until it is full.
    """

    left: int
    wait: float
    full: float

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was taken, as there was nothing."""
        return self.wait > 0


class Buckets:
    """A bucket for each client, filled at a rate up to a burst; of one thread.

    Of each is kept one number, the moment at which it will be full again: one that is full is as
    one that was never asked. When there are too many, the client that was quiet longest is
    forgotten, which lets it off.
    """

    def __init__(
        self, rate: Rate, clients: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.rate = rate
        self._clients = clients
        self._clock = clock
        self._every = 1 / rate.per_second
        self._depth = rate.burst / rate.per_second
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def take(self, client: str) -> Taken:
        """Take one for a client, if there is one."""
        now = self._clock()
        full_at = max(now, self._full_at.get(client, now)) + self._every
        over = full_at - now - self._depth
        if over > 1e-9:
            return Taken(left=0, wait=over, full=full_at - self._every - now)
        self._full_at[client] = full_at
        self._full_at.move_to_end(client)
        if len(self._full_at) > self._clients:
            self._full_at.popitem(last=False)
        left = math.floor((self._depth - (full_at - now)) * self.rate.per_second + 1e-6)
        return Taken(left=left, wait=0.0, full=full_at - now)

    def __len__(self) -> int:
        return len(self._full_at)
