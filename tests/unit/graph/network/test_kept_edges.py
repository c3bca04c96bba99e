"""Edges that are kept by pair."""

from graph.network.cells import NetworkClaim, network_claims
from graph.network.kept_edges import KeptEdges, edges_of
from graph.network.rules import Rules
from graph.network.strength import nobody
from tests.making import make_read, told

RULES = Rules(first=lambda article_id: article_id, speaks_for=nobody)


def test_only_what_changed_is_made_anew_and_what_is_gone_goes() -> None:
    claims: dict[tuple[str, str], list[NetworkClaim]] = {}
    for placed in network_claims(make_read(told("POL", "UKR"), told("POL", "CZE"))):
        claims.setdefault((placed.brief.supplier, placed.brief.recipient), []).append(placed)
    kept = KeptEdges(lambda a, b: claims.get((a, b), []))
    assert kept.edges(RULES) == {}
    for pair in claims:
        kept.change(pair)
    before = kept.edges(RULES)
    assert before == edges_of(claims.items(), RULES)
    del claims["POL", "CZE"]
    kept.change(("POL", "CZE"))
    after = kept.edges(RULES)
    assert list(after["POL"]) == ["UKR"]
    assert after["POL"]["UKR"] is before["POL"]["UKR"]
    assert "CZE" in before["POL"]
    claims.clear()
    kept.change(("POL", "UKR"))
    assert kept.edges(RULES) == {}
