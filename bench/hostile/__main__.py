"""The command: `python -m bench.hostile`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from random import Random

from bench.hostile.grammar import Grammar
from bench.hostile.listener import Listener
from bench.hostile.neighbours import (
    Times,
    busy_readers,
    hang_up,
    kill_the_busiest,
    measure,
    runaways,
    slow_clients,
    small_queries,
    wait_for,
)
from bench.hostile.oracle import Oracle
from bench.hostile.serving import Memory, children, copy_of, fill, wait_until_quiet
from bench.hostile.storming import attempts, storm, table
from bench.network import synthesise
from graph.quads.iris import Iris
from graph.store.limits import query_limits
from ontology.terms import MA, PREFIXES
from tests.e2e.running import Service
from tests.golden.questions.corpus import demo_reads

P99_MS = 250.0
START_SECONDS = 600.0
"""How long a service may take to start: the machine may be busy with other things."""

PAIRS = 60
_MIB = 2**20


class Report:
    """Prints what was found, and keeps what broke a promise."""

    def __init__(self) -> None:
        self.broken: list[str] = []

    def say(self, *lines: str) -> None:
        """Print lines at once."""
        print(*lines, sep="\n", flush=True)

    def promise(self, what: str, *, holds: bool) -> None:
        """Print a promise and whether it held."""
        self.say(f"{'ok    ' if holds else 'BROKEN'}  {what}")
        if not holds:
            self.broken.append(what)


def main() -> int:
    """Run both parts; give 1 when a promise is broken."""
    parser = argparse.ArgumentParser(prog="python -m bench.hostile", description=__doc__)
    parser.add_argument("--queries", type=int, default=5000, help="hostile requests to send")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--claims", type=int, default=50_000, help="synthesised for runaways")
    parser.add_argument("--seconds", type=float, default=15.0, help="small queries are timed for")
    parser.add_argument(
        "--limit", type=float, help="seconds of a query, where 10 are not enough for a busy machine"
    )
    parser.add_argument("--folder", type=Path, help="where the synthesised claims are kept")
    chosen = parser.parse_args()
    report = Report()
    if chosen.limit:
        os.environ["MATERIEL_QUERY_TIMEOUT"] = str(chosen.limit)  # the services inherit it
    with tempfile.TemporaryDirectory() as folder:
        if chosen.queries:
            storm_part(report, Path(folder), chosen.queries, chosen.seed)
        if chosen.claims:
            large = chosen.folder or Path(folder) / "large"
            neighbours_part(report, large, chosen.claims, chosen.seconds)
    report.say("", f"{len(report.broken)} promises broken")
    return int(bool(report.broken))


def grammar_of_demo(rolls: Random, base: str) -> Grammar:
    """Make the grammar over terms that the demo corpus has."""
    iris = Iris(base=base)
    actors = sorted({claim.supplier for read in demo_reads() for claim in read.reading.claims})
    things = [f"<{iris.actor(each).value}>" for each in actors if each]
    things += [str(MA.CLAIM), '"shells"', "5"]
    predicates = [str(each) for each in (MA.SUPPLIER, MA.RECIPIENT, MA.MUNITION, MA.STATUS)]
    return Grammar(rolls, [*predicates, str(MA.SUPPLIES), str(MA.QUOTE), "a"], things)


def storm_part(report: Report, folder: Path, number: int, seed: int) -> None:
    """Send the storm at a service over the demo corpus."""
    data = folder / "demo"
    base = fill(data, demo_reads())
    rolls = Random(seed)
    started = time.monotonic()
    with (
        Listener() as listener,
        Oracle(copy_of(data), base) as oracle,
        Service(data, start_seconds=START_SECONDS) as service,
        Memory(service.process.pid) as memory,
    ):
        drawn = attempts(number, rolls, listener.address, grammar_of_demo(rolls, base))
        tally = storm(service.address, drawn, oracle, report.say)
        alive = service.process.poll() is None and service.status("/healthz") == 200
        reached = listener.connections
    report.say(f"{number} requests, seed {seed}, {time.monotonic() - started:.0f} s", "")
    report.say(*table(tally.statuses), "")
    report.say(f"slowest answer {tally.slowest:.1f} s; {tally.counted} answers counted again")
    report.promise(f"the service lives: {alive}", holds=alive)
    report.promise(f"connections to the listener: {reached}", holds=reached == 0)
    failed = sum(n for (_, status), n in tally.statuses.items() if status == 500)
    report.promise(f"answers with 500: {failed}", holds=failed == 0)
    report.promise(
        f"answers that are neither complete nor the right error: {len(tally.broken)}",
        holds=not tally.broken,
    )
    report_memory(report, memory)


def report_memory(report: Report, memory: Memory) -> None:
    """Print the peaks, and whether the readers kept to their limits."""
    limits = query_limits()
    report.say(f"service: at most {memory.service / _MIB:.0f} MiB resident")
    report.promise(
        f"a reader: at most {memory.reader / _MIB:.0f} MiB of {limits.memory_bytes / _MIB:.0f}",
        holds=memory.reader <= limits.memory_bytes,
    )
    # One that is about to end may stand beside the one that takes its place.
    most = 2 * limits.readers_most
    report.promise(
        f"readers at once: at most {memory.readers_at_once}", holds=memory.readers_at_once <= most
    )


def neighbours_part(report: Report, folder: Path, claims: int, seconds: float) -> None:
    """Time small queries beside runaways, a killed reader, and slow clients."""
    if not folder.exists():
        fill(folder, synthesise(claims))
    with served(report, folder) as (service, queries, memory):
        alone = report_times(report, "no runaway query", measure(service.address, queries, seconds))
        for number in (1, 2, 3):
            with runaways(service.address, number) as outcomes:
                time.sleep(1)
                times = measure(service.address, queries, seconds)
            report_times(report, f"{number} runaway queries", times)
            report.promise(
                f"p99 {times.p99:.0f} ms (alone {alone.p99:.0f} ms) is under {P99_MS:.0f}",
                holds=times.p99 < P99_MS and not times.failed,
            )
            statuses = sorted({outcome.status for outcome in outcomes})
            report.promise(f"the runaways got {statuses}", holds=set(statuses) <= {403, 503})
        killed_part(report, service, queries)
        slow_part(report, service, queries)
        report.promise("the service lives", holds=service.process.poll() is None)
    report_memory(report, memory)


def killed_part(report: Report, service: Service, queries: Sequence[str]) -> None:
    """Kill a reader at work."""
    with runaways(service.address, 1) as outcomes:
        time.sleep(1)
        killed = kill_the_busiest(service.process.pid)
        times = measure(service.address, queries, 3)
    report_times(report, "a reader killed at work", times)
    report.promise(f"clients that noticed: {times.failed}", holds=times.failed == 0)
    report.promise(f"its own client got {outcomes[0].status}", holds=outcomes[0].status == 503)
    now = children(service.process.pid)
    report.promise(
        "the reader was replaced",
        holds=killed not in now and len(now) >= query_limits().readers,
    )


def slow_part(report: Report, service: Service, queries: Sequence[str]) -> None:
    """Let clients read nothing of long answers, and go away from queries that run."""
    number = 2 * query_limits().readers_most
    with slow_clients(service.address, number) as begun:
        times = measure(service.address, queries, 3)
        free = wait_for(lambda: busy_readers(service.process.pid) == 0, 3)
    report_times(report, f"{begun} of {number} clients that do not read", times)
    report.promise("clients that do not read hold no reader", holds=free and begun > 0)
    report.promise(f"clients that noticed: {times.failed}", holds=times.failed == 0)
    hang_up(service.address, number, after=1.0)
    free = wait_for(lambda: busy_readers(service.process.pid) == 0, 3)
    report.promise("queries whose clients went away are stopped", holds=free)
    times = measure(service.address, queries, 3)
    report_times(report, f"{number} clients that hung up", times)
    report.promise(f"clients that noticed: {times.failed}", holds=times.failed == 0)


@contextmanager
def served(report: Report, folder: Path) -> Iterator[tuple[Service, Sequence[str], Memory]]:
    """Serve the synthesised claims, with small queries that are known to have answers."""
    started = time.monotonic()
    with (
        Service(folder, start_seconds=START_SECONDS) as service,
        Memory(service.process.pid) as memory,
    ):
        rows = service.query(
            f"SELECT DISTINCT ?s ?r {{ ?c {MA.SUPPLIER} ?s ; {MA.RECIPIENT} ?r }} LIMIT {PAIRS}"
        )
        pairs = [(row["s"], row["r"]) for row in rows]
        queries = list(islice(small_queries(pairs, PREFIXES["ma"]), PAIRS))
        wait_until_quiet(service.process.pid, 60)
        report.say("", f"synthesised claims, served after {time.monotonic() - started:.0f} s", "")
        yield service, queries, memory


def report_times(report: Report, what: str, times: Times) -> Times:
    """Print the times of small queries."""
    report.say(
        f"{what:40} {times.asked:6} small queries, p50 {times.p50:6.1f} ms, "
        f"p99 {times.p99:6.1f} ms, most {times.most:6.1f} ms, not answered {times.failed}"
    )
    return times


if __name__ == "__main__":
    sys.exit(main())
