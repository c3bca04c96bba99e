"""A signal breaks off a fetch and nothing else."""

import signal

import pytest

from app.cli.stopping import Breakable, Stopped, Stopping
from graph.ingest.web.fetcher import Page


class Interrupted:
    """A fetcher to which the signal comes in the middle of its work."""

    def fetch(self, *_given: object, **_named: object) -> Page:
        signal.raise_signal(signal.SIGTERM)
        raise AssertionError("the signal did not break it off")


def test_a_fetch_breaks_off() -> None:
    stopping = Stopping()
    with stopping.taking_signals(), pytest.raises(Stopped):
        Breakable(Interrupted(), stopping).fetch("http://news.example/")
    assert stopping.asked.is_set()


def test_what_is_being_kept_is_kept_and_no_fetch_begins_after_it() -> None:
    stopping = Stopping()
    with stopping.taking_signals():
        signal.raise_signal(signal.SIGINT)
        assert stopping.asked.is_set()
        with pytest.raises(Stopped):
            Breakable(Interrupted(), stopping).fetch("http://news.example/")


def test_signals_are_left_as_they_were() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with Stopping().taking_signals():
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before
