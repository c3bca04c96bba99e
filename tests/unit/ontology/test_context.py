"""The JSON-LD context names our terms as the ontology does."""

import json
from importlib import resources

from pyoxigraph import NamedNode, RdfFormat, parse

from ontology.terms import DCTERMS, MA, OA, PREFIXES, PROV, RDFS, SCHEMA

CONTEXT = json.loads(resources.files("ontology").joinpath("context.jsonld").read_bytes())[
    "@context"
]


def test_prefixes_are_those_of_the_terms() -> None:
    assert {name: CONTEXT.get(name) for name in PREFIXES} == PREFIXES


def test_every_name_leads_to_a_term_that_is_defined() -> None:
    known = {
        each.value
        for namespace in (DCTERMS, MA, OA, PROV, RDFS, SCHEMA)
        for each in vars(namespace).values()
        if isinstance(each, NamedNode)
    }
    for name, meaning in CONTEXT.items():
        iri = meaning["@id"] if isinstance(meaning, dict) else meaning
        if isinstance(iri, str) and not iri.startswith("@") and name not in PREFIXES:
            prefix, _, local = iri.partition(":")
            assert PREFIXES[prefix] + local in known, name


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
