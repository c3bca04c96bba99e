"""How many articles a second one and two workers read, beside a plain pool of processes."""

from __future__ import annotations

import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from bench.spread.articles import gold, in_batches
from bench.spread.gathering import Gathered, cluster, processes
from graph.archive.archive import Archive
from graph.claims.article import Article
from graph.claims.reading import Reading
from graph.ingest.extractor import EXTRACTOR
from graph.spread.handing import Course, Handing
from graph.spread.opening import open_reader
from graph.spread.reading import greet, keep_to_one_thread, read_batch
from graph.spread.work import Results, Written

WANTED = {"two of one": 1.7, "of a plain pool": 0.9}


@dataclass(frozen=True, slots=True)
class Rate:
    """Articles a second, and seconds of the processor that handing out and keeping took of each."""

    articles: float
    handing: float


Run: TypeAlias = Callable[[int, Archive], Rate]


def measure(articles: int, rounds: int) -> int:
    """Print the rates and how they compare."""
    runs: dict[str, Run] = {
        "processes 1": partial(_by_crew, processes, 1),
        "processes 2": partial(_by_crew, processes, 2),
        "pool 1": partial(_by_pool, 1),
        "pool 2": partial(_by_pool, 2),
        "cluster 1": partial(_by_crew, cluster, 1),
        "cluster 2": partial(_by_crew, cluster, 2),
    }
    found: dict[str, list[Rate]] = {name: [] for name in runs}
    for one in range(rounds):
        for name, run in runs.items():
            with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder)) as archive:
                rate = run(articles, archive)
                if archive.counts().articles != articles:
                    raise SystemExit(f"{name}: {archive.counts().articles} articles were kept")
            found[name].append(rate)
            print(f"round {one + 1}  {name:<12} {rate.articles:7.1f} articles/s", flush=True)
    _print(found)
    return 0


def _print(found: dict[str, list[Rate]]) -> None:
    rate = {name: statistics.median(one.articles for one in some) for name, some in found.items()}
    print()
    for name, some in found.items():
        handing = statistics.median(one.handing for one in some)
        print(f"{name:<12} {rate[name]:7.1f} articles/s   handing out {handing * 1000:.2f} ms each")
    for name in ("processes", "pool", "cluster"):
        print(f"{name}: two of one {rate[f'{name} 2'] / rate[f'{name} 1']:.2f} "
              f"(wanted: {WANTED['two of one']})")  # fmt: skip
    for name in ("processes", "cluster"):
        print(f"{name}: of a plain pool {rate[f'{name} 2'] / rate['pool 2']:.2f} "
              f"(wanted: {WANTED['of a plain pool']})")  # fmt: skip


def _by_crew(
    start: Callable[[int], AbstractContextManager[Gathered]],
    workers: int,
    number: int,
    archive: Archive,
) -> Rate:
    with start(workers) as crew:
        spent = time.process_time()
        for outcomes in Handing(crew, EXTRACTOR, Course()).read(in_batches(gold(number))):
            archive.add_many(
                [(one.item.article, one.result) for one in outcomes
                 if isinstance(one.result, Reading)]
            )  # fmt: skip
        seconds = time.perf_counter() - crew.began
        return Rate(number / seconds, (time.process_time() - spent) / number)


def _by_pool(workers: int, number: int, archive: Archive) -> Rate:
    given = [tuple(item.article for item in batch) for batch in in_batches(gold(number))]
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers, initializer=_load) as pool:
        pool.map(_ready, range(workers * 4), chunksize=1)
        began, spent = time.perf_counter(), time.process_time()
        for articles, results in pool.imap_unordered(_read, given):
            archive.add_many(
                [(article, one.reading()) for article, one in zip(articles, results, strict=True)
                 if isinstance(one, Written)]
            )  # fmt: skip
        seconds = time.perf_counter() - began
        return Rate(number / seconds, (time.process_time() - spent) / number)


def _load() -> None:
    keep_to_one_thread()
    greet(open_reader)


def _ready(_number: int) -> None:
    """Wait until everybody has loaded: nobody takes all of these."""
    time.sleep(0.5)


def _read(articles: Sequence[Article]) -> tuple[Sequence[Article], tuple[object, ...]]:
    results: Results = read_batch(open_reader, articles)
    if not isinstance(results, tuple):
        raise SystemExit(results.reason)
    return articles, results
