"""Kept rows belong to one state, whoever else writes or reads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from app.listing.actors import list_actors
from app.listing.claims import list_claims
from app.listing.kept import keep
from app.listing.munitions import list_munitions
from app.listing.sources import list_sources
from app.wiring import Materiel
from graph.claims.munition import munitions
from graph.network.filter import Filter
from graph.network.network import Network
from tests.making import make_read, told

ARTICLES = 60
READERS = 8
ALL = Filter()


def grow(network: Network) -> None:
    for number in range(1, ARTICLES + 1):
        claims = (told("POL", "UKR", source="A"), told("IRN", "RUS", source=f"Source {number}"))
        network.add(make_read(*claims, story=str(number), sequence=number))


def on(network: Network) -> Any:
    return SimpleNamespace(network=network)


def test_rows_are_built_once_for_each_state() -> None:
    network, built = Network(), []

    def build() -> int:
        built.append(network.sequence())
        return network.sequence()

    grow(network)
    assert [keep(on(network), "asked", build) for _ in range(3)] == [ARTICLES] * 3
    network.add(make_read(told("POL", "UKR"), story="more", sequence=ARTICLES + 1))
    assert keep(on(network), "asked", build) == ARTICLES + 1
    assert built == [ARTICLES, ARTICLES + 1]


@pytest.mark.parametrize(
    ("ask", "count"),
    [
        (lambda parts: list_claims(parts, ALL), lambda n: 2 * n),
        (list_sources, lambda n: n + 1 if n else 0),
        (lambda parts: list_actors(parts, ALL, whole_register=False), lambda n: 4 if n else 0),
        (lambda parts: list_munitions(parts, ALL), lambda _: len(munitions())),
    ],
)
def test_an_answer_is_never_torn(
    ask: Callable[[Materiel], Any], count: Callable[[int], int]
) -> None:
    network, done = Network(), Event()
    parts = on(network)

    def read() -> set[tuple[int, int]]:
        seen = set()
        while not done.is_set():
            found = ask(parts)
            seen.add(
                (found.sequence, len(found.claims if hasattr(found, "claims") else found.rows))
            )
        return seen

    with ThreadPoolExecutor(READERS) as pool:
        reading = [pool.submit(read) for _ in range(READERS)]
        try:
            grow(network)
        finally:
            done.set()
        seen = set().union(*(one.result() for one in reading))
    assert seen
    assert all(rows == count(sequence) for sequence, rows in seen)
