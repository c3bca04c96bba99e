"""Small queries of other clients, while runaway queries, slow clients and deaths go on."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import quote

from bench.hostile.attempts import Outcome, connect
from bench.hostile.serving import children, processor_seconds

ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c",
    "SELECT (COUNT(*) AS ?n) { ?s (a|!a)+ ?m . ?m (a|!a)* ?o }",
)
"""What runs until it is stopped: one for the processor, one for memory, one for paths."""

EVERYTHING = "SELECT * { ?s ?p ?o } LIMIT 20000"
JSON = {"Accept": "application/sparql-results+json"}
OK = 200
CLIENTS = 2
_PAUSE = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long small queries took, in milliseconds, and how many were not answered."""

    asked: int
    failed: int
    p50: float
    p99: float
    most: float


def small_queries(pairs: Sequence[tuple[str, str]], terms: str) -> Iterator[str]:
    """Ask in turn what the claims between two actors say; `terms` is the IRI of the vocabulary."""
    for supplier, recipient in cycle(pairs):
        yield (
            f"SELECT ?claim ?munition ?status {{ ?claim <{terms}supplier> <{supplier}> ; "
            f"<{terms}recipient> <{recipient}> ; <{terms}status> ?status "
            f"OPTIONAL {{ ?claim <{terms}munition> ?munition }} }} LIMIT 100"
        )


def measure(address: str, queries: Sequence[str], seconds: float) -> Times:
    """Ask small queries for so long, by two clients, and time each."""
    taken: list[float] = []
    failed: list[int] = []

    def ask(turns: Iterator[str]) -> None:
        connection = connect(address)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            started = time.perf_counter()
            connection.request("GET", "/sparql?query=" + quote(next(turns)), headers=JSON)
            answer = connection.getresponse()
            answer.read()
            taken.append(1000 * (time.perf_counter() - started))
            if answer.status != OK:
                failed.append(answer.status)
            time.sleep(_PAUSE)
        connection.close()

    clients = [
        threading.Thread(target=ask, args=(cycle(queries[number::CLIENTS]),))
        for number in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    ranked = sorted(taken)
    return Times(
        asked=len(ranked),
        failed=len(failed),
        p50=ranked[len(ranked) // 2],
        p99=ranked[int(len(ranked) * 0.99)],
        most=ranked[-1],
    )


@contextmanager
def runaways(address: str, number: int) -> Iterator[list[Outcome]]:
    """Keep so many runaway queries running; what they are answered comes into the list.

    At the end their clients hang up.
    """
    outcomes: list[Outcome] = []
    done = threading.Event()
    at_work: dict[int, http.client.HTTPConnection] = {}

    def run(place: int) -> None:
        target = "/sparql?query=" + quote(ENDLESS[place % len(ENDLESS)])
        while not done.is_set():
            at_work[place] = connect(address)
            outcome = _asked(at_work[place], target)
            if not (outcome.failure and done.is_set()):
                outcomes.append(outcome)

    threads = [threading.Thread(target=run, args=(place,), daemon=True) for place in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield outcomes
    finally:
        done.set()
        for connection in at_work.values():
            with suppress(OSError, AttributeError):  # it has just been answered
                connection.sock.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join()


def _asked(connection: http.client.HTTPConnection, target: str) -> Outcome:
    try:
        connection.request("GET", target, headers=JSON)
        answer = connection.getresponse()
        return Outcome(status=answer.status, body=answer.read())
    except (OSError, http.client.HTTPException) as error:
        return Outcome(status=0, failure=f"{type(error).__name__}: {error}")
    finally:
        connection.close()


def kill_the_busiest(service: int) -> int:
    """End the reader that works hardest, as the kernel would when memory is short; give its id."""
    before = {reader: processor_seconds(reader) for reader in children(service)}
    time.sleep(0.5)
    worked = {
        reader: processor_seconds(reader) - used
        for reader, used in before.items()
        if reader in children(service)
    }
    busiest = max(worked, key=lambda reader: worked[reader])
    os.kill(busiest, signal.SIGKILL)
    return busiest


@contextmanager
def slow_clients(address: str, number: int, query: str = EVERYTHING) -> Iterator[int]:
    """Let clients ask for much, read the head of the answer and no more; count those it began."""
    connections = [connect(address) for _ in range(number)]
    begun = 0
    try:
        for connection in connections:
            connection.request("GET", "/sparql?query=" + quote(query), headers=JSON)
        for connection in connections:
            begun += connection.getresponse().status == OK
        yield begun
    finally:
        for connection in connections:
            connection.close()


def hang_up(address: str, number: int, after: float) -> None:
    """Ask runaway queries and go away before they are answered."""
    connections = [connect(address) for _ in range(number)]
    for place, connection in enumerate(connections):
        query = quote(ENDLESS[place % len(ENDLESS)])
        connection.request("GET", f"/sparql?query={query}", headers=JSON)
    time.sleep(after)
    for connection in connections:
        connection.close()


def wait_for(holds: Callable[[], bool], seconds: float) -> bool:
    """Wait until something holds; tell whether it did in time."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def busy_readers(service: int, seconds: float = 0.5) -> int:
    """Count the readers that work: one that waits for a question takes no time at all."""
    before = {reader: processor_seconds(reader) for reader in children(service)}
    time.sleep(seconds)
    return sum(processor_seconds(reader) > used for reader, used in before.items())
