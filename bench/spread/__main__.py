"""Measure reading by many.

    python -m bench.spread rates [--articles N] [--rounds N]
    python -m bench.spread memory [--articles N]
    python -m bench.spread kills [--articles N] [--every SECONDS] [--cluster]

`rates` reads the gold texts over and over, each with a first sentence of its own so that all are
different articles, by one and two processes, by one and two workers of a Dask cluster, and by a
plain `multiprocessing.Pool`, all into an archive; rounds take turns, medians are told. `memory`
ingests so many articles with a reader that costs next to nothing, and tells how much memory the
process that hands out has as it goes on. `kills` reads articles of which every twentieth is a gold
text while a worker is killed every so many seconds, and looks whether each was read exactly once.
Needs the gold texts: MATERIEL_SHARED names their folder.
"""

from __future__ import annotations

import argparse
import sys

from bench.spread import kills, memory, rates


def main() -> int:
    """Run one of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked = parser.add_subparsers(required=True, dest="what")
    of_rates = asked.add_parser("rates")
    of_rates.add_argument("--articles", type=int, default=512)
    of_rates.add_argument("--rounds", type=int, default=3)
    of_memory = asked.add_parser("memory")
    of_memory.add_argument("--articles", type=int, default=200_000)
    of_kills = asked.add_parser("kills")
    of_kills.add_argument("--articles", type=int, default=20_000)
    of_kills.add_argument("--every", type=float, default=10.0)
    of_kills.add_argument("--cluster", action="store_true")
    given = parser.parse_args()
    if given.what == "rates":
        return rates.measure(given.articles, given.rounds)
    if given.what == "memory":
        return memory.measure(given.articles)
    return kills.measure(given.articles, given.every, on_cluster=given.cluster)


if __name__ == "__main__":
    sys.exit(main())
