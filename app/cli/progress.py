"""How far something has come that takes long: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from app.cli.messages import say

LINE_SECONDS = 60.0
"""How often a line is written where there is no terminal."""

_WINDOW_SECONDS = 30.0
"""Of how long the rate is told."""


class Shown:
    """Tells how far it has come, how fast, and when it may end."""

    def __init__(self, progress: Progress, task: TaskID, total: int | None) -> None:
        self._progress = progress
        self._task = task
        self._total = total
        self._said = self._began = time.monotonic()
        self._marks: deque[tuple[float, int]] = deque([(self._began, 0)])

    def show(self, completed: int, articles: int) -> None:
        """Show that so much of the total is done, and so many articles are."""
        now = time.monotonic()
        if now - self._marks[-1][0] > 1:
            self._marks.append((now, articles))
            while now - self._marks[0][0] > _WINDOW_SECONDS:
                self._marks.popleft()
        since, before = self._marks[0]
        rate = (articles - before) / max(now - since, 0.1)
        told = f"{articles:,} articles, {rate:,.1f}/s"
        self._progress.update(self._task, completed=completed, told=told)
        if self._progress.disable and now - self._said >= LINE_SECONDS:
            self._said = now
            say(f"{told}{self._left(completed, now)}")

    def _left(self, completed: int, now: float) -> str:
        if not self._total or not completed:
            return ""
        seconds = (now - self._began) * max(0, self._total - completed) / completed
        return f", {completed / self._total:.0%}, about {_duration(seconds)} left"


@contextmanager
def progress(description: str, total: int | None) -> Iterator[Shown]:
    """Show the course of something inside; a total that is not known is None."""
    console = Console(file=sys.stderr)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[told]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    bar = Progress(*columns, console=console, disable=not console.is_terminal)
    with bar:
        yield Shown(bar, bar.add_task(description, total=total, told=""), total)


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
