"""What the pipeline has done, in numbers that cost nothing to keep."""

from __future__ import annotations

from threading import Lock


class Work:
    """What a pipeline has done since it was made, and what waits; threads may count."""

    def __init__(self) -> None:
        self.new = 0
        self.known = 0
        self.waiting = 0  # articles that are not with the reader yet
        self._lock = Lock()

    def count(self, *, new: int = 0, known: int = 0, waiting: int = 0) -> None:
        """Count articles that came in, as new or known, and how many more, or fewer, wait."""
        with self._lock:
            self.new += new
            self.known += known
            self.waiting += waiting
