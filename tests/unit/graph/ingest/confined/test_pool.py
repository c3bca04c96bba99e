"""Whatever a job does, who asked hears of it within the limits, and the next job is done."""

import dataclasses
import os
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.errors import Busy, InputError, NotText, TooCostly, UnreadableDocument
from graph.ingest.confined.pool import Confined, confined
from graph.ingest.confined.worker import Worker
from graph.ingest.limits import limits

WITHIN = dataclasses.replace(limits().confined, answer_bytes=100_000, jobs_each=50)
HASTY = dataclasses.replace(WITHIN, seconds=1.0)
HERE = "tests.unit.graph.ingest.confined.misbehaving"
MISBEHAVING = """
    echo refuse hang spin grow crash fail recurse leave pour babble lie escape
"""
JOBS = {name: f"{HERE}:{name}" for name in MISBEHAVING.split()}


@pytest.fixture(scope="module")
def pool() -> Iterator[Confined]:
    one = Confined(WITHIN, JOBS)
    yield one
    one.close()


@pytest.fixture
def hasty() -> Iterator[Confined]:
    one = Confined(HASTY, JOBS)
    yield one
    one.close()


def test_a_job_gets_the_document_and_what_is_given_with_it(pool: Confined) -> None:
    made = pool.run("echo", b"\0\xff" * 4_000_000, {"asked": "é"})
    assert (made["size"], made["given"]) == (8_000_000, {"asked": "é"})


def test_a_process_is_used_again_and_replaced_after_its_share() -> None:
    pool = Confined(dataclasses.replace(WITHIN, jobs_each=3, processes=1), JOBS)
    pids = [pool.run("echo", b"")["pid"] for _ in range(7)]
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 1]
    assert pool.counts().jobs == 7
    assert pool.counts().killed == 0
    pool.close()


def test_only_what_stands_in_the_table_is_done(pool: Confined) -> None:
    with pytest.raises(KeyError):
        pool.run("os:system", b"")


def test_a_refusal_comes_as_it_was_raised(pool: Confined) -> None:
    with pytest.raises(NotText) as refused:
        pool.run("refuse", b"")
    told = refused.value
    assert (told.message, told.field, told.value) == ("no text \ud800", "text", "\0")
    assert told.remedy == "Give text"


@pytest.mark.parametrize("job", ["hang", "spin"])
def test_what_does_not_end_is_ended(hasty: Confined, job: str) -> None:
    hasty.run("echo", b"")
    begun = time.monotonic()
    with pytest.raises(TooCostly, match="longer than 1 s"):
        hasty.run(job, b"")
    assert time.monotonic() - begun < 5 * HASTY.seconds  # ten times would be no limit
    assert hasty.run("echo", b"again")["size"] == 5
    assert hasty.counts().killed == 1


@pytest.mark.parametrize(
    ("job", "kind", "reason"),
    [
        ("grow", TooCostly, "memory"),
        ("crash", UnreadableDocument, "SIGSEGV"),
        ("fail", UnreadableDocument, "status 1"),
        ("recurse", UnreadableDocument, "status 1"),
        ("leave", UnreadableDocument, "status 0"),
        ("lie", UnreadableDocument, "no answer that makes sense"),
    ],
)
def test_what_dies_is_told_and_replaced(
    pool: Confined, job: str, kind: type[InputError], reason: str
) -> None:
    with pytest.raises(kind, match=reason) as refused:
        pool.run(job, b"")
    assert refused.value.field == "text"
    assert refused.value.remedy
    assert pool.run("echo", b"again")["size"] == 5


def test_an_answer_has_a_limit(pool: Confined) -> None:
    assert len(pool.run("pour", b"", {"characters": 90_000})["text"]) == 90_000
    with pytest.raises(TooCostly, match="more than 100,000 bytes"):
        pool.run("pour", b"", {"characters": 100_000})


def test_what_a_job_prints_is_not_its_answer(pool: Confined) -> None:
    assert pool.run("babble", b"") == {"text": "heard"}


@pytest.mark.skipif(sys.platform != "linux", reason="what confines is of Linux")
def test_a_job_reaches_no_network_no_program_and_no_file(pool: Confined, tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"kept")
    tried = pool.run("escape", b"", {"folder": str(tmp_path)})["tried"]
    assert tried[:3] == ["PermissionError"] * 3
    assert "done" not in tried[3:5]
    assert (tmp_path / "old").read_bytes() == b"kept"


def test_many_threads_ask_at_once_and_each_hears_its_own_answer(hasty: Confined) -> None:
    def ask(number: int) -> str:
        try:
            made = hasty.run(("echo", "crash", "echo", "hang")[number % 4], b"x" * number)
        except UnreadableDocument as error:
            return type(error).__name__
        assert made["size"] == number
        return "echo"

    with ThreadPoolExecutor(12) as threads:
        told = list(threads.map(ask, range(24)))
    assert told == ["echo", "UnreadableDocument", "echo", "TooCostly"] * 6
    assert hasty.counts().alive <= HASTY.processes


def test_who_waits_too_long_for_a_process_is_sent_away() -> None:
    pool = Confined(dataclasses.replace(WITHIN, processes=1, seconds=3, wait_seconds=0.2), JOBS)
    with ThreadPoolExecutor(1) as threads:
        pool.run("echo", b"")
        hanging = threads.submit(pool.run, "hang", b"")
        time.sleep(0.3)
        with pytest.raises(Busy, match="try again"):
            pool.run("echo", b"")
        pool.close()
        assert isinstance(hanging.exception(), UnreadableDocument)
    with pytest.raises(Busy, match="ending"):
        pool.run("echo", b"")


def test_a_process_that_cannot_start_is_told() -> None:
    pool = Confined(WITHIN, {"echo": "nowhere:echo"})
    with pytest.raises(Busy, match="could not be started"):
        pool.run("echo", b"")
    pool.close()


def test_where_no_process_can_be_started_that_is_told_and_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> Worker:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    pool = Confined(dataclasses.replace(WITHIN, jobs_each=1, processes=1), JOBS)
    with monkeypatch.context() as exhausted:
        exhausted.setattr("graph.ingest.confined.pool.Worker", refuse)
        with pytest.raises(Busy, match="temporarily unavailable"):
            pool.run("echo", b"")
    assert pool.run("echo", b"12")["size"] == 2
    with monkeypatch.context() as exhausted:
        exhausted.setattr("graph.ingest.confined.pool.Worker", refuse)
        assert pool.run("echo", b"12")["size"] == 2, "its answer is told, though none comes after"
    assert pool.run("echo", b"1")["size"] == 1
    pool.close()


def test_a_process_that_is_killed_while_idle_costs_one_document(pool: Confined) -> None:
    pid = pool.run("echo", b"")["pid"]
    os.kill(pid, signal.SIGKILL)
    outcomes = set()
    for _ in range(WITHIN.processes + 1):
        try:
            outcomes.add(pool.run("echo", b"")["size"])
        except UnreadableDocument:
            outcomes.add("refused")
    assert 0 in outcomes


def test_there_is_one_pool_for_the_process() -> None:
    assert confined() is confined()
