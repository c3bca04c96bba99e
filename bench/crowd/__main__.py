"""Read every list from many connections while others post articles, judge and withdraw.

    python -m bench.crowd [--readers 16] [--seconds 60] [--claims 0]

The service is one of our own, over the demo corpus, or over so many synthetic claims. Every answer
is judged: its status; that header and body tell one sequence number and one total; that no later
answer is of an earlier state; that two answers of a state to a question are the same to the byte;
that pages of a state have every row once; that a row counts as many claims as its list of claims
has. Prints the median and the 99th percentile of each list, and fails where anything was wrong.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from threading import Event, Thread

from bench.crowd.asking import Client, questions
from bench.crowd.judging import Book
from bench.crowd.reading import Reader
from bench.crowd.writing import Writer
from bench.hostile.serving import fill
from bench.network import synthesise
from tests.e2e.running import Service

PAUSE = 0.1
"""Seconds that a writer waits after each answer."""
START_SECONDS = 600.0
SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """What happened: the seconds of each list, what was written and what was wrong."""

    seconds: dict[str, list[float]]
    writers: tuple[Writer, Writer]
    book: Book
    together: int


def crowd(
    address: str, readers: int, seconds: float, pause: float = PAUSE, roll: int = 101
) -> Crowd:
    """Let readers read and two clients write for so long; another roll writes other articles."""
    book, stop = Book(), Event()
    client = Client(address)
    asked = questions(client)
    client.close()
    reading = [Reader(address, asked, book, roll) for roll in range(readers)]
    writers = Writer(address, book, pause, roll), Writer(address, book, pause, roll + 1)
    threads = [Thread(target=one.read, args=(stop,)) for one in reading]
    threads += [Thread(target=work, args=(stop,)) for work in (writers[0].post, writers[1].decide)]
    for thread in threads:
        thread.start()
    stop.wait(seconds)
    stop.set()
    for thread in threads:
        thread.join()
    for writer in writers:
        writer.close()
    taken: dict[str, list[float]] = defaultdict(list)
    for one in reading:
        for name, times in one.seconds.items():
            taken[name] += times
    together = sum(one.together for one in reading)
    return Crowd(seconds=taken, writers=writers, book=book, together=together)


def lines(found: Crowd) -> Iterator[str]:
    """Write the table, and what was wrong."""
    yield f"{'list':<20} {'answers':>8} {'p50 ms':>8} {'p99 ms':>8} {'p99/p50':>8}"
    for name, times in sorted(found.seconds.items()):
        yield _line(name, times)
    yield _line("all", [one for times in found.seconds.values() for one in times])
    poster, judge = found.writers
    yield (
        f"written meanwhile: {poster.articles} articles, {judge.verdicts} verdicts, "
        f"{judge.withdrawals} withdrawals with restorations"
    )
    yield (
        f"{found.book.compared} answers were the same as another of their state; "
        f"{found.together} times pages and counts of a state were held against each other"
    )
    yield f"{len(found.book.wrong)} answers wrong"
    yield from found.book.wrong[:SHOWN]


def _line(name: str, times: Iterable[float]) -> str:
    taken = [1000 * one for one in times]
    cuts = quantiles(taken, n=100) if len(taken) > 1 else taken * 99
    ratio = cuts[98] / cuts[49]
    return f"{name:<20} {len(taken):>8} {cuts[49]:>8.2f} {cuts[98]:>8.2f} {ratio:>8.2f}"


@contextmanager
def serving(claims: int) -> Iterator[str]:
    """Serve the demo corpus, or so many synthetic claims."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place) / "data"
        if claims:
            fill(folder, synthesise(claims))
        with Service(folder, demo=not claims, start_seconds=START_SECONDS) as service:
            yield service.address


def main() -> int:
    """Print the table; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--claims", type=int, default=0, help="synthetic ones; 0 is the demo")
    parser.add_argument("--pause", type=float, default=PAUSE, help="of writers, in seconds")
    arguments = parser.parse_args()
    with serving(arguments.claims) as address:
        found = crowd(address, arguments.readers, arguments.seconds, arguments.pause)
    print(*lines(found), sep="\n")
    return 1 if found.book.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
