from datetime import date

from graph.claims.publisher import publisher_id
from graph.network.dated import legs, whole_ways
from graph.network.edges import Edges
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.steps import date_claim
from tests.making import make_read, told

ALL = Filter()


def every(edges: Edges) -> set[tuple[str, str]]:
    return {(a, b) for a, near in edges.items() for b in near}


def network() -> Network:
    made = Network()
    made.add(
        make_read(
            told("IRN", "houthis", "missile", via=("OMN",), date="2024"),
            told("IRN", "houthis", "drone"),
            told("OMN", "IRN", date="2023/.."),
            sequence=1,
        )
    )
    made.add(make_read(told("IRN", "OMN"), sequence=2, story="2", published=None))
    return made


def test_days_are_those_of_the_claim_else_of_its_article_else_open() -> None:
    dated = network().dated_edges(ALL, every)
    days = {
        pair: [(step.first, step.last) for step in map(date_claim, steps.claims)]
        for pair, steps in dated.steps.items()
    }
    published = date(2025, 1, 15)
    assert days == {
        ("IRN", "houthis"): [(date(2024, 1, 1), date(2024, 12, 31)), (published, published)],
        ("OMN", "IRN"): [(date(2023, 1, 1), date.max)],
        ("IRN", "OMN"): [(date.min, date.max)],
    }


def test_a_way_with_stops_is_cut_into_legs() -> None:
    dated = network().dated_edges(ALL, every)
    counts = {a: {b: len(steps) for b, steps in near.items()} for a, near in legs(dated).items()}
    assert counts == {"IRN": {"OMN": 2, "houthis": 1}, "OMN": {"houthis": 1, "IRN": 1}}
    assert {a: set(near) for a, near in whole_ways(dated).items()} == {
        "IRN": {"houthis", "OMN"},
        "OMN": {"IRN"},
    }


def test_only_the_pairs_that_are_picked_and_the_claims_that_match_are_given() -> None:
    wanted = Filter(munition="drone")
    dated = network().dated_edges(wanted, every)
    assert list(dated.steps) == [("IRN", "houthis")]
    assert len(dated.steps["IRN", "houthis"]) == 1
    assert network().dated_edges(ALL, lambda _: set()).steps == {}
    assert dated.snapshot.wanted == wanted


def test_steps_are_kept_until_their_pair_changes() -> None:
    made = network()
    before = made.dated_edges(ALL, every).steps
    made.add(make_read(told("IRN", "OMN"), sequence=3, story="3", publisher="Another"))
    after = made.dated_edges(ALL, every).steps
    assert after["IRN", "houthis"] is before["IRN", "houthis"]
    assert (len(before["IRN", "OMN"]), len(after["IRN", "OMN"])) == (1, 2)
    made.mute(frozenset({publisher_id("Another")}))
    assert len(made.dated_edges(ALL, every).steps["IRN", "OMN"]) == 1
