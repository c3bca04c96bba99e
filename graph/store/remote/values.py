"""Values as a server takes them and gives them back, where it changes how they are written.

Virtuoso keeps numbers and times as values. Integers of 64 bits are its own; longer ones go in as
decimals, up to 40 digits, and above that as doubles. Times come back with three or six digits of
a second. In Turtle it gives all digits of a double, but writes it as a decimal: we write no
decimals ourselves, so each is made a double again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ontology.terms import XSD

_MOST = 2**63 - 1
_DIGITS = 40
_DECIMAL = NamedNode(XSD.DATE.value.removesuffix("date") + "decimal")
_TRAILING = re.compile(r"\.?0+(?=Z$)")


def quads_for_server(quads: Iterable[Quad], values: str) -> Iterable[Quad]:
    """Write quads so that the server takes them."""
    return quads if values == "kept" else map(_for_server, quads)


def triples_as_kept(triples: Iterable[Triple], values: str) -> Iterator[Triple]:
    """Read what the server gives as what it was given; of quads that we wrote."""
    for triple in triples:
        term = triple.object
        if values == "kept" or not isinstance(term, Literal):
            yield triple
        else:
            yield Triple(triple.subject, triple.predicate, as_kept(term))


def as_kept(literal: Literal) -> Literal:
    """Read a literal of ours that came from a server that normalises values."""
    if literal.datatype in (_DECIMAL, XSD.DOUBLE):
        return Literal(float(literal.value))
    if literal.datatype == XSD.DATE_TIME and "." in literal.value:
        return Literal(_TRAILING.sub("", literal.value), datatype=XSD.DATE_TIME)
    if literal.datatype == XSD.BOOLEAN:
        return Literal(literal.value in {"1", "true"})
    return literal


def as_given_back(quad: Quad, values: str) -> Quad:
    """Write a quad of ours as it comes back at last: integers of more than 40 digits as doubles."""
    if values == "kept" or not isinstance(quad.object, Literal):
        return quad
    written = _for_server(quad).object
    is_double = isinstance(written, Literal) and written.datatype == XSD.DOUBLE
    return Quad(quad.subject, quad.predicate, written, quad.graph_name) if is_double else quad


def _for_server(quad: Quad) -> Quad:
    term = quad.object
    if not isinstance(term, Literal) or term.datatype != XSD.INTEGER:
        return quad
    number = int(term.value)
    if abs(number) < _MOST:
        return quad
    fits = len(str(abs(number))) <= _DIGITS
    term = Literal(str(number), datatype=_DECIMAL) if fits else Literal(float(number))
    return Quad(quad.subject, quad.predicate, term, quad.graph_name)
