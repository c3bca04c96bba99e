import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, Store

from bench.answering import (
    UNBOUND,
    Rows,
    bare,
    iri,
    literal,
    of_json,
    of_pyoxigraph,
    of_rdflib,
    plain,
    read_direct,
    read_json,
    rows_of,
    size_of,
)

DOUBLE = "http://www.w3.org/2001/XMLSchema#double"
TERMS = [
    (NamedNode("urn:é"), rdflib.URIRef("urn:é"), {"type": "uri", "value": "urn:é"}),
    (Literal("ü"), rdflib.Literal("ü"), {"type": "literal", "value": "ü"}),
    (
        Literal("Türkei", language="de"),
        rdflib.Literal("Türkei", lang="de"),
        {"type": "literal", "value": "Türkei", "xml:lang": "de"},
    ),
    (
        Literal(0.5),
        rdflib.Literal("5.0E-1", datatype=rdflib.XSD.double),
        {"type": "literal", "value": "0.50", "datatype": DOUBLE},
    ),
]


@pytest.mark.parametrize(("ours", "theirs", "told"), TERMS)
def test_a_term_is_the_same_whoever_read_it(
    ours: NamedNode | Literal, theirs: rdflib.URIRef | rdflib.Literal, told: dict[str, str]
) -> None:
    assert of_pyoxigraph(ours) == of_rdflib(theirs) == of_json(told)


def test_different_terms_are_different() -> None:
    kinds = [
        iri("a"),
        literal("a", None, None),
        literal("a", None, "en"),
        literal("a", "urn:type", None),
        literal("1", DOUBLE, None),
        literal("1", DOUBLE.replace("double", "integer"), None),
        UNBOUND,
    ]
    assert len(set(kinds)) == len(kinds)


def test_rows_count_how_often_they_come_and_know_no_order() -> None:
    one, two = {"a": iri("1")}, {"a": iri("2"), "b": iri("3")}
    assert rows_of("ab", [one, two, two]) == rows_of("ba", [two, one, two])
    assert rows_of("ab", [one, two]) != rows_of("ab", [one, two, two])
    assert rows_of("ab", [one]) == Rows({(iri("1"), UNBOUND): 1})


def test_plain_values_have_no_types() -> None:
    typed = rows_of("ab", [{"a": literal("1.0", DOUBLE, None)}, {"a": iri("x"), "b": UNBOUND}])
    assert plain(typed) == Rows({(("1.0",), ("",)): 1, (("x",), ("",)): 1})
    assert plain(rows_of("a", [{"a": literal("07", None, None)}])) == Rows({(bare("7.0"),): 1})


def test_a_store_and_its_json_say_the_same() -> None:
    store = Store()
    store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal("o")))
    told = {
        "head": {"vars": ["o", "x"]},
        "results": {"bindings": [{"o": {"type": "literal", "value": "o"}}]},
    }
    assert read_direct(store.query("SELECT ?o ?x { ?s ?p ?o }")) == read_json(told)
    assert read_direct(store.query("ASK { ?s ?p 1 }")) is False
    assert read_json({"head": {}, "boolean": True}) is True
    triples = read_direct(store.query("CONSTRUCT WHERE { ?s ?p ?o }"))
    assert size_of(triples) == "1 triples"
