import pytest

from graph.network import best_first
from graph.network.best_first import Search, Wanted
from graph.network.cells import NetworkClaim, network_claims
from graph.network.dated import Hops
from graph.network.hop import LEVELS
from graph.network.rules import Rules
from graph.network.steps import Steps
from graph.network.strength import Strength, nobody
from tests.making import make_read, told


def hops_of(*links: str) -> Hops:
    read = make_read(*(told(*link.split(">")) for link in links))
    hops: dict[str, dict[str, list[NetworkClaim]]] = {}
    for placed in network_claims(read):
        claim = placed.claim
        hops.setdefault(claim.supplier, {}).setdefault(claim.recipient, []).append(placed)
    return {a: {b: Steps.of(claims) for b, claims in near.items()} for a, near in hops.items()}


RULES = Rules(first=lambda article_id: article_id, speaks_for=nobody)
TO_UKRAINE = Wanted(target="UKR", max_hops=3, shared=None)


def test_a_search_tells_whether_it_gave_up(monkeypatch: pytest.MonkeyPatch) -> None:
    hops = hops_of("POL>UKR", "POL>CZE", "CZE>UKR")
    whole = Search(hops, TO_UKRAINE, RULES)
    assert [found.route for found in whole.chains("POL")] == [
        ("POL", "UKR"),
        ("POL", "CZE", "UKR"),
    ]
    assert not whole.cut
    monkeypatch.setattr(best_first, "MAX_LOOKED_AT", 5)
    cut = Search(hops, TO_UKRAINE, RULES)
    assert [found.route for found in cut.chains("POL")] == [("POL", "UKR")]
    assert cut.cut


def test_ways_that_lead_nowhere_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    away = [f"POL>name:{number}" for number in range(50)]
    monkeypatch.setattr(best_first, "MAX_LOOKED_AT", 4)
    search = Search(hops_of(*away, "POL>UKR"), TO_UKRAINE, RULES)
    assert [found.route for found in search.chains("POL")] == [("POL", "UKR")]
    assert not search.cut


def test_the_weight_is_the_judged_one() -> None:
    (found,) = Search(hops_of("POL>UKR", "POL>UKR"), TO_UKRAINE, RULES).chains("POL")
    assert found.weight == (LEVELS.index(Strength.REPORTED), 1)
    assert found.hops[0].claims == 2
