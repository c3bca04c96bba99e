"""Steps of a hop, and which of them can be in an order of time."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network import steps as module
from graph.network.cells import network_claims
from graph.network.steps import Dated, Steps, date_claim, fit
from tests.making import make_read, told

FIRST = date(2024, 1, 1)
NO_CLAIM: Any = None
EVER = (date.min, date.max)


def spans(most: int) -> st.SearchStrategy[list[Dated]]:
    days = st.tuples(st.integers(0, 6), st.integers(0, 4))
    return st.lists(days.map(lambda drawn: span(*drawn)), min_size=1, max_size=most)


def span(start: int, length: int) -> Dated:
    first = FIRST + timedelta(days=start)
    return Dated(claim=NO_CLAIM, first=first, last=first + timedelta(days=length))


def in_order(steps: Sequence[Dated]) -> bool:
    day = date.min
    for step in steps:
        day = max(day, step.first)
        if day > step.last:
            return False
    return True


@given(st.lists(spans(3), min_size=1, max_size=4))
@settings(deadline=None)
def test_what_fits_is_what_some_choice_of_claims_puts_in_order(hops: list[list[Dated]]) -> None:
    choices = [choice for choice in product(*hops) if in_order(choice)]
    expected = [{id(choice[at]) for choice in choices} for at in range(len(hops))]
    asked: list[Steps[None]] = [Steps(hop) for hop in hops]
    windows = fit(asked)
    if not choices:
        assert windows is None
    else:
        assert windows is not None
        found = [steps.within(window) for steps, window in zip(asked, windows, strict=True)]
        assert [{id(step) for step in steps} for steps in found] == expected


@given(spans(6), st.integers(-1, 12))
def test_a_day_is_held_against_all_steps(drawn: list[Dated], number: int) -> None:
    steps: Steps[None] = Steps(drawn)
    day = FIRST + timedelta(days=number)
    later = [step for step in drawn if step.last >= day]
    earlier = [step for step in drawn if step.first <= day]
    assert steps.count_since(day) == len(later)
    assert steps.start(day) == min((max(step.first, day) for step in later), default=None)
    assert steps.end(day) == max((min(step.last, day) for step in earlier), default=None)


@given(spans(6), st.lists(st.tuples(st.integers(-1, 12), st.integers(-1, 12)), max_size=8))
def test_parts_are_added_up_once_and_each_for_itself(
    drawn: list[Dated], windows: list[tuple[int, int]]
) -> None:
    steps: Steps[list[Dated]] = Steps(drawn)
    for since, until in windows:
        window = (FIRST + timedelta(days=since), FIRST + timedelta(days=until))
        expected = [step for step in drawn if step.last >= window[0] and step.first <= window[1]]
        once = steps.tell(window, list)
        assert once == expected
        assert steps.tell(window, list) is once


def test_no_more_parts_are_kept_than_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TOLD", 2)
    steps: Steps[list[Dated]] = Steps([span(day, 0) for day in range(4)])
    first = steps.tell(EVER, list)
    windows = [(FIRST + timedelta(days=day), date.max) for day in (1, 2)]
    assert [len(steps.tell(window, list)) for window in windows] == [3, 2]
    assert steps.tell(EVER, list) is not first


def test_claims_are_dated_and_what_they_may_be_at_most_is_found_once() -> None:
    claims = network_claims(make_read(told("POL", "UKR", date="2024-02"), told("POL", "UKR")))
    steps: Steps[None] = Steps.of(claims)
    assert (len(steps), list(steps.claims)) == (2, list(claims))
    assert date_claim(claims[0]).last == date(2024, 2, 29)
    assert steps.at_most(lambda given: (1, len(given))) == (1, 2)
    assert steps.at_most(lambda _: (0, 0)) == (1, 2)
