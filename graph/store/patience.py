"""How long somebody waits for the answer to a query."""

from __future__ import annotations

import time
from collections.abc import Callable

from graph.errors import QueryFailed, QueryTimeout

STEP_SECONDS = 0.25
"""How often a wait is broken off to look whether it still makes sense."""


def never() -> bool:
    """Say that an answer is wanted to the end."""
    return False


class Patience:
    """Ends after so many seconds, or when the answer is not wanted any more."""

    def __init__(self, seconds: float, is_unwanted: Callable[[], bool] = never) -> None:
        self._deadline = time.monotonic() + seconds
        self._is_unwanted = is_unwanted

    def heed(self, is_unwanted: Callable[[], bool]) -> None:
        """End, from now on, when this turns true."""
        self._is_unwanted = is_unwanted

    def left(self, spent: str = "The time limit is over") -> float:
        """Give the seconds to wait before asking again, at most a step.

        Raises QueryTimeout, with `spent`, when there are none left, and QueryFailed when nobody
        wants the answer any more.
        """
        if self._is_unwanted():
            raise QueryFailed("The client went away before the query was answered")
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise QueryTimeout(f"{spent}; try again, or ask for less")
        return min(left, STEP_SECONDS)

    def whole(self) -> float:
        """Give all the seconds that are left; raises as `left`."""
        self.left()
        return max(self._deadline - time.monotonic(), 0.001)
