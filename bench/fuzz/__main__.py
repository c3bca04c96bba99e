"""Ask a service whatever its OpenAPI description lets one ask, and hold every answer to it.

    python -m bench.fuzz [--requests 20000] [--seed 0] [--keys]

The service is one of our own over the demo corpus, and it is written to as well. With --keys it has
a key, which every other request brings: what writes without it must be refused. Prints how often
each operation was answered with each status, and what was wrong, each with a line for curl; fails
where anything was.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from bench.fuzz.described import load_description, load_schema, operations
from bench.fuzz.drawing import draw
from bench.fuzz.judging import Tally, put
from bench.fuzz.known import ask_known
from graph.archive.archive import Archive
from graph.archive.keys import Scope
from tests.e2e.running import Service

START_SECONDS = 600.0
"""How long a service may take to start: the machine may be busy with other things."""


def fuzz(address: str, requests: int, roll: int, key: str = "") -> Tally:
    """Draw requests for a service, put them, with a key now and then, and judge the answers."""
    schema = load_schema(load_description(address))
    drawn = draw(schema, operations(schema), ask_known(address), requests, roll)
    return put(address, drawn, key)


def lines(tally: Tally) -> list[str]:
    """Write what was asked and answered, and what was wrong."""
    statuses: dict[str, list[str]] = defaultdict(list)
    for (operation, status), count in sorted(tally.answers.items()):
        statuses[operation].append(f"{status}: {count}")
    told = [f"{operation:<55} {', '.join(counts)}" for operation, counts in statuses.items()]
    for key, finding in tally.findings.items():
        told += [
            "",
            f"WRONG  {tally.found[key]} x {finding.operation}, {finding.status}: {finding.title}",
            *(f"       {line}" for line in finding.detail.splitlines()),
            f"       {finding.curl}",
        ]
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(tally.kinds.items()))
    told.append(f"{tally.answers.total()} requests ({kinds}), {tally.found.total()} answers wrong")
    return told


def make_key(folder: Path) -> str:
    """Make a key for all in a data folder; a service on it asks for one from then on."""
    with Archive.open(folder) as archive:
        return archive.keys.create(name="Fuzz", scopes=[Scope.ADMIN], expires_at=None)[1]


def main() -> int:
    """Print the table; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keys", action="store_true")
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place,
        Service(Path(place) / "data", demo=True, start_seconds=START_SECONDS) as service,
    ):
        began = time.perf_counter()
        key = make_key(Path(place) / "data") if arguments.keys else ""
        tally = fuzz(service.address, arguments.requests, arguments.seed, key)
        print(*lines(tally), f"{time.perf_counter() - began:.0f} s", sep="\n")
    return 1 if tally.findings else 0


if __name__ == "__main__":
    sys.exit(main())
