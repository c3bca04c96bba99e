"""The network as it is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph.network.centrality import centrality
from graph.network.communities import communities
from graph.network.drawn import Drawn, draw
from graph.network.filter import Filter
from graph.network.graphml import graphml
from graph.network.network import Network
from graph.network.rolling import Level
from graph.network.strength import Strength
from tests.drawing import drawing, sample
from tests.making import make_read, told


def ids(drawn: Drawn) -> list[str]:
    return [edge.id for edge in drawn.edges]


def test_an_edge_stands_for_a_row_of_the_level() -> None:
    assert ids(drawing()) == [
        "IRN.hezbollah.ballistic-missile",
        "POL.UKR",
        "POL.UKR.artillery-ammunition",
        "POL.UKR.battle-tank",
        "UKR.POL.funding",
        "name:acme-arms.UKR.armed-drone",
    ]
    assert "POL.UKR.armoured-vehicle" in ids(drawing(Level.CATEGORY))
    assert ids(drawing(Level.PAIR)) == [
        "IRN.hezbollah",
        "POL.UKR",
        "UKR.POL",
        "name:acme-arms.UKR",
    ]


def test_edges_of_a_pair_are_told_apart_by_kind() -> None:
    kinds = {edge.id: edge.kind for edge in drawing().edges}
    assert (kinds["POL.UKR"], kinds["POL.UKR.battle-tank"]) == ("unspecified", "battle-tank")
    assert {edge.kind for edge in drawing(Level.PAIR).edges} == {None}


def test_a_pair_tells_its_munitions() -> None:
    (edge,) = (one for one in drawing(Level.PAIR).edges if one.id == "POL.UKR")
    assert [(one.munition, one.claims) for one in edge.munitions] == [
        ("battle-tank", 2),
        (None, 1),
        ("artillery-ammunition", 1),
    ]
    assert edge.label == "Battle tanks, unspecified, Artillery ammunition"
    (wide,) = (one for one in drawing(Level.CATEGORY).edges if one.kind == "armoured-vehicle")
    assert [(one.munition, one.claims) for one in wide.munitions] == [("battle-tank", 2)]


def test_a_label_names_only_some() -> None:
    network = Network()
    things = ("battle-tank", "howitzer", "funding", "armed-drone")
    network.add(make_read(*(told("POL", "UKR", thing) for thing in things)))
    (edge,) = draw(network, Filter(), Level.PAIR).edges
    assert edge.label.endswith(" …")
    assert edge.label.count(",") == 2


def test_an_edge_is_there_while_it_happened() -> None:
    times = {edge.id: (edge.start, edge.end) for edge in drawing().edges}
    assert times["POL.UKR.battle-tank"] == (date(2024, 3, 1), date(2024, 5, 2))
    assert times["UKR.POL.funding"] == (date(2020, 1, 1), None)
    assert times["name:acme-arms.UKR.armed-drone"] == (None, date(2022, 12, 31))
    assert times["POL.UKR"] == (None, None)


def test_open_days_that_make_no_interval_are_none() -> None:
    network = Network()
    network.add(make_read(told("POL", "UKR", date="2024/.."), told("POL", "UKR", date="../2020")))
    (edge,) = draw(network, Filter(), Level.MUNITION).edges
    assert (edge.row.first, edge.row.last) == ("2024-01-01", "2020-12-31")
    assert (edge.start, edge.end) == (None, None)


def test_actors_know_with_whom_they_deal() -> None:
    (poland,) = (one for one in drawing().actors if one.actor.id == "POL")
    assert (poland.suppliers, poland.recipients) == (1, 1)
    assert (poland.received, poland.supplied) == (1, 4)


@pytest.mark.parametrize("level", Level)
def test_scores_are_those_of_the_network(level: Level) -> None:
    network = sample()
    actors = draw(network, Filter(), level).actors
    scores = {one.actor: one.value for one in centrality(network, "pagerank").scores}
    drawn = {one.actor.id: one.pagerank for one in actors}
    assert drawn == pytest.approx({actor: scores[actor] for actor in drawn}, abs=1e-9)
    groups = [frozenset(group.actors) for group in communities(network).groups]
    assert [
        frozenset(one.actor.id for one in actors if one.community == at)
        for at in range(1, len(groups) + 1)
    ] == groups


def test_nobody_supplies_himself() -> None:
    assert "OMN" in {row.supplier for row in sample().supplies()}
    assert "OMN" not in {one.actor.id for one in drawing().actors}


def test_filters_count() -> None:
    wanted = Filter(recipient="UKR", since=date(2024, 1, 1), strength=Strength.CORROBORATED)
    drawn = drawing(wanted=wanted)
    assert ids(drawn) == ["POL.UKR.battle-tank"]
    assert [one.actor.id for one in drawn.actors] == ["POL", "UKR"]
    assert ids(drawing(Level.PAIR, wanted=wanted)) == ["POL.UKR"]
    assert ids(drawing(wanted=Filter(supplier="OMN"))) == []


def test_the_title_says_what_was_asked() -> None:
    wanted = Filter(recipient="UKR", since=date(2024, 1, 1))
    drawn = replace(drawing(Level.PAIR, wanted), sequence=7)
    assert drawn.title == (
        "Who supplies whom with what, by Materiel: state 7, by=pair, recipient=UKR, "
        "since=2024-01-01"
    )


def test_the_order_in_which_articles_came_makes_no_difference() -> None:
    reads = [make_read(told(one, "UKR"), story=one) for one in ("POL", "USA", "NOR", "DEU")]
    here, there = Network(), Network()
    here.add_many(reads)
    there.add_many(reversed(reads))
    for level in Level:
        one, other = (draw(network, Filter(), level) for network in (here, there))
        assert list(graphml(one)) == list(graphml(other))
