"""How long one fetch may take, and how much it may bring: both in all, not by step."""

from __future__ import annotations

import time

from graph.errors import FetchFailed, TooLarge


class Bounds:
    """Counts the seconds and bytes of one fetch down; `patience` is for waits of its own choice."""

    def __init__(self, *, seconds: float, wire_bytes: int, patience: float = 0.0) -> None:
        self._end = time.monotonic() + seconds
        self._seconds = seconds
        self._wire_bytes = wire_bytes
        self._left = wire_bytes
        self._patience = patience

    def left(self, *, most: float | None = None) -> float:
        """Give the seconds that are left, `most` at most; raises FetchFailed when none are."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise self.late()
        return seconds if most is None else min(seconds, most)

    def late(self) -> FetchFailed:
        """Make the error of a fetch that took too long."""
        return FetchFailed(
            f"the page did not come within {self._seconds:g} seconds",
            remedy="Try again later, or save the page and give its text",
            passes=True,
        )

    def take(self, size: int) -> None:
        """Count bytes that came over the wire; raises TooLarge when they are too many."""
        self._left -= size
        if self._left < 0:
            raise TooLarge(
                f"the answer has more than {self._wire_bytes:,} bytes",
                field="url",
                remedy="Save the article alone, and give its text",
            )

    @property
    def patience(self) -> float:
        """The seconds that may still be waited out of politeness."""
        return self._patience

    def excuse(self, seconds: float) -> None:
        """Do not count a wait out of politeness."""
        self._end += seconds
        self._patience -= seconds

    def renew(self) -> None:
        """Begin to count bytes anew, for the next answer."""
        self._left = self._wire_bytes
