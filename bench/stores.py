"""Time the service beside other stores, over the same quads, in one run.

    python -m bench.stores [fill] [ask] [export] [slow] [--claims N] [--fewer N] [--repeats N]
                           [--folder PATH] [--others PATH]

Claims are synthesised as in `bench.network` and laid down once in the folder. The same two queries
are put to the service (a process of its own) and to `oxigraph serve`, in turns, each over one
connection that stays open; with fewer claims, to rdflib-endpoint too, but less often. Exports are
taken over HTTP, in turns with pyoxigraph's own dump of the same store to where nothing is kept;
memory is that of the service's main process alone. Prints medians with their quartiles, and the
ratios with what is wanted. `make stores` installs the other stores; what needs them is left out
without. `fill` lays the claims down, which takes some minutes, and no more; `ask` puts the queries,
`export` takes the exports, `slow` asks rdflib-endpoint; all of it by default.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench import filled
from bench.answering import read_json, size_of
from bench.filled import QUERIES, Filled
from bench.served import Served, Start

CLAIMS, FEWER = 100_000, 10_000
PARTS = ("fill", "ask", "export", "slow")
REPEATS, EXPORTS, SLOW_REPEATS = 200, 3, 3
WARM_UP = 5
SLOWER, FASTER, EXPORTED = 1.3, 100.0, 0.9
"""What is wanted: at most so much of Oxigraph's time, at most one part in so many of
rdflib-endpoint's, at least so much of the speed of pyoxigraph's own dump."""

_DUMP = """
import sys, time, pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
began = time.perf_counter()
store.dump(open("/dev/null", "wb"), pyoxigraph.RdfFormat.N_QUADS)
print(time.perf_counter() - began)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Seconds that somebody took for something."""

    name: str
    seconds: Sequence[float]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.seconds)

    def line(self) -> str:
        """Say the median, and the quartiles where there are enough."""
        shown = f"  {self.name:<18} {self.median * 1000:10.2f} ms"
        if len(self.seconds) > 3:
            first, _, third = statistics.quantiles(self.seconds, n=4)
            shown += f"   quartiles {first * 1000:.2f} to {third * 1000:.2f}"
        return f"{shown}   {len(self.seconds)} times"


def ask_in_turns(query: str, repeats: dict[Served, int]) -> tuple[list[Times], str]:
    """Put a query to each service so often, in turns; they must answer the same.

    Gives the times, and how much the answer is.
    """
    answers = []
    for one, times in repeats.items():
        one.connect()
        for _ in range(WARM_UP if times > SLOW_REPEATS else 1):
            _, body = one.ask(query)
        answers.append(read_json(json.loads(body)))
    if any(answer != answers[0] for answer in answers):
        raise SystemExit(f"The answers differ: {[size_of(answer) for answer in answers]}")
    taken: dict[Served, list[float]] = {one: [] for one in repeats}
    for turn in range(max(repeats.values())):
        for one, times in repeats.items():
            if turn < times:
                taken[one].append(one.ask(query)[0])
    return [Times(name=one.name, seconds=taken[one]) for one in repeats], size_of(answers[0])


def compare(data: Filled, others: Iterable[tuple[Start, int]], repeats: int) -> list[list[Times]]:
    """Put all queries to the service and to others, and print how long they took."""
    with ExitStack() as running:
        services = {
            running.enter_context(Served(start, data.folder / f"{start.name}.log")): times
            for start, times in [(filled.materiel(data), repeats), *others]
        }
        found = []
        for name in QUERIES:
            times, size = ask_in_turns(data.query(name), services)
            print(f"{name}, {size}")
            print("\n".join(each.line() for each in times))
            found.append(times)
    return found


def compare_exports(data: Filled, repeats: int) -> float:
    """Take the N-Quads in turns with pyoxigraph's dump; give our speed as a part of its own."""
    ours, theirs, memory = [], [], []
    with Served(filled.materiel(data), data.folder / "export.log") as service:
        before = service.memory()
        command = (sys.executable, "-c", _DUMP, str(data.snapshot()))
        for _ in range(repeats):
            seconds, size = service.take("/export/dump.nq", lambda: memory.append(service.memory()))
            ours.append(seconds)
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            theirs.append(float(done.stdout))
        after = service.memory()
    times = Times(name="materiel", seconds=ours), Times(name="pyoxigraph's dump", seconds=theirs)
    print(f"export of all as N-Quads, {size / 1e6:.0f} MB")
    print("\n".join(each.line() for each in times))
    print(f"  memory: {before:.0f} MB before, {max(memory):.0f} at most, {after:.0f} after")
    return times[1].median / times[0].median


def tell(what: str, ratio: float, wanted: str, *, is_met: bool) -> None:
    """Print a ratio with what is wanted."""
    print(f"  -> {what}: {ratio:.2f} (wanted: {wanted}){'' if is_met else '  NOT MET'}")


def main() -> int:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--fewer", type=int, default=FEWER, help="claims for the slow ones")
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--folder", type=Path, default=Path("build") / "stores")
    parser.add_argument("--others", type=Path, default=Path(".venv-stores") / "bin")
    parser.add_argument("parts", nargs="*", choices=PARTS, help="all by default")
    given = parser.parse_args()
    given.parts = given.parts or PARTS
    oxigraph, endpoint = given.others / "oxigraph", given.others / "rdflib-endpoint"
    known = oxigraph if oxigraph.exists() else None
    many = filled.fill(given.folder, given.claims, known)
    few = filled.fill(given.folder, given.fewer, None)
    if "ask" in given.parts:
        print(f"{many.claims:,} claims")
        others = [(filled.oxigraph_serve(known, many), given.repeats)] if known else []
        for ours, *theirs in compare(many, others, given.repeats):
            for other in theirs:
                ratio = ours.median / other.median
                tell(f"times {other.name}", ratio, f"at most {SLOWER}", is_met=ratio <= SLOWER)
    for data in (few, many) if "export" in given.parts else ():
        print(f"{data.claims:,} claims")
        ratio = compare_exports(data, EXPORTS)
        tell("of its speed", ratio, f"at least {EXPORTED}", is_met=ratio >= EXPORTED)
    if "slow" in given.parts and endpoint.exists():
        print(f"{few.claims:,} claims")
        slow = [(filled.rdflib_endpoint(endpoint, few), SLOW_REPEATS)]
        for ours, other in compare(few, slow, given.repeats):
            ratio = other.median / ours.median
            tell("times as fast", ratio, f"at least {FASTER:.0f}", is_met=ratio >= FASTER)
    if known is None:
        print(f"The other stores are not in {given.others}: `make stores` installs them")
    return 0


if __name__ == "__main__":
    sys.exit(main())
