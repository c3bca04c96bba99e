"""The JSON-LD context names our terms as the ontology does, and every term that is written."""

import json
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
from pyld import jsonld
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from graph.quads.iris import Iris
from graph.quads.vocabulary import vocabulary_quads
from graph.quads.write import agent_quads, article_quads, supply_quads
from ontology.terms import DCTERMS, MA, OA, PREFIXES, PROV, RDF, RDFS, SCHEMA, XSD
from tests.golden.questions.corpus import IRIS, demo_reads

CONTEXT = json.loads(resources.files("ontology").joinpath("context.jsonld").read_bytes())[
    "@context"
]
Node = dict[str, Any]


def compacted(quads: set[Quad]) -> Node:
    """Write quads as JSON-LD, and give them the short names of the context."""
    expanded = json.loads(serialize(quads, format=RdfFormat.JSON_LD) or b"")
    found: Node = jsonld.compact(expanded, CONTEXT)
    return found


def keys(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from keys(each)
    elif isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from keys(value)


def as_values(quads: set[Quad]) -> set[Quad]:
    """Write numbers in one way: JSON-LD processors are free to."""
    return {
        Quad(quad.subject, quad.predicate, Literal(float(quad.object.value)), quad.graph_name)
        if isinstance(quad.object, Literal) and quad.object.datatype == XSD.DOUBLE
        else quad
        for quad in quads
    }


def written() -> set[Quad]:
    return {
        quad
        for read in demo_reads()
        for part in (article_quads, agent_quads, supply_quads)
        for quad in part(read, IRIS)
    }


@pytest.fixture(scope="module")
def demo() -> Node:
    found = compacted(written())
    found.pop("@context")
    return found


def test_prefixes_are_those_of_the_terms() -> None:
    assert {name: CONTEXT.get(name) for name in PREFIXES} == PREFIXES


def test_every_name_leads_to_a_term_that_is_defined() -> None:
    known = {
        each.value
        for namespace in (DCTERMS, MA, OA, PROV, RDF, RDFS, SCHEMA)
        for each in vars(namespace).values()
        if isinstance(each, NamedNode)
    }
    for name, meaning in CONTEXT.items():
        iri = meaning["@id"] if isinstance(meaning, dict) else meaning
        if isinstance(iri, str) and not iri.startswith("@") and "://" not in iri:
            prefix, _, local = iri.partition(":")
            assert prefix == "skos" or PREFIXES[prefix] + local in known, name


def test_everything_that_is_written_has_a_short_name(demo: Node) -> None:
    long = {key for key in keys(demo) if ":" in key}
    assert long == set()


def test_the_demo_corpus_has_every_part_that_a_claim_can_have(demo: Node) -> None:
    parts = {"supplier", "via", "route", "quantity", "worth", "date", "source", "designation"}
    assert parts <= set(keys(demo))


def test_no_key_of_a_whole_export_is_a_full_iri() -> None:
    found = compacted(set(vocabulary_quads(Iris(base="https://example.org/id/"))))
    found.pop("@context")
    assert [key for key in set(keys(found)) if "://" in key] == []


def test_classes_and_values_have_short_names_too(demo: Node) -> None:
    nodes = [each for part in demo["@graph"] for each in part.get("@graph", [part])]
    values = {value for each in nodes for value in each.get("a", [])}
    values |= {str(each[key]) for each in nodes for key in ("stage", "status") if key in each}
    values |= {str(each["sourceKind"]) for each in nodes if "sourceKind" in each}
    assert {"SupplyClaim", "NewsArticle", "EvidenceSource", "delivery", "denied"} <= values
    assert [value for value in values if ":" in value] == []


def test_short_names_lead_back_to_the_same_quads(demo: Node) -> None:
    back = jsonld.to_rdf({**demo, "@context": CONTEXT}, {"format": "application/n-quads"})
    assert as_values(set(parse(back, format=RdfFormat.N_QUADS))) == as_values(written())


def test_a_claim_in_plain_json_becomes_triples() -> None:
    claim = {
        "@context": CONTEXT,
        "id": "http://example.org/claim/1",
        "type": "SupplyClaim",
        "supplier": "http://example.org/actor/NOR",
        "stage": "delivery",
        "earliest": "2025-10-01",
        "quantity": {"id": "http://example.org/claim/1#quantity", "minValue": 5},
    }
    read = parse(json.dumps(claim), format=RdfFormat.JSON_LD)
    expected = parse(
        format=RdfFormat.TURTLE,
        input=f"""
        @prefix ma: <{MA.NAMESPACE}> .
        @prefix schema: <https://schema.org/> .
        <http://example.org/claim/1> a ma:SupplyClaim ;
            ma:supplier <http://example.org/actor/NOR> ; ma:stage ma:delivery ;
            ma:earliest "2025-10-01"^^<http://www.w3.org/2001/XMLSchema#date> ;
            ma:quantity <http://example.org/claim/1#quantity> .
        <http://example.org/claim/1#quantity> schema:minValue 5 .
        """,
    )
    assert set(read) == set(expected)


def test_the_context_file_is_json_ld_by_itself() -> None:
    content = resources.files("ontology").joinpath("context.jsonld").read_bytes()
    assert list(parse(content, RdfFormat.JSON_LD)) == []
