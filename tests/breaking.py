"""Ways to break what is well-formed: each changes quads, whatever they are."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import PREFIXES, RDF, XSD

Change = Callable[[list[Quad]], list[Quad]]

YEAR = NamedNode(PREFIXES["xsd"] + "gYear")


def skos(name: str) -> NamedNode:
    """Name a term of SKOS."""
    return NamedNode(PREFIXES["skos"] + name)


def drop(predicate: NamedNode) -> Change:
    return lambda quads: [quad for quad in quads if quad.predicate != predicate]


def put(predicate: NamedNode, *values: NamedNode | Literal) -> Change:
    """Replace the values of a predicate, wherever it stands."""

    def change(quads: list[Quad]) -> list[Quad]:
        subjects = {quad.subject: quad.graph_name for quad in quads if quad.predicate == predicate}
        new = [Quad(s, predicate, v, g) for s, g in subjects.items() for v in values]
        return drop(predicate)(quads) + new

    return change


def copy(predicate: NamedNode, other: NamedNode) -> Change:
    """Give one predicate the values of another."""

    def change(quads: list[Quad]) -> list[Quad]:
        objects = [quad.object for quad in quads if quad.predicate == other]
        return put(predicate, *(o for o in objects if isinstance(o, NamedNode | Literal)))(quads)

    return change


def say(kind: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Change:
    """Say something more of all instances of a class."""

    def change(quads: list[Quad]) -> list[Quad]:
        instances = [q for q in quads if q.predicate == RDF.TYPE and q.object == kind]
        return quads + [Quad(each.subject, predicate, value, each.graph_name) for each in instances]

    return change


def forget(kind: NamedNode) -> Change:
    """Let nothing be an instance of a class."""
    return lambda quads: [q for q in quads if not (q.predicate == RDF.TYPE and q.object == kind)]


def twice(kind: NamedNode, quads: list[Quad]) -> list[Quad]:
    """Say all of an instance of a class of another node too."""
    one = next(q.subject for q in quads if q.predicate == RDF.TYPE and q.object == kind)
    other = NamedNode(f"{str(one).strip('<>')}/again")
    said = [q for q in quads if q.subject == one]
    return quads + [Quad(other, q.predicate, q.object, q.graph_name) for q in said]


def english(text: str) -> Literal:
    return Literal(text, language="en")


def day(text: str) -> Literal:
    return typed(text, XSD.DATE)


def integer(value: int) -> Literal:
    return Literal(value)


def typed(text: str, datatype: NamedNode) -> Literal:
    return Literal(text, datatype=datatype)
