"""What runs where articles are read: one reader for each process, loaded once, on one thread."""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Sequence

from graph.claims.article import Article
from graph.errors import InputError
from graph.ingest.limits import limits
from graph.ingest.turns import Turns
from graph.spread.work import BatchReader, Broken, Greeting, Opener, Refusal, Results, Written

ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
)
"""Variables of the environment that keep libraries of numbers from starting threads."""

_LOCK = threading.Lock()
# A reader takes one call at a time, and a worker of a cluster may have several threads.


def keep_to_one_thread() -> None:
    """Keep libraries that are not loaded yet from starting threads: the other cores have theirs."""
    for name in ONE_THREAD:
        os.putenv(name, "1")


def greet(opener: Opener) -> Greeting | Broken:
    """Load the reader, and say which it is."""
    keep_to_one_thread()
    try:
        with _LOCK:
            extractor = _reader(opener).extractor
    except Exception as failed:  # noqa: BLE001  # why a reader cannot be loaded is told elsewhere
        return Broken(reason=_describe(failed))
    return Greeting(extractor=extractor)


def read_batch(opener: Opener, articles: Sequence[Article]) -> Results:
    """Read articles with the reader of this process."""
    with _LOCK:
        return read_with(_reader(opener), articles)


def read_with(reader: BatchReader, articles: Sequence[Article]) -> Results:
    """Read articles together; where one of them cannot be read, one by one."""
    try:
        return _read(reader, articles)
    except Exception as failed:  # noqa: BLE001  # it costs its batch, and no process; it is told
        return Broken(reason=_describe(failed))


def _read(reader: BatchReader, articles: Sequence[Article]) -> tuple[Written | Refusal, ...]:
    turns = _turns()
    turns.acquire(len(articles))
    try:
        readings = list(reader.read_many(articles))
    except InputError as refused:
        if len(articles) == 1:
            return (Refusal.of(refused),)
        readings = []
    finally:
        turns.release()
    if readings or not articles:
        return tuple(map(Written.of, readings))
    return tuple(one for article in articles for one in _read(reader, (article,)))


def _describe(failed: Exception) -> str:
    return f"{type(failed).__name__}: {failed}"


@functools.cache
def _reader(opener: Opener) -> BatchReader:
    return opener()


@functools.cache
def _turns() -> Turns:
    """Bound what an article may take, as everywhere else."""
    return Turns(limits().reading_seconds)
