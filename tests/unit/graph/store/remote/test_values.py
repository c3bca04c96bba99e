import json

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, Triple

from graph.store.remote.tables import read_table
from graph.store.remote.values import as_given_back, quads_for_server, triples_as_kept
from ontology.terms import MA, XSD

S, G = NamedNode("http://e.org/s"), NamedNode("http://e.org/g")
DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")


def quad(value: Literal) -> Quad:
    return Quad(S, MA.QUOTE, value, G)


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (Literal(12), Literal(12)),
        (Literal(2**63 - 2), Literal(2**63 - 2)),
        (Literal(2**63), Literal(str(2**63), datatype=DECIMAL)),
        (Literal(10**39), Literal(str(10**39), datatype=DECIMAL)),
        (Literal(10**40), Literal(1e40)),
        (Literal("x", language="en"), Literal("x", language="en")),
    ],
)
def test_long_integers_go_in_as_what_the_server_takes(given: Literal, sent: Literal) -> None:
    [written] = quads_for_server([quad(given)], "normalised")
    assert written.object == sent
    assert list(quads_for_server([quad(given)], "kept")) == [quad(given)]


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (Literal("0.33333333333333331483", datatype=DECIMAL), Literal(1 / 3)),
        (Literal("1e+22", datatype=XSD.DOUBLE), Literal(1e22)),
        (Literal("1", datatype=XSD.BOOLEAN), Literal(value=True)),
        (Literal("2025-01-01T12:00:00.250Z", datatype=XSD.DATE_TIME),
         Literal("2025-01-01T12:00:00.25Z", datatype=XSD.DATE_TIME)),
        (Literal("2025-01-01T12:00:00.000Z", datatype=XSD.DATE_TIME),
         Literal("2025-01-01T12:00:00Z", datatype=XSD.DATE_TIME)),
        (Literal("2025-01-01T12:00:00Z", datatype=XSD.DATE_TIME),
         Literal("2025-01-01T12:00:00Z", datatype=XSD.DATE_TIME)),
        (Literal("2025-01-10", datatype=XSD.DATE), Literal("2025-01-10", datatype=XSD.DATE)),
    ],
)  # fmt: skip
def test_values_come_back_as_they_went_in(given: Literal, read: Literal) -> None:
    [triple] = triples_as_kept([Triple(S, MA.QUOTE, given)], "normalised")
    assert triple.object == read


def test_what_cannot_be_kept_is_compared_as_it_comes_back() -> None:
    assert as_given_back(quad(Literal(10**40)), "normalised").object == Literal(1e40)
    assert as_given_back(quad(Literal(10**30)), "normalised").object == Literal(10**30)
    assert as_given_back(quad(Literal(10**40)), "kept").object == Literal(10**40)


def test_a_table_of_virtuoso_is_put_right() -> None:
    double = {"type": "typed-literal", "datatype": XSD.DOUBLE.value, "value": "2.5e+09"}
    truth = {"type": "typed-literal", "datatype": XSD.BOOLEAN.value, "value": "1"}
    rows = [{"a": double, "b": truth}, {"a": {"type": "uri", "value": "http://e.org/s"}}]
    told = {"head": {"link": [], "vars": ["a", "b"]}, "results": {"bindings": rows}}
    found = read_table(json.dumps(told).encode(), "normalised")
    assert isinstance(found, QuerySolutions)
    assert [tuple(row) for row in found] == [(Literal(2.5e9), Literal(value=True)), (S, None)]


@pytest.mark.parametrize("value", ["1", "0", None])
def test_an_ask_that_comes_as_a_table_is_a_truth(value: str | None) -> None:
    row = {"__ASK_RETVAL": {"type": "typed-literal", "datatype": XSD.INTEGER.value, "value": value}}
    rows = [] if value is None else [row]
    told = {"head": {"vars": ["__ASK_RETVAL"]}, "results": {"bindings": rows}}
    found = read_table(json.dumps(told).encode(), "normalised")
    assert isinstance(found, QueryBoolean)
    assert bool(found) is (value == "1")
