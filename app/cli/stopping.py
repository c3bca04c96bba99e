"""Ending what lasts, in order, when the program is asked to by a signal."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Event
from types import FrameType

from graph.ingest.web.articles import Fetches
from graph.ingest.web.fetcher import ARTICLES, Page, Validators


class Stopped(Exception):
    """Whoever watches is asked to end, in the middle of a fetch."""


class Stopping:
    """Ends a watch on SIGINT and SIGTERM: a fetch breaks off, what is being kept is kept."""

    def __init__(self) -> None:
        self.asked = Event()
        self._may_break = False

    def take(self, _number: int, _frame: FrameType | None) -> None:
        """Take the signal."""
        self.asked.set()
        if self._may_break:
            self._may_break = False
            raise Stopped

    @contextmanager
    def taking_signals(self) -> Iterator[None]:
        """Take the signals inside, and leave them as they were."""
        before = {one: signal.signal(one, self.take) for one in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for one, receiver in before.items():
                signal.signal(one, receiver)

    @contextmanager
    def breakable(self) -> Iterator[None]:
        """Let the signal break off what is done inside."""
        self._may_break = True
        try:
            if self.asked.is_set():
                raise Stopped
            yield
        finally:
            self._may_break = False


class Breakable:
    """Fetches as another does, until it is asked to stop."""

    def __init__(self, fetcher: Fetches, stopping: Stopping) -> None:
        self._fetcher = fetcher
        self._stopping = stopping

    def fetch(
        self, url: str, *, kinds: Mapping[str, str] = ARTICLES, known: Validators | None = None
    ) -> Page:
        """Fetch an address; raises Stopped when asked to end."""
        with self._stopping.breakable():
            return self._fetcher.fetch(url, kinds=kinds, known=known)
