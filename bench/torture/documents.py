"""Send fuzzed documents through the whole way of reading, and see what becomes of the service.

    python -m bench.torture.documents [--trials 10000] [--seed 7] [--clients 4]

Every document is posted to `/v1/readings` of a service of its own. Each is to be answered by 200,
or by a problem of the client's side with a reason, within the limits; the service is to live, and
not to grow.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.torture._documents import STORY, Document, draw
from graph.ingest.limits import limits
from tests.e2e.running import Service

BOMB_SHARE = 0.01
GROWN_BYTES = 600_000_000
AGAIN = 503
TRIES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a document was answered, how long it took, and what is wrong with that."""

    made: str
    answered: str
    seconds: float
    wrong: str | None = None


def judge(document: Document, answer: httpx.Response, seconds: float) -> Outcome:
    """Hold an answer against what is promised."""
    problem = answer.json() if answer.status_code != 200 else {}
    answered = problem.get("type", "/read").rpartition("/")[2]
    wrong = None
    if answer.status_code != 200 and not 400 <= answer.status_code < 500:
        wrong = f"status {answer.status_code}"
    elif problem and not (problem.get("detail") and problem.get("field")):
        wrong = "no reason"
    elif seconds > limits().confined.seconds + limits().reading_seconds:
        wrong = "over its time"
    elif not problem and len(answer.json()["text"]) > limits().text_characters:
        wrong = "over its size"
    return Outcome(made=document.made, answered=answered, seconds=seconds, wrong=wrong)


def send(client: httpx.Client, document: Document) -> Outcome:
    """Post a document; where the service is busy, again."""
    headers = {"Content-Type": document.media_type}
    if document.coding:
        headers["Content-Encoding"] = document.coding
    for _ in range(TRIES):
        began = time.monotonic()
        try:
            answer = client.post("/v1/readings", content=document.content, headers=headers)
        except httpx.HTTPError as error:
            wrong = f"no answer: {type(error).__name__}"
            return Outcome(made=document.made, answered="none", seconds=0.0, wrong=wrong)
        if answer.status_code not in (AGAIN, 429):
            return judge(document, answer, time.monotonic() - began)
        time.sleep(float(answer.headers.get("Retry-After", 1)))
    return Outcome(made=document.made, answered="busy", seconds=0.0, wrong="never answered")


def resident(process: int) -> int:
    """Tell how much memory a process holds (bytes); 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * 4096


def torment(
    service: Service, trials: int, *, seed: int, clients: int, bomb_share: float = BOMB_SHARE
) -> Iterator[Outcome]:
    """Send so many documents by several clients; yield what became of each, in order."""
    patience = limits().confined.seconds + limits().reading_seconds + 60
    with (
        httpx.Client(base_url=service.address, timeout=patience) as client,
        ThreadPoolExecutor(clients) as threads,
    ):
        yield from threads.map(
            lambda number: send(client, draw(seed, number, bomb_share)), range(trials)
        )


def still_reads(service: Service) -> bool:
    """Tell whether the service lives, and reads what it always read."""
    _, answer = service.post("/v1/readings", {"text": STORY})
    return service.process.poll() is None and bool(answer["claims"])


def tell(outcomes: list[Outcome]) -> Iterator[str]:
    """Sum up what was answered, and what took longest."""
    for answered, count in Counter(one.answered for one in outcomes).most_common():
        yield f"  {answered}: {count:,}"
    for one in sorted(outcomes, key=lambda one: -one.seconds)[:5]:
        yield f"  {one.seconds:.1f} s: {one.made} ({one.answered})"
    for one in outcomes:
        if one.wrong:
            yield f"  BROKEN {one.made}: {one.wrong} ({one.answered}, {one.seconds:.1f} s)"


def main() -> None:
    """Torment a service; exit 1 on a broken promise."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--trials", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--clients", type=int, default=4)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Service(Path(folder) / "data") as service:
        still_reads(service)  # loads the reader
        before = resident(service.process.pid)
        outcomes = list(torment(service, asked.trials, seed=asked.seed, clients=asked.clients))
        dead = not still_reads(service)
        grown = resident(service.process.pid) - before
    print("\n".join(tell(outcomes)))
    print(f"  the service grew by {grown / 1e6:.0f} MB")
    broken = sum(one.wrong is not None for one in outcomes)
    print(
        f"a document is read or refused, with a reason: {len(outcomes):,} trials, {broken} broken"
    )
    ended = int(dead) + int(grown > GROWN_BYTES)
    print(f"the service lives and does not grow: {len(outcomes):,} trials, {ended} broken")
    sys.exit(1 if broken or ended else 0)


if __name__ == "__main__":
    main()
