"""Answers that are dear, kept as long as the network stays as it is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Answer = TypeVar("Answer")

KEPT = 64
"""Answers kept at most; the longest unused goes first."""


class Remembered(Generic[Answer]):
    """Answers of one state of the network by what was asked; no two threads work on the same."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._at_work: dict[Hashable, Lock] = {}
        self._revision = 0

    def find(self, revision: int, asked: Hashable, build: Callable[[], Answer]) -> Answer:
        """Give the kept answer, or build and keep it."""
        key = (revision, asked)
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
            at_work = self._at_work.setdefault(key, Lock())
        with at_work:
            with self._lock:
                if key in self._answers:
                    return self._answers[key]
            try:
                answer = build()
                self._keep(revision, key, answer)
            finally:
                with self._lock:
                    self._at_work.pop(key, None)
            return answer

    def _keep(self, revision: int, key: Hashable, answer: Answer) -> None:
        with self._lock:
            if revision < self._revision:
                return
            if revision > self._revision:
                self._revision = revision
                self._answers.clear()
            self._answers[key] = answer
            while len(self._answers) > KEPT:
                self._answers.popitem(last=False)
