"""Hostile queries against a service of its own; `python -m bench.hostile` is the long form."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.hostile.__main__ import grammar_of_demo
from bench.hostile.attempts import Attempt, send
from bench.hostile.listener import Listener
from bench.hostile.neighbours import (
    ENDLESS,
    busy_readers,
    hang_up,
    kill_the_busiest,
    runaways,
    slow_clients,
    wait_for,
)
from bench.hostile.oracle import Oracle
from bench.hostile.serving import children, copy_of, fill
from bench.hostile.storming import attempts, storm
from bench.hostile.transport import QUERY
from bench.hostile.verdicts import broken_promises
from graph.store.limits import query_limits
from tests.e2e.running import Service
from tests.golden.questions.corpus import demo_reads

QUERIES = int(os.environ.get("MATERIEL_HOSTILE", "120"))
CLAIMS = "SELECT ?claim { ?claim a <https://w3id.org/materiel/aid#Claim> }"


class Besieged:
    """A service over the demo corpus, a listener that nothing may reach, and an oracle."""

    def __init__(self, service: Service, listener: Listener, oracle: Oracle, base: str) -> None:
        self.service = service
        self.listener = listener
        self.oracle = oracle
        self.base = base


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Besieged]:
    data: Path = tmp_path_factory.mktemp("hostile") / "data"
    base = fill(data, demo_reads())
    with pytest.MonkeyPatch.context() as environment, ExitStack() as opened:
        # What is stopped here is so by other limits than this: a busy machine breaks no promise.
        environment.setenv("MATERIEL_QUERY_TIMEOUT", "60")
        listener = opened.enter_context(Listener())
        oracle = opened.enter_context(Oracle(copy_of(data), base))
        service = opened.enter_context(Service(data, start_seconds=300))
        yield Besieged(service, listener, oracle, base)
        # Whatever came: it is the same process, it answers, and nothing went out.
        assert service.process.poll() is None
        assert service.query(CLAIMS)
        assert listener.connections == 0


def test_every_answer_of_a_storm_is_whole_or_the_right_error(besieged: Besieged) -> None:
    rolls = Random(20251123)
    grammar = grammar_of_demo(rolls, besieged.base)
    drawn = list(attempts(QUERIES, rolls, besieged.listener.address, grammar))
    tally = storm(besieged.service.address, drawn, besieged.oracle, print)
    assert tally.broken == []
    assert {kind for kind, status in tally.statuses if status == 200}
    assert sum(tally.statuses.values()) == QUERIES
    assert tally.counted, "no answer was counted again"
    assert besieged.listener.connections == 0


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.one_of(st.binary(), st.text(st.characters(codec="utf-8")).map(str.encode)))
def test_whatever_is_sent_as_a_query_is_a_problem_or_an_answer(
    besieged: Besieged, body: bytes
) -> None:
    attempt = Attempt(
        kind="any",
        expected=frozenset((200, 400, 403, 405)),
        method="POST",
        headers={"Content-Type": QUERY},
        body=body,
    )
    assert broken_promises(attempt, send(besieged.service.address, attempt)) == []


def test_a_reader_killed_at_work_is_replaced_and_no_other_client_notices(
    besieged: Besieged,
) -> None:
    service = besieged.service
    rows = len(service.query(CLAIMS))
    with runaways(service.address, 1) as outcomes:
        assert wait_for(lambda: busy_readers(service.process.pid) > 0, 30)
        killed = kill_the_busiest(service.process.pid)
        assert [len(service.query(CLAIMS)) for _ in range(10)] == [rows] * 10
        assert wait_for(lambda: bool(outcomes), 30)
    assert outcomes[0].status == 503
    assert b"SIGKILL" in outcomes[0].body
    assert killed not in children(service.process.pid)
    assert len(children(service.process.pid)) >= query_limits().readers


def test_clients_that_do_not_read_hold_no_reader(besieged: Besieged) -> None:
    service = besieged.service
    much = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
    with slow_clients(service.address, query_limits().readers_most + 2, much) as begun:
        assert begun > query_limits().readers_most
        assert service.query(CLAIMS)
        assert wait_for(lambda: busy_readers(service.process.pid) == 0, 10)


def test_the_query_of_a_client_that_hung_up_is_stopped(besieged: Besieged) -> None:
    service = besieged.service
    hang_up(service.address, len(ENDLESS), after=1.0)
    # Sooner than the time limit would stop it.
    assert wait_for(lambda: busy_readers(service.process.pid) == 0, 40)
    assert service.query(CLAIMS)
