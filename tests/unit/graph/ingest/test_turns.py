"""One reads at a time, each for a while; who takes too much is stopped."""

import threading
import time
from itertools import pairwise

import pytest

from graph.errors import TooCostly
from graph.ingest import turns
from graph.ingest.turns import Turns, breathe, passed_on


def test_outside_of_a_turn_nothing_happens() -> None:
    breathe()
    assert passed_on() == 0


def test_one_at_a_time_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "SLICE_SECONDS", 0.0)
    shared = Turns(60)
    inside = 0
    most = []
    steps: list[int] = []

    def read(number: int) -> None:
        nonlocal inside
        shared.acquire()
        inside += 1
        for _ in range(200):
            most.append(inside)
            steps.append(number)
            inside -= 1
            breathe()
            inside += 1
        inside -= 1
        shared.release()

    threads = [threading.Thread(target=read, args=(number,)) for number in range(5)]
    shared.acquire()
    for thread in threads:
        thread.start()
    while len(shared._waiting) < len(threads):
        time.sleep(0.001)
    shared.release()
    for thread in threads:
        thread.join(timeout=60)
    assert max(most) == 1
    assert len(steps) == 1000
    changes = sum(one != other for one, other in pairwise(steps))
    assert changes > 100  # they took turns


def test_a_short_one_passes_a_long_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "SLICE_SECONDS", 0.0)
    shared = Turns(60)
    told: list[str] = []
    begun, done = threading.Event(), threading.Event()

    def read_long() -> None:
        shared.acquire()
        begun.set()
        while not done.is_set():
            time.sleep(0.001)
            breathe()
        told.append(f"long, passed on {passed_on() > 0}")
        shared.release()

    long = threading.Thread(target=read_long)
    long.start()
    begun.wait(timeout=60)
    shared.acquire()
    told.append("short")
    shared.release()
    done.set()
    long.join(timeout=60)
    assert told == ["short", "long, passed on True"]


def breathe_for_ever() -> None:
    while True:
        breathe()


def test_who_takes_too_much_is_stopped_and_others_read_on() -> None:
    shared = Turns(0.05)
    shared.acquire(articles=2)
    begun = time.thread_time()
    with pytest.raises(TooCostly, match=r"more than 0.05 s"):
        breathe_for_ever()
    assert time.thread_time() - begun >= 0.09
    shared.release()
    shared.acquire()
    breathe()
    shared.release()
