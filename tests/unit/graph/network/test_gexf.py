"""The network as GEXF, read back by networkx, and held to what the schema of 1.3 asks."""

from __future__ import annotations

import io
from datetime import date
from xml.etree.ElementTree import Element, fromstring

import networkx as nx
import pytest

from graph.network.columns import ACTOR_COLUMNS, EDGE_COLUMNS
from graph.network.drawn import Drawn
from graph.network.filter import Filter
from graph.network.gexf import gexf
from graph.network.rolling import Level
from tests.drawing import drawing, plain

NS = "{http://gexf.net/1.3}"
TYPES = {"integer", "long", "double", "float", "boolean", "string", "anyURI"}
GRAPH = {"mode", "timeformat", "timerepresentation", "defaultedgetype", "idtype"}
EDGE = {"id", "source", "target", "label", "kind", "weight", "start", "end"}


def written(drawn: Drawn) -> bytes:
    return b"".join(gexf(drawn))


def root(drawn: Drawn) -> Element:
    return fromstring(written(drawn))


@pytest.mark.parametrize("level", Level)
def test_networkx_reads_the_same(level: Level) -> None:
    drawn = drawing(level)
    read: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        nx.read_gexf(io.BytesIO(written(drawn)), version="1.3")
    )
    assert {name: dict(read.nodes[name]) for name in read} == {
        one.actor.id: plain(ACTOR_COLUMNS, one) for one in drawn.actors
    }
    times = {edge.id: {"start": edge.start, "end": edge.end} for edge in drawn.edges}
    assert {told["id"]: (a, b, told) for a, b, told in read.edges(data=True)} == {
        edge.id: (
            edge.row.supplier,
            edge.row.recipient,
            {
                "id": edge.id,
                **{
                    name: told for name, told in plain(EDGE_COLUMNS, edge).items() if name != "kind"
                },
                **{name: str(day) for name, day in times[edge.id].items() if day},
            },
        )
        for edge in drawn.edges
    }


@pytest.mark.parametrize("level", Level)
def test_it_has_what_the_schema_asks_in_its_order(level: Level) -> None:
    document = root(drawing(level))
    assert (document.tag, document.get("version")) == (f"{NS}gexf", "1.3")
    meta, drawn = document
    assert [part.tag for part in meta] == [f"{NS}creator", f"{NS}description"]
    assert set(drawn.attrib) == GRAPH
    parts = [f"{NS}{name}" for name in ("attributes", "attributes", "nodes", "edges")]
    assert [part.tag for part in drawn] == parts
    assert {one.get("type") for one in document.iter(f"{NS}attribute")} <= TYPES
    assert all(set(edge.attrib) <= EDGE for edge in document.iter(f"{NS}edge"))


def test_ids_are_unique_and_ends_and_attributes_are_there() -> None:
    document = root(drawing())
    nodes = [node.get("id") for node in document.iter(f"{NS}node")]
    edges = list(document.iter(f"{NS}edge"))
    assert len(set(nodes)) == len(nodes)
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert {edge.get(end) for edge in edges for end in ("source", "target")} == set(nodes)
    declared = {
        part.get("class"): {one.get("id") for one in part}
        for part in document.iter(f"{NS}attributes")
    }
    for place in ("node", "edge"):
        assert len(declared[place]) > 5
        for element in document.iter(f"{NS}{place}"):
            assert {value.get("for") for value in element.iter(f"{NS}attvalue")} <= declared[place]


def test_parallel_edges_have_kinds_of_their_own() -> None:
    edges = list(root(drawing()).iter(f"{NS}edge"))
    kinds = [(edge.get("source"), edge.get("target"), edge.get("kind")) for edge in edges]
    assert len(set(kinds)) == len(kinds)
    assert None not in {kind for _, _, kind in kinds}
    pairs = list(root(drawing(Level.PAIR)).iter(f"{NS}edge"))
    assert {edge.get("kind") for edge in pairs} == {None}


def test_times_are_days_that_run_forward() -> None:
    edges = list(root(drawing()).iter(f"{NS}edge"))
    for edge in edges:
        start, end = (edge.get(name) for name in ("start", "end"))
        days = [date.fromisoformat(day) for day in (start, end) if day]
        assert days == sorted(days)
    assert sum("start" in edge.attrib for edge in edges) == 3
    assert sum("end" in edge.attrib for edge in edges) == 3


def test_an_empty_network_is_a_document_too() -> None:
    drawn = drawing(wanted=Filter(supplier="OMN"))
    assert len(nx.read_gexf(io.BytesIO(written(drawn)), version="1.3")) == 0


def test_it_is_the_same_each_time() -> None:
    assert written(drawing()) == written(drawing())
