"""Turns: one host is not asked more often than is polite."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from graph.errors import FetchFailed
from graph.ingest.web.bounds import Bounds
from graph.ingest.web.limits import WebLimits


class Turns:
    """Gives every visit of a host a time of its own; threads may share it."""

    def __init__(self, limits: WebLimits, *, sleep: Callable[[float], object] = time.sleep) -> None:
        self._limits = limits
        self._next: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()
        self._sleep = sleep

    def wait(self, host: str, bounds: Bounds, asked: float | None = None) -> None:
        """Wait for the turn; `asked` is the seconds between visits that the host asks for.

        Raises FetchFailed when that is longer than the patience of the fetch.
        """
        limits = self._limits
        delay = min(max(asked or 0.0, limits.delay_seconds), limits.longest_delay_seconds)
        now = time.monotonic()
        with self._lock:
            turn = max(self._next.get(host, 0.0), now)
            if turn - now > bounds.patience:
                raise FetchFailed(
                    f"{host} is asked for too many pages at once",
                    remedy="Wait a minute and try again",
                    passes=True,
                    retry_after=turn - now,
                )
            self._next[host] = turn + delay
            self._next.move_to_end(host)
            while len(self._next) > limits.hosts:
                self._next.popitem(last=False)
        if turn > now:
            self._sleep(turn - now)
            bounds.excuse(turn - now)
