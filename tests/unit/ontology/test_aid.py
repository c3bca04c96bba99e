"""The ontology describes every term so that a stranger can use it."""

import re
from datetime import date
from importlib import resources

import pytest
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, VANN, Graph, Literal, Namespace, URIRef

from graph.claims.claim import Stage, Status
from graph.claims.evidence import SourceKind
from graph.claims.verdict import Decision
from ontology.terms import MA as TERMS
from ontology.terms import PREFIXES

MA = Namespace(TERMS.NAMESPACE)
SCHEMA = Namespace(PREFIXES["schema"])
OA = Namespace(PREFIXES["oa"])
ONTOLOGY = URIRef(TERMS.NAMESPACE.removesuffix("#"))
AID = Graph().parse(data=resources.files("ontology").joinpath("aid.ttl").read_bytes(), format="ttl")
OURS = sorted(URIRef(s) for s in {str(s) for s in AID.subjects()} if s.startswith(TERMS.NAMESPACE))
PROPERTIES = [
    s for s in OURS if set(AID.objects(s, RDF.type)) & {OWL.ObjectProperty, OWL.DatatypeProperty}
]
CLASSES = [s for s in OURS if (s, RDF.type, OWL.Class) in AID]
ACTOR_CLASSES = [s for s in CLASSES if (s, RDFS.subClassOf, MA.Actor) in AID]
VALUES = {"stages": MA.Stage, "statuses": MA.Status, "sourceKinds": MA.SourceKind,
          "decisions": MA.Decision}  # fmt: skip


def name(term: URIRef) -> str:
    return str(term).rpartition("#")[2]


def one_text(term: URIRef, predicate: URIRef) -> Literal:
    texts = list(AID.objects(term, predicate))
    assert len(texts) == 1, predicate
    assert isinstance(texts[0], Literal)
    assert texts[0].strip()
    return texts[0]


@pytest.mark.parametrize("predicate", [RDFS.label, RDFS.comment, SKOS.example], ids=name)
@pytest.mark.parametrize("term", OURS, ids=name)
def test_every_term_is_labelled_explained_and_shown(term: URIRef, predicate: URIRef) -> None:
    assert one_text(term, predicate).language == "en"


@pytest.mark.parametrize("term", OURS, ids=name)
def test_every_term_says_where_it_is_defined(term: URIRef) -> None:
    assert list(AID.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY]


@pytest.mark.parametrize("end", [RDFS.domain, RDFS.range], ids=name)
@pytest.mark.parametrize("term", PROPERTIES, ids=name)
def test_every_property_has_one_domain_and_one_range_that_are_known(
    term: URIRef, end: URIRef
) -> None:
    (found,) = AID.objects(term, end)
    assert isinstance(found, URIRef)
    kinds = set(AID.objects(found, RDF.type))
    assert kinds & {OWL.Class, RDFS.Datatype} or str(found).startswith(PREFIXES["xsd"])


@pytest.mark.parametrize("term", PROPERTIES, ids=name)
def test_the_range_of_a_property_fits_its_kind(term: URIRef) -> None:
    (reached,) = AID.objects(term, RDFS.range)
    of_things = (term, RDF.type, OWL.ObjectProperty) in AID
    assert of_things == ((reached, RDF.type, OWL.Class) in AID)


@pytest.mark.parametrize("term", CLASSES, ids=name)
def test_every_class_stands_below_one_that_is_declared(term: URIRef) -> None:
    above = list(AID.objects(term, RDFS.subClassOf))
    assert above
    for each in above:
        assert (each, RDF.type, OWL.Class) in AID or each == RDF.Statement


@pytest.mark.parametrize("relation", [RDFS.subClassOf, RDFS.subPropertyOf], ids=name)
@pytest.mark.parametrize("vocabulary", [PROV, OA, SKOS, SCHEMA, DCTERMS], ids=str)
def test_known_vocabularies_are_reused(relation: URIRef, vocabulary: Namespace) -> None:
    used = {str(each) for each in AID.objects(None, relation)}
    only_classes = {str(OA), str(SKOS)}
    if relation == RDFS.subClassOf or str(vocabulary) not in only_classes:
        assert any(each.startswith(str(vocabulary)) for each in used)


@pytest.mark.parametrize("one", ACTOR_CLASSES, ids=name)
def test_kinds_of_actor_are_apart(one: URIRef) -> None:
    others = set(ACTOR_CLASSES) - {one}
    apart = set(AID.objects(one, OWL.disjointWith)) | set(AID.subjects(OWL.disjointWith, one))
    assert others <= apart
    assert len(others) == 4


def test_claims_are_nothing_else() -> None:
    apart = set(AID.objects(MA.Claim, OWL.disjointWith))
    below = {MA.SupplyClaim, MA.RejectedClaim, *ACTOR_CLASSES}
    assert apart == set(CLASSES) - below - {MA.Claim}


@pytest.mark.parametrize("scheme", VALUES)
def test_controlled_values_are_different_from_each_other(scheme: str) -> None:
    values = set(AID.subjects(SKOS.inScheme, MA[scheme]))
    for one in values:
        told = set(AID.objects(one, OWL.differentFrom)) | set(AID.subjects(OWL.differentFrom, one))
        assert told == values - {one}
        assert (one, RDF.type, VALUES[scheme]) in AID
        assert (one, SKOS.topConceptOf, MA[scheme]) in AID


@pytest.mark.parametrize(
    ("values", "scheme"),
    [
        (Stage, MA.stages),
        (Status, MA.statuses),
        (SourceKind, MA.sourceKinds),
        (Decision, MA.decisions),
    ],
    ids=["stages", "statuses", "kinds of source", "decisions"],
)
def test_controlled_values_are_those_of_the_claim_contract(
    values: type[Stage | Status | SourceKind | Decision], scheme: URIRef
) -> None:
    individuals = list(AID.subjects(SKOS.inScheme, scheme))
    notations = {str(AID.value(each, SKOS.notation)) for each in individuals}
    assert notations == {each.value for each in values}


def test_the_ontology_holds_no_blank_node() -> None:
    assert all(isinstance(node, URIRef) for node in AID.subjects())
    assert all(isinstance(node, URIRef | Literal) for node in AID.objects())


def test_every_annotation_is_declared() -> None:
    standard = (str(RDF), str(RDFS), str(OWL))
    for predicate in set(AID.predicates()):
        if not str(predicate).startswith(standard):
            assert list(AID.objects(predicate, RDF.type)), predicate


@pytest.mark.parametrize(
    "predicate",
    [DCTERMS.title, DCTERMS.description, OWL.versionInfo, VANN.usageNote],
    ids=name,
)
def test_the_ontology_says_in_words_what_it_is(predicate: URIRef) -> None:
    assert one_text(ONTOLOGY, predicate)


def test_the_header_is_complete() -> None:
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in AID
    version = str(one_text(ONTOLOGY, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert AID.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert str(AID.value(ONTOLOGY, DCTERMS.license)).startswith("https://www.apache.org/licenses/")
    creator = AID.value(ONTOLOGY, DCTERMS.creator)
    assert isinstance(creator, URIRef)
    assert AID.value(creator, RDFS.label)
    made, changed = (AID.value(ONTOLOGY, each) for each in (DCTERMS.created, DCTERMS.modified))
    assert isinstance(made, Literal)
    assert isinstance(changed, Literal)
    assert date(2026, 1, 1) < made.toPython() <= changed.toPython()
    assert str(AID.value(ONTOLOGY, VANN.preferredNamespacePrefix)) == "ma"
    assert str(AID.value(ONTOLOGY, VANN.preferredNamespaceUri)) == TERMS.NAMESPACE
