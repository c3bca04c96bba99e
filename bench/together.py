"""Print what is wanted of speed and memory beside what is, as one table, from one run.

    python -m bench.together [--claims N] [--repeats N] [--folder PATH] [--others PATH] [--out FILE]

Runs `bench.rest`, `bench.stores`, `bench.rebuild` and `bench.network` one after the other, on the
same synthesised claims: 180 states, 60 munitions, 10 years. Claims are laid down in the folder
once, which takes some minutes. Amounts are medians of five or more, save the rebuild from ten times
as many claims, which is done once; the rows are told on standard
error as they come, with quartiles. Needs the other stores (`make bench` installs them): what cannot
be measured without them is left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

from bench import filled, network, rebuild, stores
from bench.ratios import Ratio, table, tell
from bench.rest import beside

LEAST_REPEATS = 5
REPEATS = 60
FEWER = 10
"""Part of the claims that the slow stores are given."""


def measure(claims: int, repeats: int, folder: Path, others: Path) -> Iterator[Ratio]:
    """Run all benches; what takes a machine whole comes after what is asked in turns."""
    oxigraph = filled.oxigraph_in(others)
    many = filled.fill(folder, claims, oxigraph)
    few = filled.fill(folder, claims // FEWER, None)
    yield from beside.measure(many, oxigraph, repeats)
    yield from stores.measure(many, few, others, stores.PARTS, repeats)
    yield network.measure(claims)
    yield from rebuild.measure(folder, claims, rebuild.TIMES, rebuild.REPEATS)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=network.CLAIMS)
    parser.add_argument("--repeats", type=int, default=REPEATS, help="five at least")
    parser.add_argument("--out", type=Path, help="a file for the table, too")
    filled.add_places(parser)
    given = parser.parse_args()
    repeats = max(LEAST_REPEATS, given.repeats)
    ratios: list[Ratio] = []
    for ratio in measure(given.claims, repeats, given.folder, given.others):
        with redirect_stdout(sys.stderr):
            tell([ratio])
        ratios.append(ratio)
    lines = "\n".join(table(ratios))
    print(lines)
    if given.out:
        given.out.write_text(f"{lines}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
