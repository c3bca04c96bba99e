"""Many who read and some who write, for minutes; then one more who asks what takes longest.

    python -m bench.torture.load [--seconds 300] [--readers 16] [--claims 20000] [--seed 7]

Half of the time without, half with a client that runs the worst queries that are answered at all,
one after the other. Promises: no answer is an error or torn; the memory of the service does not
grow with time; the others' 99th percentile changes by less than a factor of two.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import linear_regression, quantiles
from threading import Event, Thread
from urllib.parse import quote

from bench.crowd.__main__ import START_SECONDS, Crowd, crowd, lines
from bench.crowd.asking import Client
from bench.hostile.serving import fill
from bench.network import draw_reads
from tests.e2e.running import Service

WORST = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT DISTINCT ?a ?d { ?a ?b ?c . ?d ?e ?c } ORDER BY ?d LIMIT 1",
    "SELECT * { ?a (!<urn:x>)+ ?b } LIMIT 100000",
    'SELECT * { ?a ?b ?c FILTER regex(str(?c), "(a+)+$") } LIMIT 1',
    "CONSTRUCT { ?a ?b ?c } { ?a ?b ?c } LIMIT 100000",
)
EXPECTED = frozenset({200, 403, 413, 503})
"""What a query may be answered that takes as much as it can: all of it, or that it was too much."""
LOOK_SECONDS = 1.0
SETTLED = 0.25
"""Of the time, at its start, in which memory is not looked at: caches fill."""
GROWTH = 30.0
"""MB that may come once settled, beside what the articles that came in are worth."""
PER_ARTICLE = 0.02
"""MB that an article which came in may take in memory, with its claims."""
FACTOR = 2.0
OTHER_ARTICLES = 201
LEAST_ANSWERS = 200


@dataclass(slots=True)
class Watched:
    """The memory of a service over time: seconds, and MB of it and of what it started."""

    seconds: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)

    def watch(self, process: int, stop: Event) -> None:
        """Look until told to stop."""
        began = time.monotonic()
        while not stop.wait(LOOK_SECONDS):
            self.seconds.append(time.monotonic() - began)
            self.own.append(resident(process))

    def slope(self) -> float:
        """Tell by how many MB it grows in a second, once settled."""
        first = int(len(self.seconds) * SETTLED)
        if len(self.seconds) - first < 2:
            return 0.0
        return linear_regression(self.seconds[first:], self.own[first:]).slope


@dataclass(slots=True)
class Asker:
    """One client that asks the worst, one query after the other."""

    address: str
    answers: dict[int, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def ask(self, stop: Event) -> None:
        """Ask until told to stop."""
        client = Client(self.address)
        number = 0
        while not stop.is_set():
            query = WORST[number % len(WORST)]
            number += 1
            answer = client.ask(f"/sparql?query={quote(query, safe='')}")
            self.answers[answer.status] = self.answers.get(answer.status, 0) + 1
            if answer.status not in EXPECTED:
                self.wrong.append(f"{answer.status}: {query}")
        client.close()


def resident(process: int) -> float:
    """Tell the memory of a process in MB, without files that are mapped into it."""
    told = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in told if line.startswith("RssAnon:")) / 1000


def beside(work: Callable[[Event], None], do: Callable[[], Crowd]) -> Crowd:
    """Do something while something else goes on."""
    stop = Event()
    thread = Thread(target=work, args=(stop,))
    thread.start()
    try:
        return do()
    finally:
        stop.set()
        thread.join()


def tail(seconds: Sequence[float]) -> float:
    """Tell the 99th percentile in milliseconds."""
    return 1000 * quantiles(seconds, n=100)[98]


def compared(alone: Crowd, pressed: Crowd) -> Iterator[tuple[str, float, float]]:
    """Put the 99th percentiles of each kind of question side by side, and of all."""
    for name in sorted(alone.seconds.keys() & pressed.seconds.keys()):
        both = alone.seconds[name], pressed.seconds[name]
        if min(map(len, both)) >= LEAST_ANSWERS:
            yield name, tail(both[0]), tail(both[1])
    whole = [[one for many in each.seconds.values() for one in many] for each in (alone, pressed)]
    yield "all", tail(whole[0]), tail(whole[1])


def torture(service: Service, seconds: float, readers: int) -> Iterator[str]:
    """Load a service; yield what was seen, and what was kept of each promise."""
    watched, asker = Watched(), Asker(service.address)
    looking = Event()
    watcher = Thread(target=watched.watch, args=(service.process.pid, looking))
    watcher.start()
    half = seconds / 2

    try:
        alone = crowd(service.address, readers, half)
        pressed = beside(
            asker.ask, lambda: crowd(service.address, readers, half, roll=OTHER_ARTICLES)
        )
    finally:
        looking.set()
        watcher.join()
    yield from lines(alone)
    yield f"beside {sum(asker.answers.values())} of the worst queries, answered {asker.answers}:"
    yield from lines(pressed)
    yield from told(alone, pressed, watched, asker)


def told(alone: Crowd, pressed: Crowd, watched: Watched, asker: Asker) -> Iterator[str]:
    """Count what was kept of each promise."""
    rows = list(compared(alone, pressed))
    yield from (f"p99 of {name}: {a:.1f} ms, pressed {b:.1f} ms" for name, a, b in rows)
    articles = sum(each.writers[0].articles for each in (alone, pressed))
    lasted = (1 - SETTLED) * watched.seconds[-1]
    growth = watched.slope() * lasted
    yield (
        f"memory: {watched.own[0]:.0f} to {watched.own[-1]:.0f} MB; {growth:+.1f} MB in the last "
        f"{lasted:.0f} s, by the slope of all looks; {articles} articles came in"
    )
    answers = sum(len(many) for each in (alone, pressed) for many in each.seconds.values())
    wrong = len(alone.book.wrong) + len(pressed.book.wrong) + len(asker.wrong)
    grew = growth > articles * PER_ARTICLE + GROWTH
    over = sum(b > FACTOR * a for _, a, b in rows)
    yield f"answers under load are right and whole: {answers} trials, {wrong} broken"
    yield f"memory is flat under load: {len(watched.own)} trials, {int(grew)} broken"
    yield f"p99 beside the worst queries is under twice: {len(rows)} trials, {over} broken"


def main(argv: Sequence[str] | None = None) -> int:
    """Print what was seen; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--readers", type=int, default=16)
    parser.add_argument("--claims", type=int, default=20_000, help="synthetic; 0 is the demo")
    parser.add_argument("--trials", type=int, help="as the other topics; seconds, here")
    parser.add_argument("--seed", type=int, default=7, help="of the synthetic claims")
    given = parser.parse_args(argv)
    broken = False
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place) / "data"
        if given.claims:
            fill(folder, list(draw_reads(given.claims, given.seed)))
        with Service(folder, demo=not given.claims, start_seconds=START_SECONDS) as service:
            for line in torture(service, given.trials or given.seconds, given.readers):
                print(line, flush=True)
                broken |= line.endswith(" broken") and not line.endswith(" 0 broken")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
