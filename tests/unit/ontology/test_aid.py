"""The ontology describes every term so that a stranger can use it."""

from importlib import resources

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from graph.claims.claim import Stage, Status
from graph.claims.evidence import SourceKind
from ontology.terms import MA as TERMS

MA = Namespace(TERMS.NAMESPACE)
ONTOLOGY = URIRef(TERMS.NAMESPACE.removesuffix("#"))
AID = Graph().parse(data=resources.files("ontology").joinpath("aid.ttl").read_bytes(), format="ttl")
OURS = sorted(URIRef(s) for s in {str(s) for s in AID.subjects()} if s.startswith(TERMS.NAMESPACE))
PROPERTIES = [
    s for s in OURS if set(AID.objects(s, RDF.type)) & {OWL.ObjectProperty, OWL.DatatypeProperty}
]
CLASSES = [s for s in OURS if (s, RDF.type, OWL.Class) in AID]


def name(term: URIRef) -> str:
    return str(term).rpartition("#")[2]


@pytest.mark.parametrize("term", OURS, ids=name)
def test_every_term_is_labelled_explained_and_shown(term: URIRef) -> None:
    for predicate in (RDFS.label, RDFS.comment, SKOS.example):
        texts = list(AID.objects(term, predicate))
        assert len(texts) == 1
        assert isinstance(texts[0], Literal)
        assert texts[0].language == "en"
        assert texts[0].strip()
    assert list(AID.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY]


@pytest.mark.parametrize("term", PROPERTIES, ids=name)
def test_every_property_has_one_domain_and_one_range(term: URIRef) -> None:
    assert len(list(AID.objects(term, RDFS.domain))) == 1
    assert len(list(AID.objects(term, RDFS.range))) == 1


@pytest.mark.parametrize("term", CLASSES, ids=name)
def test_every_class_stands_below_one_of_a_known_vocabulary_or_of_ours(term: URIRef) -> None:
    above = list(AID.objects(term, RDFS.subClassOf))
    assert above
    assert all(str(each).startswith(("http://www.w3.org/", TERMS.NAMESPACE)) for each in above)


@pytest.mark.parametrize(
    ("values", "scheme"),
    [(Stage, MA.stages), (Status, MA.statuses), (SourceKind, MA.sourceKinds)],
    ids=["stages", "statuses", "kinds of source"],
)
def test_controlled_values_are_those_of_the_claim_contract(
    values: type[Stage | Status | SourceKind], scheme: URIRef
) -> None:
    individuals = list(AID.subjects(SKOS.inScheme, scheme))
    notations = {str(AID.value(each, SKOS.notation)) for each in individuals}
    assert notations == {each.value for each in values}


def test_the_ontology_holds_no_blank_node() -> None:
    assert all(isinstance(node, URIRef) for node in AID.subjects())


def test_the_ontology_says_what_it_is() -> None:
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in AID
    assert AID.value(ONTOLOGY, OWL.versionInfo)
    assert AID.value(ONTOLOGY, DCTERMS.license)
