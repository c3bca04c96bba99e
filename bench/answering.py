"""Answers of SPARQL as they are compared: whatever client read them, and whatever the format.

A term is what RDF says that it is: kind, value, datatype or language. Numbers are taken by their
value, because clients write them anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph
import rdflib

XSD = "http://www.w3.org/2001/XMLSchema#"
STRING = XSD + "string"
LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "float", "double"))

_NUMBER = re.compile(r"-?\d+(\.\d*)?([eE]-?\d+)?\Z", re.ASCII)

Term = tuple[str, ...]


class Rows(Counter[tuple[Term, ...]]):
    """Rows of a SELECT with how often each comes; cells in the order of their names."""


Answer = bool | Rows | frozenset[tuple[Term, ...]]
"""Yes or no, rows, or triples."""

UNBOUND: Term = ()


def iri(value: str) -> Term:
    """Make the term of an IRI."""
    return ("iri", value)


def literal(value: str, datatype: str | None, language: str | None) -> Term:
    """Make the term of a literal; without datatype and language it is a string."""
    if language:
        return ("literal", value, LANGUAGE, language.lower())
    if datatype in NUMBERS:
        return ("literal", repr(float(value)), datatype)
    return ("literal", value, datatype or STRING)


def rows_of(names: Iterable[str], found: Iterable[Mapping[str, Term]]) -> Rows:
    """Put rows together; a name that a row has not is unbound there."""
    ordered = sorted(names)
    return Rows(tuple(row.get(name, UNBOUND) for name in ordered) for row in found)


def plain(rows: Rows) -> Rows:
    """Leave the values of the terms alone, as CSV does; unbound is then the same as empty."""
    left = Rows()
    for row, times in rows.items():
        left[tuple(bare(term[1] if term else "") for term in row)] += times
    return left


def bare(value: str) -> Term:
    """Make the term of a value without a type; what looks like a number is taken as one."""
    return (repr(float(value)) if _NUMBER.match(value) else value,)


def size_of(answer: Answer) -> str:
    """Say how much it is."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, Rows):
        return f"{answer.total()} rows"
    return f"{len(answer)} triples"


def of_pyoxigraph(term: object) -> Term:
    """Read a term of pyoxigraph; we write no blank nodes, so none is expected."""
    if isinstance(term, pyoxigraph.NamedNode):
        return iri(term.value)
    if isinstance(term, pyoxigraph.Literal):
        return literal(term.value, term.datatype.value, term.language)
    raise TypeError(f"neither IRI nor literal: {term!r}")


def of_rdflib(term: object) -> Term:
    """Read a term of rdflib."""
    if isinstance(term, rdflib.URIRef):
        return iri(str(term))
    if isinstance(term, rdflib.Literal):
        return literal(str(term), term.datatype and str(term.datatype), term.language)
    raise TypeError(f"neither IRI nor literal: {term!r}")


def of_json(term: Mapping[str, str]) -> Term:
    """Read a term of SPARQL's results in JSON."""
    if term["type"] == "uri":
        return iri(term["value"])
    return literal(term["value"], term.get("datatype"), term.get("xml:lang"))


def read_direct(found: Any) -> Answer:  # noqa: ANN401 - pyoxigraph has no type for its results
    """Read what pyoxigraph answers."""
    if isinstance(found, pyoxigraph.QueryBoolean):
        return bool(found)
    if isinstance(found, pyoxigraph.QueryTriples):
        return frozenset(tuple(map(of_pyoxigraph, triple)) for triple in found)
    names = [variable.value for variable in found.variables]
    cells = ({name: row[name] for name in names} for row in found)
    return rows_of(
        names,
        (
            {name: of_pyoxigraph(term) for name, term in row.items() if term is not None}
            for row in cells
        ),
    )


def read_json(told: Mapping[str, Any]) -> Answer:
    """Read SPARQL's results in JSON."""
    if "boolean" in told:
        return bool(told["boolean"])
    return rows_of(
        told["head"]["vars"],
        (
            {name: of_json(term) for name, term in row.items()}
            for row in told["results"]["bindings"]
        ),
    )


def read_rdflib(found: rdflib.query.Result) -> Answer:
    """Read what rdflib has parsed."""
    if found.type == "ASK":
        return bool(found.askAnswer)
    if found.graph is not None:
        return triples_of(found.graph)
    return rows_of(
        map(str, found.vars or ()),
        ({str(name): of_rdflib(term) for name, term in row.items()} for row in found.bindings),
    )


def triples_of(triples: rdflib.Graph) -> Answer:
    """Read triples of rdflib."""
    return frozenset(tuple(map(of_rdflib, triple)) for triple in triples)
