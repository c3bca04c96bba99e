"""A reasoner finds nothing wrong with the ontology and what is written by it, and finds faults."""

import logging
from collections.abc import Iterable

import owlrl
import pytest
from owlrl.Namespaces import ERRNS
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize
from rdflib import Graph

from graph.claims.reading import ReadArticle
from graph.quads.iris import Iris
from graph.quads.vocabulary import vocabulary_quads
from graph.quads.write import agent_quads, article_quads, supply_quads
from ontology.terms import MA, RDF, XSD
from tests.golden.questions.corpus import IRIS, demo_reads
from tests.making import make_read, told

ONE = make_read(told("IRN", "RUS", "drone", munition_text="drones", source="Tehran"))
FEW = (IRIS.actor("IRN"), IRIS.actor("RUS"), IRIS.munition("drone"))


def written(reads: Iterable[ReadArticle], iris: Iris = IRIS) -> set[Quad]:
    parts = (article_quads, agent_quads, supply_quads)
    return {quad for read in reads for part in parts for quad in part(read, iris)}


def faults(quads: Iterable[Quad]) -> list[str]:
    """Close the quads under OWL 2 RL and list what the rules call an error."""
    triples = serialize({quad.triple for quad in quads}, format=RdfFormat.N_TRIPLES)
    closed = Graph().parse(data=triples, format="nt")
    before = len(closed)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    assert len(closed) > before
    return [str(each) for each in closed.objects(None, ERRNS.error)]


@pytest.mark.slow
def test_ontology_registers_and_demo_corpus_are_consistent() -> None:
    assert faults([*vocabulary_quads(IRIS), *written(demo_reads())]) == []


@pytest.fixture(scope="module")
def small() -> list[Quad]:
    """The ontology, one written claim, and no more of the registers than it names."""
    aid = IRIS.vocabulary_graph("aid")
    vocabulary = [q for q in vocabulary_quads(IRIS) if q.graph_name == aid or q.subject in FEW]
    return [*vocabulary, *written([ONE])]


def test_one_claim_is_consistent(small: list[Quad]) -> None:
    assert faults(small) == []


CLAIM = next(
    each.subject
    for each in written([ONE])
    if each.predicate == RDF.TYPE and each.object == MA.CLAIM
)
RUSSIA = IRIS.actor("RUS")
BROKEN = [
    ("two stages", CLAIM, MA.STAGE, MA.ORDER),
    ("two statuses", CLAIM, MA.STATUS, MA.DENIED),
    ("an actor that is a claim", CLAIM, RDF.TYPE, MA.ACTOR),
    ("a claim as supplier", CLAIM, MA.SUPPLIER, CLAIM),
    ("a supplier that is the recipient", CLAIM, MA.SUPPLIER, RUSSIA),
    ("aid that passes through its recipient", CLAIM, MA.VIA, RUSSIA),
    ("a stage as munition", CLAIM, MA.MUNITION_PASSED, MA.ORDER),
    ("a state that is an organisation", RUSSIA, RDF.TYPE, MA.ORGANISATION),
    ("a state with an end", RUSSIA, MA.UNTIL_YEAR, Literal("1991")),
    ("an actor who supplies itself", RUSSIA, MA.SUPPLIES, RUSSIA),
    ("a home that is itself", RUSSIA, MA.HOME_STATE, RUSSIA),
    ("a claim with a home", CLAIM, MA.HOME_STATE, RUSSIA),
    ("a day that is none", CLAIM, MA.EARLIEST, Literal("2025-13-40", datatype=XSD.DATE)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [each[1:] for each in BROKEN],
    ids=[each[0] for each in BROKEN],
)
def test_a_fault_is_found(
    subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal, small: list[Quad],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.CRITICAL, logger="rdflib")
    assert faults([*small, Quad(subject, predicate, value)]) != []
