"""Time REST beside SPARQL and beside a hello-world, over 100,000 claims, in one run.

    python -m bench.rest [--claims N] [--repeats N] [--folder PATH] [--others PATH]

Claims are laid down as in `bench.stores`, in the same folder. Each question is put in turns, over
one connection each. Prints medians, and the ratios with what is wanted. The actors of a question
differ from turn to turn, so that no answer of ours was given before; the top ten, which name none,
are kept by ours until something is added.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench import filled
from bench.network import SEED, states
from bench.served import Served, Start

REPEATS = 60
CLAIMS = 100_000
_PREFIX = "PREFIX ma: <https://w3id.org/materiel/aid#> PREFIX dcterms: <http://purl.org/dc/terms/> "


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as an address of ours and as a query; both of the actors of a turn."""

    name: str
    wanted: float
    address: Callable[[str, str], str]
    query: Callable[[str, str], str]


QUESTIONS = (
    Question(
        name="who supplies X, with counts",
        wanted=20,
        address=lambda one, _: (
            f"/v1/supplies?recipient={one}&limit=1000&fields=supplier.id,munition.id,claims"
        ),
        query=lambda one, _: (
            f"""{_PREFIX}
            SELECT ?s ?m (COUNT(?claim) AS ?claims) WHERE {{
              ?claim a ma:SupplyClaim ; ma:recipient/dcterms:identifier "{one}" ;
                ma:supplier/dcterms:identifier ?s .
              OPTIONAL {{ ?claim ma:munition/dcterms:identifier ?m }}
            }} GROUP BY ?s ?m ORDER BY ?s DESC(?claims) ?m"""
        ),
    ),
    Question(
        name="two-hop chains from A to B",
        wanted=10,
        address=lambda one, other: f"/v1/network/paths?from={one}&to={other}&max_hops=2&limit=1000",
        query=lambda one, other: (
            f"""{_PREFIX}
            SELECT ?via (COUNT(DISTINCT ?c1) AS ?first) (COUNT(DISTINCT ?c2) AS ?second) WHERE {{
              ?a dcterms:identifier "{one}" . ?b dcterms:identifier "{other}" .
              ?c1 a ma:SupplyClaim ; ma:supplier ?a ; ma:recipient ?via .
              ?c2 a ma:SupplyClaim ; ma:supplier ?via ; ma:recipient ?b .
            }} GROUP BY ?via"""
        ),
    ),
    Question(
        name="top ten suppliers",
        wanted=10,
        address=lambda _one, _other: "/v1/network/centrality?measure=out-strength&limit=10",
        query=lambda _one, _other: (
            f"""{_PREFIX}
            SELECT ?s (COUNT(?claim) AS ?claims) WHERE {{
              ?claim a ma:SupplyClaim ; ma:supplier/dcterms:identifier ?s
            }} GROUP BY ?s ORDER BY DESC(?claims) LIMIT 10"""
        ),
    ),
)


def turns(repeats: int) -> Iterator[tuple[str, str]]:
    """Draw the actors of each turn, none of them twice at the first place."""
    rolls = random.Random(SEED)
    known = states()
    first = rolls.sample(known, min(repeats, len(known)))
    return ((one, rolls.choice([each for each in known if each != one])) for one in first)


def compare(ours: Served, theirs: Served, question: Question, repeats: int) -> None:
    """Put a question to both in turns; print the medians and the ratio."""
    mine, other = [], []
    for one, another in turns(repeats):
        ours.connect()  # it was idle while the other worked
        ours.get("/healthz")
        mine.append(ours.get(question.address(one, another))[0])
        other.append(theirs.ask(question.query(one, another))[0])
    tell(question.name, {ours.name: mine, theirs.name: other}, wanted=question.wanted)


def compare_unchanged(ours: Served, hello: Served, repeats: int) -> None:
    """Ask for what the client holds already, beside a hello; print the ratio of requests."""
    address = "/v1/supplies?recipient=FRA"
    etag = ours.get(address)[1]["etag"]
    mine, other = [], []
    for _ in range(repeats * 5):
        mine.append(ours.get(address, {"If-None-Match": etag}, expected=304)[0])
        other.append(hello.get("/")[0])
    ratio = statistics.median(other) / statistics.median(mine)
    show({f"{ours.name}, 304": mine, "hello world": other})
    print(f"  -> of its requests: {ratio:.2f} (wanted: at least 0.7)")


def tell(name: str, times: Mapping[str, list[float]], *, wanted: float) -> None:
    """Print the medians of a question, and how many times as fast the first is."""
    print(name)
    show(times)
    mine, other = (statistics.median(each) for each in times.values())
    print(f"  -> times as fast: {other / mine:.1f} (wanted: at least {wanted:.0f})")


def show(times: Mapping[str, list[float]]) -> None:
    """Print medians."""
    for name, seconds in times.items():
        median = statistics.median(seconds) * 1000
        print(f"  {name:<18} {median:10.3f} ms   {len(seconds)} times")


def main() -> int:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--folder", type=Path, default=Path("build") / "stores")
    parser.add_argument("--others", type=Path, default=Path(".venv-stores") / "bin")
    given = parser.parse_args()
    program = given.others / "oxigraph"
    known = program if program.exists() else None
    data = filled.fill(given.folder, given.claims, known)
    hello = (sys.executable, "-m", "uvicorn", "bench.rest.hello:app", "--port", "{port}")
    quiet = ("--log-level", "warning")
    with ExitStack() as running:
        ours = running.enter_context(Served(filled.materiel(data), data.folder / "rest.log"))
        ours.take("/v1/supplies?limit=1")  # all rows are added up once
        compare_unchanged(
            ours,
            running.enter_context(
                Served(
                    Start(name="hello", command=(*hello, *quiet), path="/", asks=False),
                    data.folder / "hello.log",
                )
            ),
            given.repeats,
        )
        if known is None:
            print(f"Oxigraph is not in {given.others}: `make stores` installs it")
            return 0
        start = filled.oxigraph_serve(known, data)
        theirs = running.enter_context(Served(start, data.folder / "oxigraph.log"))
        for question in QUESTIONS:
            compare(ours, theirs, question, given.repeats)
    return 0


if __name__ == "__main__":
    sys.exit(main())
