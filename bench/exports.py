"""Time the files of the network for other tools: `python -m bench.exports [claims]`.

Claims are synthesised as in `bench.network`, and drawn by munition and by pair. Prints a Markdown
table of the medians in seconds of the processor, and of the sizes. What takes longest comes before
the files and is told apart: to add the rows up, once for each state, and to draw the network.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from statistics import median
from types import MappingProxyType

from app.exports.parquet import table_parquet
from app.exports.tables import edges, nodes, table_csv
from bench.network import CLAIMS, draw_reads
from graph.network.cytoscape import cytoscape_json
from graph.network.drawn import Drawn, draw
from graph.network.filter import ALL_SUPPLIES
from graph.network.gexf import gexf
from graph.network.graphml import graphml
from graph.network.network import Network
from graph.network.rolling import Level

REPEATS = 5
LEVELS = (Level.MUNITION, Level.PAIR)
WRITERS: Mapping[str, Callable[[Drawn], Iterable[bytes]]] = MappingProxyType(
    {
        "GraphML": graphml,
        "GEXF": gexf,
        "Cytoscape JSON": cytoscape_json,
        "nodes and edges as CSV": lambda drawn: (
            *table_csv(nodes(drawn)),
            *table_csv(edges(drawn)),
        ),
        "nodes and edges as Parquet": lambda drawn: (
            *table_parquet(lambda: nodes(drawn)),
            *table_parquet(lambda: edges(drawn)),
        ),
    }
)


def processor_seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    began = time.process_time()
    work()
    return time.process_time() - began


def write(drawn: Drawn, writer: Callable[[Drawn], Iterable[bytes]], repeats: int) -> str:
    """Write a file several times and throw it away; say the seconds, and its megabytes."""
    sizes: list[int] = []
    taken = [
        processor_seconds(lambda: sizes.append(sum(map(len, writer(drawn)))))
        for _ in range(repeats)
    ]
    return f"{median(taken):.2f} s, {sizes[0] / 1e6:.1f} MB"


def lines(network: Network, repeats: int) -> Iterator[str]:
    """Write the table, row by row."""
    added_up = processor_seconds(lambda: network.supplies(ALL_SUPPLIES))
    drawings = {level: draw(network, ALL_SUPPLIES, level) for level in LEVELS}
    yield _row(("", *(f"by {level} ({len(drawings[level].edges):,} edges)" for level in LEVELS)))
    yield _row(["---"] * (1 + len(LEVELS)))
    yield _row(("rows added up, once for each state", f"{added_up:.2f} s", ""))
    drawn = [_seconds_of_drawing(network, level, repeats) for level in LEVELS]
    yield _row(("drawn", *(f"{seconds:.2f} s" for seconds in drawn)))
    for name, writer in WRITERS.items():
        if "Parquet" in name and importlib.util.find_spec("pyarrow") is None:
            continue
        yield _row((name, *(write(drawings[level], writer, repeats) for level in LEVELS)))


def _seconds_of_drawing(network: Network, level: Level, repeats: int) -> float:
    work = partial(draw, network, ALL_SUPPLIES, level)
    return median(processor_seconds(work) for _ in range(repeats))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Print the table."""
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    network = Network()
    network.add_many(draw_reads(claims))
    for line in lines(network, REPEATS):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
