"""The network as GraphML, read back by networkx."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import fromstring

import networkx as nx
import pytest

from graph.network.columns import ACTOR_COLUMNS, EDGE_COLUMNS
from graph.network.drawn import Drawn
from graph.network.filter import Filter
from graph.network.graphml import graphml
from graph.network.rolling import Level
from tests.drawing import drawing, plain

NS = "{http://graphml.graphdrawing.org/xmlns}"
TYPES = {"boolean", "int", "long", "float", "double", "string"}


def written(drawn: Drawn) -> bytes:
    return b"".join(graphml(drawn))


@pytest.mark.parametrize("level", Level)
def test_networkx_reads_the_same(level: Level) -> None:
    drawn = drawing(level)
    parsed: Any = nx.parse_graphml(written(drawn).decode(), force_multigraph=True)
    read: nx.MultiDiGraph[str] = parsed
    assert {name: dict(read.nodes[name]) for name in read} == {
        one.actor.id: plain(ACTOR_COLUMNS, one) for one in drawn.actors
    }
    assert {key: (a, b, told) for a, b, key, told in read.edges(keys=True, data=True)} == {
        edge.id: (
            edge.row.supplier,
            edge.row.recipient,
            plain(EDGE_COLUMNS, edge),
        )
        for edge in drawn.edges
    }


def test_keys_and_ids_are_as_the_schema_has_them() -> None:
    root = fromstring(written(drawing()))
    keys = {key.get("id"): key for key in root.iter(f"{NS}key")}
    assert len(keys) == len(ACTOR_COLUMNS) + len(EDGE_COLUMNS)
    assert {key.get("attr.type") for key in keys.values()} <= TYPES
    for place in ("node", "edge"):
        elements = list(root.iter(f"{NS}{place}"))
        names = [element.get("id") or "" for element in elements]
        assert len(set(names)) == len(names)
        assert not any(set(name) & set(" \t\n<>&'\"/") for name in names)
        for used in (data.get("key") for element in elements for data in element):
            assert keys[used].get("for") == place


def test_an_empty_network_is_a_document_too() -> None:
    drawn = drawing(wanted=Filter(supplier="OMN"))
    read = nx.parse_graphml(written(drawn).decode())
    assert (len(read), read.is_directed()) == (0, True)


def test_it_is_the_same_each_time() -> None:
    assert written(drawing()) == written(drawing())
