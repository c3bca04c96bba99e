"""Articles read while workers are killed: each is read exactly once, and what was lost is told."""

from __future__ import annotations

import os
import random
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from bench.spread.articles import in_batches, mixed
from bench.spread.gathering import Gathered, cluster, processes
from graph.archive.archive import Archive
from graph.ingest.extractor import EXTRACTOR
from graph.ingest.fetched import Failed
from graph.spread.handing import Course, Handing
from graph.spread.ingesting import Happened, Ingesting, Kept

WORKERS = 2


def measure(articles: int, every: float, *, on_cluster: bool) -> int:
    """Read so many, kill a worker every so many seconds, and compare; 1 if any is missing."""
    start: Callable[[int], AbstractContextManager[Gathered]] = cluster if on_cluster else processes
    course, told = Course(), {"new": 0, "known": 0, "failed": 0}

    def tell(happened: Happened) -> None:
        kind = "failed" if isinstance(happened, Failed) else "known"
        told["new" if isinstance(happened, Kept) and happened.is_new else kind] += 1

    over = threading.Event()
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive.open(Path(folder)) as archive,
        start(WORKERS) as crew,
    ):
        killer = threading.Thread(target=_kill, args=(every, over), daemon=True)
        killer.start()
        coming = (item for batch in in_batches(mixed(articles)) for item in batch)
        Ingesting(archive, tell).ingest(coming, lambda: Handing(crew, EXTRACTOR, course))
        seconds = time.perf_counter() - crew.began
        over.set()
        counts = archive.counts()
    print(f"{articles:,} articles in {seconds:.0f} s, {articles / seconds:.0f}/s; told: {told}")
    print(f"archive: {counts.articles:,} articles, {counts.readings:,} readings")
    print(f"workers: {course.workers} joined, {course.lost} lost")
    print(f"retried: {course.batches} batches, {course.articles} articles")
    is_whole = counts.articles == counts.readings == told["new"] == articles
    print("each was read exactly once" if is_whole else "SOME ARE MISSING, OR THERE TWICE")
    return 0 if is_whole else 1


def _kill(every: float, over: threading.Event) -> None:
    while not over.wait(every):
        found = _workers()
        if found:
            os.kill(random.choice(found), signal.SIGKILL)


def _workers() -> Sequence[int]:
    """List the processes below this one that read: they have loaded a reader."""
    below, waiting = [], [os.getpid()]
    while waiting:
        process = waiting.pop()
        children = Path(f"/proc/{process}/task").glob("*/children")
        for one in (int(one) for file in children for one in file.read_text().split()):
            waiting.append(one)
            below.append(one)
    return [one for one in below if _is_worker(one)]


def _is_worker(process: int) -> bool:
    try:
        maps = Path(f"/proc/{process}/maps").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return "onnxruntime" in maps
