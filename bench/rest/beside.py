"""REST asked in turns with SPARQL on Oxigraph's own server, and with a hello-world."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from bench import filled
from bench.filled import Filled
from bench.network import SEED, states
from bench.ratios import Goal, Ratio, Taken
from bench.rest.adding import adding
from bench.rest.questions import QUESTIONS, TOP, Question
from bench.served import Served, Start

CHECKED = 5
"""Turns whose answers are held together."""
OF_HELLO = Goal(number=0.7)
"""Of a hello-world's requests."""
_UNCHANGED = "/v1/supplies?recipient=FRA"


def turns(repeats: int, question: Question) -> Iterator[tuple[str, str]]:
    """Draw the actors of each turn, none of them twice at the first place.

    Each question has others, so that none finds ready what another one asked for.
    """
    rolls = random.Random(f"{SEED} {question.name}")
    known = states()
    first = rolls.sample(known, min(repeats, len(known)))
    return ((one, rolls.choice([each for each in known if each != one])) for one in first)


def compare(ours: Served, theirs: Served, question: Question, repeats: int) -> Ratio:
    """Put a question to both in turns; then see that some of the answers are the same."""
    mine, other = [], []
    most = min(repeats, question.most or repeats)
    for one, another in turns(most, question):
        ours.connect()  # it was idle while the other worked
        ours.get("/healthz")
        mine.append(ours.get(question.address(one, another))[0])
        other.append(theirs.ask(question.query(one, another))[0])
    rows = sum(
        check(ours, theirs, question, *pair) for pair in islice(turns(most, question), CHECKED)
    )
    return Ratio(
        what=question.name,
        ours=Taken(name=ours.name, amounts=mine),
        theirs=Taken(name=theirs.name, amounts=other),
        goal=question.goal,
        note=f"{rows} rows of {min(most, CHECKED)} answers the same",
    )


def check(ours: Served, theirs: Served, question: Question, one: str, another: str) -> int:
    """Hold the answers of a turn together; give how many rows they have."""
    ours.connect()
    mine = question.ours(json.loads(ours.read(question.address(one, another))))
    other = question.theirs(json.loads(theirs.ask(question.query(one, another))[1]))
    if list(mine) != list(other):
        differ = sorted(set(mine) ^ set(other), key=repr)[:4]
        raise SystemExit(f"{question.name}, {one} and {another}: answers differ: {differ}")
    return len(mine)


def compare_again(ours: Served, hello: Served, repeats: int) -> Iterator[Ratio]:
    """Ask for what the client holds already, and for what was just told, beside a hello."""
    etag = ours.get(_UNCHANGED)[1]["etag"]
    asked = {
        "GET again with the ETag (304)": ({"If-None-Match": etag}, 304),
        "GET again without (200)": ({}, 200),
    }
    for what, (headers, expected) in asked.items():
        mine, other = [], []
        for _ in range(repeats * 5):
            mine.append(ours.get(_UNCHANGED, headers, expected=expected)[0])
            other.append(hello.get("/")[0])
        yield Ratio(
            what=what,
            ours=Taken(name=ours.name, amounts=mine),
            theirs=Taken(name=hello.name, amounts=other),
            goal=OF_HELLO,
        )


def measure(data: Filled, oxigraph: Path | None, repeats: int) -> Iterator[Ratio]:
    """Measure all; without the program of Oxigraph, what needs it is left out."""
    hello = (sys.executable, "-m", "uvicorn", "bench.rest.hello:app", "--port", "{port}")
    quiet = ("--log-level", "warning")
    greeting = Start(name="FastAPI hello", command=(*hello, *quiet), path="/", asks=False)
    top = None
    with ExitStack() as running:
        ours = running.enter_context(Served(filled.materiel(data), data.folder / "rest.log"))
        ours.take("/v1/supplies?limit=1")  # all rows are added up once
        with Served(greeting, data.folder / "hello.log") as greeter:
            ours.connect()
            yield from compare_again(ours, greeter, repeats)
        if oxigraph is None:
            print("Oxigraph is missing: `make stores` adds it", file=sys.stderr)
        else:
            start = filled.oxigraph_serve(oxigraph, data)
            theirs = running.enter_context(Served(start, data.folder / "oxigraph.log"))
            for question in QUESTIONS:
                ratio = compare(ours, theirs, question, repeats)
                top = ratio.theirs if question is TOP else top
                yield ratio
    yield from adding(data, top, repeats)
