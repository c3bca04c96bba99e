from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network import best_first
from graph.network.best_first import Judge, Search, Wanted, fit
from graph.network.cells import NetworkClaim, network_claims
from graph.network.dated import Dated
from tests.making import make_read, told

FIRST = date(2024, 1, 1)
NO_CLAIM: Any = None


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
    found = fit(hops)
    if not choices:
        assert found is None
    else:
        assert found is not None
        assert [{id(step) for step in steps} for steps in found] == expected


def hops_of(*links: str) -> dict[str, dict[str, Sequence[NetworkClaim]]]:
    read = make_read(*(told(*link.split(">")) for link in links))
    hops: dict[str, dict[str, Any]] = {}
    for placed in network_claims(read):
        claim = placed.claim
        hops.setdefault(claim.supplier, {}).setdefault(claim.recipient, []).append(placed)
    return hops


JUDGE = Judge(weigh=lambda claims: (1, len(claims)), at_most=lambda claims: (2, len(claims)))
TO_UKRAINE = Wanted(target="UKR", max_hops=3, shared=None)


def test_a_search_tells_whether_it_gave_up(monkeypatch: pytest.MonkeyPatch) -> None:
    hops = hops_of("POL>UKR", "POL>CZE", "CZE>UKR")
    whole = Search(hops, TO_UKRAINE, JUDGE)
    assert [found.route for found in whole.chains("POL")] == [
        ("POL", "UKR"),
        ("POL", "CZE", "UKR"),
    ]
    assert not whole.cut
    monkeypatch.setattr(best_first, "MAX_LOOKED_AT", 5)
    cut = Search(hops, TO_UKRAINE, JUDGE)
    assert [found.route for found in cut.chains("POL")] == [("POL", "UKR")]
    assert cut.cut


def test_ways_that_lead_nowhere_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    away = [f"POL>name:{number}" for number in range(50)]
    monkeypatch.setattr(best_first, "MAX_LOOKED_AT", 4)
    search = Search(hops_of(*away, "POL>UKR"), TO_UKRAINE, JUDGE)
    assert [found.route for found in search.chains("POL")] == [("POL", "UKR")]
    assert not search.cut


def test_the_weight_is_the_judged_one() -> None:
    (found,) = Search(hops_of("POL>UKR", "POL>UKR"), TO_UKRAINE, JUDGE).chains("POL")
    assert found.weight == (1, 2)
