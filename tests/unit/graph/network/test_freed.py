import sys

import pytest

from graph.network import freed, network
from graph.network.freed import give_back
from graph.network.network import Network
from tests.making import make_read, told
from tests.unit.graph.network.test_words import Shelf


def test_it_may_be_asked_wherever_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert give_back() in {True, False}
    freed._trim.cache_clear()
    monkeypatch.setattr(sys, "platform", "win32")
    assert give_back() is False
    freed._trim.cache_clear()


def test_it_is_asked_after_many_articles_and_not_after_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(network, "give_back", lambda: asked.append(True))
    monkeypatch.setattr(network, "MANY", 2)
    shelf = Shelf([make_read(told("POL", "UKR"), story=str(number)) for number in range(2)])
    one = Network()
    briefs = shelf.briefs(one)
    one.follow(briefs[:1], shelf)
    assert asked == []
    one.follow(briefs, shelf)
    assert asked == [True]
