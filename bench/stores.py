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
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from bench import filled
from bench.answering import read_json, size_of
from bench.filled import QUERIES, Filled
from bench.ratios import Goal, Ratio, Taken, tell
from bench.served import Served, Start

CLAIMS, FEWER = 100_000, 10_000
PARTS = ("fill", "ask", "export", "slow")
REPEATS, EXPORTS, SLOW_REPEATS = 200, 5, 5
WARM_UP = 5
SLOWER = Goal(number=1.3, is_most=True)
"""At most so much of Oxigraph's time."""
FASTER = Goal(number=100)
"""Times as fast as rdflib-endpoint."""
EXPORTED = Goal(number=0.9)
"""Of the speed of pyoxigraph's own dump."""

_DUMP = """
import sys, time, pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
began = time.perf_counter()
store.dump(open("/dev/null", "wb"), pyoxigraph.RdfFormat.N_QUADS)
print(time.perf_counter() - began)
"""


def ask_in_turns(query: str, repeats: dict[Served, int]) -> tuple[list[Taken], str]:
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
    return [Taken(name=one.name, amounts=taken[one]) for one in repeats], size_of(answers[0])


def compare(data: Filled, other: tuple[Start, int], repeats: int, goal: Goal) -> Iterator[Ratio]:
    """Put all queries to the service and, so often, to another."""
    with ExitStack() as running:
        services = {
            running.enter_context(Served(start, data.folder / f"{start.name}.log")): times
            for start, times in ((filled.materiel(data), repeats), other)
        }
        for name in QUERIES:
            (ours, theirs), size = ask_in_turns(data.query(name), services)
            what = f"SPARQL, {name}, {data.claims:,} claims"
            yield Ratio(what=what, ours=ours, theirs=theirs, goal=goal, note=size)


def compare_exports(data: Filled, repeats: int) -> Ratio:
    """Take the N-Quads in turns with pyoxigraph's dump."""
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
    held = f"{before:.0f} MB in use before, {max(memory):.0f} at most, {after:.0f} after"
    return Ratio(
        what=f"dump.nq over HTTP, {data.claims:,} claims",
        ours=Taken(name="materiel", amounts=ours),
        theirs=Taken(name="pyoxigraph's dump", amounts=theirs),
        goal=EXPORTED,
        note=f"{size / 1e6:.0f} MB; {held}",
    )


def measure(
    many: Filled, few: Filled, others: Path, parts: Iterable[str], repeats: int
) -> Iterator[Ratio]:
    """Measure beside all that is there; what is not is told, and left out."""
    oxigraph, endpoint = others / "oxigraph", others / "rdflib-endpoint"
    if not (oxigraph.exists() and endpoint.exists()):
        print(f"Other stores are missing in {others}: `make stores` adds them", file=sys.stderr)
    if "ask" in parts and oxigraph.exists():
        start = filled.oxigraph_serve(oxigraph, many)
        yield from compare(many, (start, repeats), repeats, SLOWER)
    for data in (few, many) if "export" in parts else ():
        yield compare_exports(data, EXPORTS)
    if "slow" in parts and endpoint.exists():
        start = filled.rdflib_endpoint(endpoint, few)
        yield from compare(few, (start, SLOW_REPEATS), repeats, FASTER)


def main() -> int:
    """Print all ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--fewer", type=int, default=FEWER, help="claims for the slow ones")
    parser.add_argument("--repeats", type=int, default=REPEATS)
    filled.add_places(parser)
    parser.add_argument("parts", nargs="*", choices=PARTS, help="all by default")
    given = parser.parse_args()
    many = filled.fill(given.folder, given.claims, filled.oxigraph_in(given.others))
    few = filled.fill(given.folder, given.fewer, None)
    tell(measure(many, few, given.others, given.parts or PARTS, given.repeats))
    return 0


if __name__ == "__main__":
    sys.exit(main())
