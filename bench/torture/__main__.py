"""Run the long form of every topic, one after the other, and print one table of what held.

    python -m bench.torture [--list] [TOPIC ...] [options of the topics, as --trials 5 --seed 7]

Each topic runs in a process of its own, so that one that dies does not end the others: that it
died, or told no count, counts as broken. Fails where anything was broken.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
_TOLD = re.compile(r"(?P<promise>\S.*): (?P<trials>[\d,]+) trials, (?P<broken>[\d,]+) broken\s*\Z")
_ENTRY = re.compile(r"^def main\(", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What became of a promise; `trials` is None where the topic ended without a count."""

    topic: str
    promise: str
    trials: int | None
    broken: int
    seconds: float

    @property
    def held(self) -> bool:
        """Tell whether it was tried, and never broken."""
        return bool(self.trials) and not self.broken


def topics(folder: Path = HERE) -> list[str]:
    """List the topics by name: the modules beside this one that have a `main`."""
    return sorted(
        path.stem
        for path in folder.glob("*.py")
        if not path.stem.startswith("_") and _ENTRY.search(path.read_text(encoding="utf-8"))
    )


def read(topic: str, lines: Sequence[str], status: int, seconds: float) -> list[Row]:
    """Read the counts that a topic printed; a topic without them is one broken promise."""
    told = [found for line in lines if (found := _TOLD.match(line))]
    rows = [
        Row(
            topic=topic,
            promise=found["promise"],
            trials=_number(found["trials"]),
            broken=_number(found["broken"]),
            seconds=seconds,
        )
        for found in told
    ]
    ended_well = bool(lines) and bool(_TOLD.match(lines[-1]))
    if not ended_well or (status and all(row.held for row in rows)):
        promise = f"ended with status {status}"
        rows.append(Row(topic=topic, promise=promise, trials=None, broken=1, seconds=seconds))
    return rows


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def run(topic: str, options: Sequence[str]) -> list[Row]:
    """Run a topic, with what it prints shown as it comes."""
    began = time.monotonic()
    lines: list[str] = []
    command = [sys.executable, "-u", "-m", f"bench.torture.{topic}", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if line.strip():
                lines.append(line.rstrip())
    return read(topic, lines, process.returncode, time.monotonic() - began)


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Write one line for each promise, and how many held."""
    yield f"{'topic':<12} {'promise':<48} {'trials':>8} {'broken':>8} {'seconds':>8}"
    for row in rows:
        trials = "none" if row.trials is None else f"{row.trials:,}"
        yield f"{row.topic:<12} {row.promise:<48} {trials:>8} {row.broken:>8,} {row.seconds:>8.0f}"
    yield f"{sum(row.held for row in rows)} of {len(rows)} promises held"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; 1 where a promise was broken or not tried."""
    given = list(sys.argv[1:] if argv is None else argv)
    first = next((at for at, one in enumerate(given) if one.startswith("-")), len(given))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="name the topics and stop")
    arguments, options = parser.parse_known_args(given[first:])
    known = topics()
    chosen = given[:first] or known
    if arguments.list:
        print(*known, sep="\n")
        return 0
    if unknown := sorted(set(chosen) - set(known)):
        parser.error(f"no topic {', '.join(unknown)}; there are {', '.join(known)}")
    rows: list[Row] = []
    for topic in chosen:
        print(f"== {topic}", flush=True)
        rows += run(topic, options)
    print(*table(rows), sep="\n")
    return 0 if all(row.held for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
