"""Time the network's rebuild from the archive, and what it holds then; more claims beside fewer.

    python -m bench.rebuild [--claims N] [--times N] [--repeats N] [--folder PATH]

Every rebuild is in a process of its own that opens the archive as the service does, lets the
network follow it, and asks who supplies each actor: what is found then stays in memory, as in a
service that has been at work. The claims are as many as told, and so many times as many; actors,
munitions and years are the same. Seconds are those of the processor, which other programs disturb
least. Memory is what is resident, read from `/proc` (Linux).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from app.settings import load_settings
from app.wiring import open_materiel
from bench import filled
from bench.network import CLAIMS
from bench.ratios import Goal, Ratio, Taken, Unit, tell
from graph.network.filter import Filter

TIMES, REPEATS = 10, 5
EACH = 100_000
"""Claims that the seconds of a rebuild are told for."""
REBUILT = Goal(number=1.5, is_most=True)
"""Seconds for so many."""
GROWN = Goal(number=1.5, is_most=True)
"""Times the memory."""
_KIB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """One rebuild: how long it took, and the megabytes that the process then holds."""

    claims: int
    seconds: float
    megabytes: float


def rebuild(data: Path) -> Rebuilt:
    """Rebuild the network of a data folder, in this process."""
    with open_materiel(load_settings(data), store=False) as materiel:
        began = time.process_time()
        materiel.pipeline.catch_up_network()
        seconds = time.process_time() - began
        network = materiel.network
        for actor in sorted(network.edges().edges):
            network.supplies(Filter(recipient=actor))
        return Rebuilt(
            claims=network.counts().claims, seconds=seconds, megabytes=_resident() / 1_000_000
        )


def rebuild_apart(data: Path) -> Rebuilt:
    """Rebuild it in a process of its own."""
    command = (sys.executable, "-m", "bench.rebuild", "--data", str(data))
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Rebuilt(**json.loads(done.stdout))


def measure(folder: Path, claims: int, times: int, repeats: int) -> Iterator[Ratio]:
    """Rebuild the network of few claims so often, and that of many once: memory does not vary."""
    few, many = (filled.fill_archive(folder, number) for number in (claims, claims * times))
    small = [rebuild_apart(few) for _ in range(repeats)]
    large = [rebuild_apart(many)]
    for built in (small, large):
        number = built[0].claims
        yield Ratio(
            what=f"network rebuilt from {number:,} claims, for each {EACH:,}",
            ours=Taken(name="processor", amounts=[one.seconds * EACH / number for one in built]),
            goal=REBUILT,
        )
    less, more = (
        Taken(
            name=f"with {built[0].claims:,}",
            amounts=[one.megabytes for one in built],
            unit=Unit.MEGABYTES,
        )
        for built in (small, large)
    )
    what = f"resident memory with {large[0].claims:,} claims"
    yield Ratio(what=what, ours=more, theirs=less, goal=GROWN)


def _resident() -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * _KIB for line in lines if line.startswith("VmRSS:"))


def main() -> int:
    """Print all ratios, or what one process rebuilt."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--times", type=int, default=TIMES, help="claims of the larger network")
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    filled.add_places(parser)
    given = parser.parse_args()
    if given.data:
        print(json.dumps(asdict(rebuild(given.data))))
        return 0
    tell(measure(given.folder, given.claims, given.times, given.repeats))
    return 0


if __name__ == "__main__":
    sys.exit(main())
