"""The network as Cytoscape JSON: the structure that Cytoscape writes and Cytoscape.js takes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.network.columns import ACTOR_COLUMNS, EDGE_COLUMNS
from graph.network.cytoscape import cytoscape_json
from graph.network.drawn import Drawn
from graph.network.filter import Filter
from graph.network.rolling import Level
from tests.drawing import drawing, plain


def read(drawn: Drawn) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b"".join(cytoscape_json(drawn)))
    return found


@pytest.mark.parametrize("level", Level)
def test_elements_are_nodes_and_edges_with_their_attributes(level: Level) -> None:
    drawn = drawing(level)
    elements = read(drawn)["elements"]
    nodes = {one["data"]["id"]: one["data"] for one in elements["nodes"]}
    edges = {one["data"]["id"]: one["data"] for one in elements["edges"]}
    assert (len(nodes), len(edges)) == (len(elements["nodes"]), len(elements["edges"]))
    assert set(nodes) == {one.actor.id for one in drawn.actors}
    for one in drawn.actors:
        told = plain(ACTOR_COLUMNS, one)
        assert told.items() <= nodes[one.actor.id].items()
        assert nodes[one.actor.id]["name"] == one.actor.label
    for edge in drawn.edges:
        found = {**edges[edge.id]}
        found["quote"] = found["quote"].replace("\x0b", "\ufffd")
        assert plain(EDGE_COLUMNS, edge).items() <= found.items()
        assert (found["source"], found["target"]) == (edge.row.supplier, edge.row.recipient)


def test_the_head_names_format_and_network() -> None:
    drawn = drawing(Level.PAIR)
    found = read(drawn)
    assert (found["format_version"], found["target_cytoscapejs_version"]) == ("1.0", "~2.1")
    assert found["data"]["name"] == found["data"]["shared_name"] == drawn.title
    assert (found["data"]["sequence"], found["data"]["by"]) == (1, "pair")


def test_edges_name_their_interaction() -> None:
    for level, name, interaction in (
        (Level.MUNITION, "POL (battle-tank) UKR", "battle-tank"),
        (Level.PAIR, "POL (supplies) UKR", "supplies"),
    ):
        edges = [one["data"] for one in read(drawing(level))["elements"]["edges"]]
        (edge,) = (one for one in edges if one["name"] == name)
        assert edge["interaction"] == edge["shared_interaction"] == interaction


def test_an_empty_network_is_a_document_too() -> None:
    elements = read(drawing(wanted=Filter(supplier="OMN")))["elements"]
    assert elements == {"nodes": [], "edges": []}
