"""Requests as they are counted: by template, method and class of status."""

from __future__ import annotations

from typing import Final

from app.metrics.counted import REQUESTS, UNDER_WAY
from app.metrics.templates import Templates

METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""Methods that are told apart; any other is counted as `other`."""

UNANSWERED: Final = "none"
"""The status of a request whose client went away before there was an answer."""


class Meter:
    """Counts the requests of one application."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def begin(self) -> None:
        """Count a request that came in."""
        UNDER_WAY.inc()

    def end(self, method: str, path: str, status: int | None, seconds: float) -> None:
        """Count its answer, or that there was none."""
        UNDER_WAY.dec()
        REQUESTS.labels(
            self._templates.find(path),
            method if method in METHODS else "other",
            UNANSWERED if status is None else f"{status // 100}xx",
        ).observe(seconds)
