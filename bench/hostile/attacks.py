"""Reads `attacks.toml`, and makes requests of what stands there."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from random import Random
from typing import Any

from bench.hostile.attempts import Attempt
from bench.hostile.transport import carried
from graph.store.limits import query_limits

REFUSED = frozenset((400, 403))
UPDATES = frozenset((400, 405))
ANY = frozenset((200, 400, 403, 503))
TIMEOUT = 1.0
"""Seconds that most bombs ask for: what runs for the longest time has measures of its own."""


@functools.cache
def attacks() -> dict[str, dict[str, list[Any]]]:
    """Read the file."""
    text = resources.files("bench.hostile").joinpath("attacks.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def service_call(rolls: Random, listener: str) -> Attempt:
    """Make a query that would reach the listener, if anything did."""
    query = _filled(rolls.choice(attacks()["service"]["queries"]), rolls, listener)
    if rolls.random() < 0.3:
        query = _disturbed(query, rolls)
    return carried(rolls, Attempt(kind="service", query=query, expected=ANY), listener)


def update(rolls: Random, listener: str) -> Attempt:
    """Make an update, as a query or as what it is."""
    text = _filled(rolls.choice(attacks()["update"]["queries"]), rolls, listener)
    if rolls.random() < 0.3:
        headers = {"Content-Type": "application/sparql-update"}
        return Attempt(
            kind="update", expected=UPDATES, method="POST", headers=headers, body=text.encode()
        )
    return carried(rolls, Attempt(kind="update", query=text, expected=UPDATES))


def bomb(rolls: Random) -> Attempt:
    """Make a query that takes more than there is of time, memory or answer."""
    count = rolls.choice((5, 20, 40, 60))
    doubling = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(count))
    values = " ".join(str(n) for n in range(rolls.choice((10, 1000, 9000))))
    query = rolls.choice(attacks()["bombs"]["queries"]).format(
        n=count, doubling=doubling, values=values, a="a" * rolls.choice((1, 1000, 20_000))
    )
    seconds = TIMEOUT if rolls.random() < 0.9 else None
    return carried(rolls, Attempt(kind="bomb", query=query, expected=ANY), seconds=seconds)


def nest(rolls: Random) -> Attempt:
    """Make a query that goes deep, or on and on."""
    before, opened, within, closed, after = rolls.choice(attacks()["nests"]["parts"])
    most = (query_limits().text_bytes - 100) // max(len(opened) + len(closed), 1)
    depth = min(rolls.choice((3, 30, 90, 99, 101, 500, 5000, 50_000)), most)
    query = "".join((before, opened * depth, within, closed * depth, after)).format()
    if rolls.random() < 0.2:
        query = query[: rolls.randrange(len(query))]
    return carried(rolls, Attempt(kind="nest", query=query, expected=ANY), seconds=TIMEOUT)


def place(rolls: Random) -> Attempt:
    """Make a query with a fault that is known, behind comments."""
    text, line, column = rolls.choice(attacks()["places"]["faults"])
    lines = rolls.randrange(4)
    end = rolls.choice(("\n", "\r\n", "\r"))
    query = f"# é\t😀{end}" * lines + text.format()
    expected = frozenset((400,))
    made = Attempt(kind="place", query=query, expected=expected, place=(line + lines, column))
    return carried(rolls, made)


def _filled(template: str, rolls: Random, listener: str) -> str:
    rest = listener.removeprefix("http")
    blank = rolls.choice((" ", "\t", "\n", " # x\n", "#\r", "\r\n ", " #'''\n"))
    return str(template).format(url=listener, rest=rest, b=blank)


def _disturbed(query: str, rolls: Random) -> str:
    """Put a mark or a quote somewhere."""
    noise = [each.format() for each in attacks()["random"]["noise"]]
    for _ in range(rolls.randint(1, 3)):
        at = rolls.randrange(len(query) + 1)
        query = query[:at] + rolls.choice(noise) + query[at:]
    return query
