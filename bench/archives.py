"""Put the same articles into an archive on PostgreSQL and into a file of SQLite, side by side.

    python -m bench.archives [--articles N] [--batch N] [--rounds N] [--folder PATH]

Readings are synthesised beforehand, one to nine claims each; both sync every commit. A server of
PostgreSQL is started for it with settings as they come, on a socket, and removed afterwards. Rounds
of both take turns. Prints articles/s, what else a service asks of an archive, and the ratios.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.network import draw_reads
from graph.archive.archive import Archive
from graph.claims.reading import ReadArticle
from tests.postgres import Server, programs, serving

ARTICLES = 10_000
BATCH = 32
ROUNDS = 3
ASKED = 300
LEAST = 0.5
"""Articles/s on PostgreSQL that are wanted, in parts of those of SQLite."""

Pairs = Sequence[ReadArticle]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Seconds that something took on each, once a round."""

    what: str
    per: int
    sqlite: Sequence[float]
    postgresql: Sequence[float]

    @property
    def ratio(self) -> float:
        """How fast PostgreSQL was, in parts of SQLite, by medians."""
        return statistics.median(self.sqlite) / statistics.median(self.postgresql)

    def line(self) -> str:
        """Write it as a row of a table."""
        file, server = (
            statistics.median(each) / self.per for each in (self.sqlite, self.postgresql)
        )
        return (
            f"{self.what:<44} {1 / file:>10,.0f}/s {1 / server:>10,.0f}/s {self.ratio:>8.2f}"
            f"   ({file * 1000:.3f} ms, {server * 1000:.3f} ms)"
        )


def measure(
    articles: int, batch: int, rounds: int, folder: Path, server: Server
) -> Iterator[Timed]:
    """Fill both in turns, and ask of both; yields what each took."""
    reads = list(islice(draw_reads(articles * 9), articles))
    taken: dict[str, list[list[float]]] = {}
    for number in range(rounds):
        with ExitStack() as opened:
            address = server.make_database()
            opened.callback(server.drop, address)
            file = opened.enter_context(Archive.open(folder / str(number)))
            database = opened.enter_context(Archive.open(folder, address=address))
            for what, work in _works(reads, batch).items():
                both = taken.setdefault(what, [[], []])
                order = [(file, both[0]), (database, both[1])]
                for archive, seconds in order if number % 2 else reversed(order):
                    start = time.perf_counter()
                    work(archive)
                    seconds.append(time.perf_counter() - start)
    pers = dict.fromkeys(taken, ASKED) | {
        "articles come in": articles,
        "all are read": articles,
    }
    for what, (sqlite, postgresql) in taken.items():
        yield Timed(what=what, per=pers[what], sqlite=sqlite, postgresql=postgresql)


def _works(reads: Pairs, batch: int) -> dict[str, Callable[[Archive], object]]:
    ids = [read.article.id for read in reads[:ASKED]]

    def fill(archive: Archive) -> None:
        for start in range(0, len(reads), batch):
            archive.add_many([(one.article, one.reading) for one in reads[start : start + batch]])

    def withdraw(archive: Archive) -> None:
        for each in ids:
            archive.withdraw(each, who="The bench", why="To see how long it takes")

    return {
        "articles come in": fill,
        "all are read": lambda archive: sum(1 for _ in archive.since(0)),
        "an article is found": lambda archive: [archive.find(each) for each in ids],
        "the last number is asked for": lambda archive: [archive.sequence() for _ in ids],
        "a key is looked for": lambda archive: [archive.keys.current() for _ in ids],
        "an article is withdrawn, a commit each": withdraw,
    }


def main() -> int:
    """Print the table; 1 if articles come in too slowly on PostgreSQL."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--batch", type=int, default=BATCH)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument(
        "--folder", type=Path, help="on the disk that is meant; else a temporary one"
    )
    given = parser.parse_args()
    found = programs()
    if found is None:
        print("PostgreSQL is not installed (Debian: apt-get install postgresql)")
        return 2
    with (
        tempfile.TemporaryDirectory(dir=given.folder) as place,
        serving(found, given.folder, settings=()) as server,
    ):
        print(f"{given.articles} articles in batches of {given.batch}, {given.rounds} rounds")
        print(f"{'':<44} {'SQLite':>12} {'PostgreSQL':>12} {'ratio':>8}")
        timed = []
        for one in measure(given.articles, given.batch, given.rounds, Path(place), server):
            print(one.line(), flush=True)
            timed.append(one)
    ratio = timed[0].ratio
    print(f"goal: articles come in at {LEAST} of SQLite's rate or more: {ratio:.2f}")
    return 0 if ratio >= LEAST else 1


if __name__ == "__main__":
    raise SystemExit(main())
