"""The typed terms are those of the ontology, neither more nor fewer."""

from importlib import resources

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from ontology import terms
from ontology.terms import DCTERMS, MA, OA, PREFIXES, PROV, SCHEMA

AID = list(parse(resources.files("ontology").joinpath("aid.ttl").read_bytes(), RdfFormat.TURTLE))
SCOPE_NOTE = NamedNode(PREFIXES["skos"] + "scopeNote")
BORROWED = (DCTERMS, OA, PROV, SCHEMA)


def nodes(namespace: type) -> set[str]:
    return {each.value for each in vars(namespace).values() if isinstance(each, NamedNode)}


def subjects(quads: list[Quad]) -> set[str]:
    return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def test_every_term_of_ours_is_in_the_ontology_and_the_other_way_round() -> None:
    defined = {iri for iri in subjects(AID) if iri.startswith(MA.NAMESPACE)}
    assert nodes(MA) == defined


@pytest.mark.parametrize("namespace", BORROWED, ids=lambda each: each.__name__)
def test_the_ontology_says_what_a_borrowed_term_means_here(namespace: type) -> None:
    start = PREFIXES[namespace.__name__.lower()]
    explained = [quad for quad in AID if quad.predicate == SCOPE_NOTE]
    assert nodes(namespace) == {iri for iri in subjects(explained) if iri.startswith(start)}


def test_a_term_stands_in_the_namespace_of_its_class() -> None:
    for name in ("MA", "DCTERMS", "OA", "PROV", "RDF", "RDFS", "SCHEMA", "XSD", "EDTF"):
        found = nodes(getattr(terms, name))
        assert found
        assert all(iri.startswith(PREFIXES[name.lower()]) for iri in found), name
