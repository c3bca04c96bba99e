"""Turns at a host: one after another, and no longer than a fetch has patience for."""

from dataclasses import replace

import pytest

from graph.errors import FetchFailed
from graph.ingest.web.bounds import Bounds
from graph.ingest.web.limits import web_limits
from graph.ingest.web.turns import Turns

LIMITS = replace(web_limits(), delay_seconds=10.0, longest_delay_seconds=30.0)


def bounds(patience: float = 60.0) -> Bounds:
    return Bounds(seconds=20, wire_bytes=1, patience=patience)


def test_visits_of_one_host_are_apart_and_of_two_are_not() -> None:
    slept: list[float] = []
    turns = Turns(LIMITS, sleep=slept.append)
    turns.wait("a.example", bounds())
    turns.wait("b.example", bounds())
    assert slept == []
    turns.wait("a.example", bounds())
    assert slept == [pytest.approx(10.0, abs=0.5)]


def test_what_a_host_asks_for_is_kept_up_to_a_limit() -> None:
    slept: list[float] = []
    turns = Turns(LIMITS, sleep=slept.append)
    turns.wait("a.example", bounds(), 1e9)
    turns.wait("a.example", bounds())
    assert slept == [pytest.approx(30.0, abs=0.5)]


def test_a_wait_is_not_counted_in_the_time_of_the_fetch() -> None:
    turns = Turns(LIMITS, sleep=lambda _seconds: None)
    turns.wait("a.example", bounds())
    waiting = bounds()
    turns.wait("a.example", waiting)
    assert waiting.left() == pytest.approx(30.0, abs=0.5)
    assert waiting.patience == pytest.approx(50.0, abs=0.5)


def test_too_many_at_once_are_sent_away() -> None:
    turns = Turns(LIMITS, sleep=lambda _seconds: None)
    turns.wait("a.example", bounds())
    with pytest.raises(FetchFailed, match="too many pages at once") as failed:
        turns.wait("a.example", bounds(patience=5.0))
    assert failed.value.passes
    assert failed.value.retry_after == pytest.approx(10.0, abs=0.5)
