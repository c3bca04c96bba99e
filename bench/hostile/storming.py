"""The storm: many hostile requests by several clients, each answer judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from random import Random

from bench.hostile.attacks import bomb, nest, place, service_call, update
from bench.hostile.attempts import Attempt, Outcome, send
from bench.hostile.grammar import Grammar, drawn, spoilt
from bench.hostile.oracle import Oracle
from bench.hostile.transport import malformed
from bench.hostile.verdicts import broken_promises, count

CLIENTS = 4
SHOWN = 160
OK = 200
WEIGHTS = {
    "random": 30,
    "broken": 17,
    "service": 18,
    "update": 4,
    "bomb": 4,
    "nest": 6,
    "place": 5,
    "malformed": 16,
}
"""Of a hundred requests, how many are of each kind."""

_STEP = 500
_COUNTED = 5
"""Of so many complete answers, one is counted again; of those that name a service, all are."""


@dataclass(slots=True, kw_only=True)
class Tally:
    """What a storm brought."""

    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    counted: int = 0
    slowest: float = 0.0


def attempts(number: int, rolls: Random, listener: str, grammar: Grammar) -> Iterator[Attempt]:
    """Draw so many requests; the same for the same rolls and listener."""
    makers: dict[str, Callable[[], Attempt]] = {
        "random": partial(drawn, rolls, grammar),
        "broken": partial(spoilt, rolls, grammar),
        "service": partial(service_call, rolls, listener),
        "update": partial(update, rolls, listener),
        "bomb": partial(bomb, rolls),
        "nest": partial(nest, rolls),
        "place": partial(place, rolls),
        "malformed": partial(malformed, rolls, listener),
    }
    for kind in rolls.choices(list(WEIGHTS), list(WEIGHTS.values()), k=number):
        yield makers[kind]()


def storm(
    address: str, sent: Iterable[Attempt], oracle: Oracle, tell: Callable[[str], None]
) -> Tally:
    """Send all, several at a time, and judge each answer; tell at once what breaks a promise."""
    tally = Tally()
    asked = list(sent)
    with ThreadPoolExecutor(CLIENTS) as clients:
        outcomes = clients.map(partial(send, address), asked)
        try:
            for number, (attempt, outcome) in enumerate(zip(asked, outcomes, strict=True)):
                wrong = broken_promises(attempt, outcome)
                if not wrong and _is_counted(attempt, outcome, number):
                    wrong = _miscounted(attempt, outcome, oracle, tally)
                _note(tally, attempt, outcome, wrong, tell)
                if number % _STEP == _STEP - 1:
                    tell(f"{number + 1} sent, {len(tally.broken)} broken promises")
        finally:
            clients.shutdown(cancel_futures=True)
    return tally


def table(statuses: Counter[tuple[str, int]]) -> Sequence[str]:
    """Lay out the answers by kind and status."""
    seen = sorted({status for _, status in statuses})
    lines = ["kind        " + "".join(f"{status:>7}" for status in seen) + "    all"]
    for kind in [*sorted({kind for kind, _ in statuses}), "all"]:
        counts = [
            sum(n for (one, of), n in statuses.items() if of == status and kind in (one, "all"))
            for status in seen
        ]
        lines.append(f"{kind:12}" + "".join(f"{n or '-':>7}" for n in counts) + f"{sum(counts):>7}")
    return lines


def _note(
    tally: Tally,
    attempt: Attempt,
    outcome: Outcome,
    wrong: Sequence[str],
    tell: Callable[[str], None],
) -> None:
    tally.statuses[attempt.kind, outcome.status] += 1
    tally.slowest = max(tally.slowest, outcome.seconds)
    for each in wrong:
        told = outcome.body[:SHOWN] if outcome.status != OK else b""
        tally.broken.append(f"{attempt.kind}: {each}: {_shown(attempt)} {told!r}")
        tell(tally.broken[-1])


def _is_counted(attempt: Attempt, outcome: Outcome, number: int) -> bool:
    is_answer = outcome.status == OK and attempt.query is not None
    # What takes a graph of the protocol is asked of other graphs than here.
    is_plain = "graph-uri" not in attempt.target and b"graph-uri" not in (attempt.body or b"")
    return is_answer and is_plain and (attempt.kind == "service" or number % _COUNTED == 0)


def _miscounted(attempt: Attempt, outcome: Outcome, oracle: Oracle, tally: Tally) -> list[str]:
    expected = oracle.count(attempt.query or "")
    if expected is None:
        return []
    tally.counted += 1
    found = count(outcome)
    return [] if found == expected else [f"{found} rows, {expected} are right"]


def _shown(attempt: Attempt) -> str:
    what = attempt.raw or attempt.query or attempt.body or attempt.target
    return f"{attempt.method} {dict(attempt.headers)} {what[:SHOWN]!r}"[: 3 * SHOWN]
