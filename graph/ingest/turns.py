"""Who reads: articles take turns, so that a long one holds up no short one."""

from __future__ import annotations

import threading
import time
from collections import deque

from graph.errors import TooCostly

SLICE_SECONDS = 0.1
"""How long one reads while others wait; a step of reading is not broken off."""

_here = threading.local()


def breathe() -> None:
    """Let others read for a while, where somebody waits; called between the steps of reading.

    Does nothing outside of a turn. Raises TooCostly when the turn has taken what it may.
    """
    turn: _Turn | None = getattr(_here, "turn", None)
    if turn is not None:
        turn.breathe()


def passed_on() -> int:
    """Count how often others read since this turn began; what is shared may have changed then."""
    turn: _Turn | None = getattr(_here, "turn", None)
    return turn.passed_on if turn is not None else 0


class Turns:
    """Lets one thread at a time read, each for a slice in the order of asking.

    `seconds` of the processor are what one article may take: time of the clock would refuse on a
    busy day what it took before.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._lock = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._is_taken = False

    def acquire(self, articles: int = 1) -> None:
        """Wait for a turn to read so many articles; `breathe` refuses what takes too much."""
        self._enter()
        _here.turn = _Turn(self, articles)

    def release(self) -> None:
        """End the turn of this thread."""
        _here.turn = None
        self._leave()

    def pass_on(self) -> bool:
        """Let those who wait go first; False when nobody does."""
        with self._lock:
            if not self._waiting:
                return False
        self._leave()
        self._enter()
        return True

    def _enter(self) -> None:
        with self._lock:
            if not self._is_taken:
                self._is_taken = True
                return
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()  # who leaves hands it over

    def _leave(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False


class _Turn:
    """One's turn: since when, and what it has taken."""

    def __init__(self, turns: Turns, articles: int) -> None:
        self.passed_on = 0
        self._turns = turns
        self._most = turns.seconds * articles
        self._spent_before = time.thread_time()
        self._slice_ends = time.monotonic() + SLICE_SECONDS

    def breathe(self) -> None:
        """Refuse to go on over the limit; at the end of a slice let others read."""
        if time.thread_time() - self._spent_before > self._most:
            raise TooCostly(
                f"reading the article takes more than {self._turns.seconds:g} s of the processor",
                field="text",
                remedy="Split it: a chapter or a page at a time",
            )
        if time.monotonic() >= self._slice_ends:
            self.passed_on += self._turns.pass_on()
            self._slice_ends = time.monotonic() + SLICE_SECONDS
