from pyoxigraph import BlankNode

from graph.claims.actor import actors
from graph.claims.munition import munitions
from graph.quads.iris import Iris
from graph.quads.shapes import violations
from graph.quads.vocabulary import FILES, vocabulary_file, vocabulary_quads
from ontology.terms import MA, RDF

IRIS = Iris(base="https://example.org/id/")


def test_every_file_has_its_graph() -> None:
    graphs = {quad.graph_name for quad in vocabulary_quads(IRIS)}
    assert graphs == {IRIS.vocabulary_graph(name) for name in FILES}


def test_relative_iris_come_to_stand_below_the_base() -> None:
    quads = vocabulary_quads(IRIS)
    instances = {q.subject for q in quads if q.predicate == RDF.TYPE and q.object == MA.ACTOR}
    assert instances == {IRIS.actor(each) for each in actors()}
    instances = {q.subject for q in quads if q.predicate == RDF.TYPE and q.object == MA.MUNITION}
    assert instances == {IRIS.munition(each) for each in munitions()}


def test_no_triple_stands_in_two_graphs_and_no_node_is_blank() -> None:
    quads = vocabulary_quads(IRIS)
    assert len({quad.triple for quad in quads}) == len(quads)
    assert not any(isinstance(quad.subject, BlankNode) for quad in quads)


def test_the_vocabulary_conforms_to_the_shapes() -> None:
    assert violations(vocabulary_quads(IRIS), IRIS) == ()


def test_the_shapes_are_no_part_of_the_store() -> None:
    assert b"sh:NodeShape" in vocabulary_file("shapes")
    assert "shapes" not in FILES
