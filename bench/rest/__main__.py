"""Time REST beside SPARQL and beside a hello-world, over 100,000 claims, in one run.

    python -m bench.rest [--claims N] [--repeats N] [--folder PATH] [--others PATH]

Claims are laid down as in `bench.stores`, in the same folder. Each question is put in turns, over
one connection each, and the answers must be the same. Prints medians, and the ratios with what is
wanted. The actors of a question differ from turn to turn, so that no answer of ours was given
before, though what each row adds up to is kept; the top ten, which name none, are kept whole until
something is added, so they are asked once more after each addition, on a copy of the folder.
"""

from __future__ import annotations

import argparse
import sys

from bench import filled
from bench.network import CLAIMS
from bench.ratios import tell
from bench.rest.beside import measure

REPEATS = 60


def main() -> int:
    """Print all ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    filled.add_places(parser)
    given = parser.parse_args()
    oxigraph = filled.oxigraph_in(given.others)
    data = filled.fill(given.folder, given.claims, oxigraph)
    tell(measure(data, oxigraph, given.repeats))
    return 0


if __name__ == "__main__":
    sys.exit(main())
