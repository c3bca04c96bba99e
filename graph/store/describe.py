"""What a store says of one thing: its own triples, those of its parts, and what points to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad, Store

from ontology.terms import DCTERMS, RDFS, SKOS

_NAMES = (RDFS.LABEL, SKOS.PREF_LABEL, DCTERMS.TITLE, DCTERMS.IDENTIFIER)
"""What a thing may be called by, the best first."""
_LANGUAGES = ("en", "", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What is said of a thing (`told`, its parts' triples too) and of what points to it.

    `pointing` is cut off where it has many; `more` tells so. `names` are the labels of all that is
    mentioned. A quad stands in the graph that says it.
    """

    node: NamedNode
    told: tuple[Quad, ...]
    pointing: tuple[Quad, ...]
    more: bool
    names: dict[str, str]


def describe(store: Store, node: NamedNode, most: int) -> Description | None:
    """Describe a thing, with at most so many quads that point to it; None if nothing is said."""
    told = tuple(_told(store, node))
    found = islice(store.quads_for_pattern(None, None, node, None), most + 1)
    pointing = tuple(quad for quad in found if quad.subject != node)
    if not told and not pointing:
        return None
    mentioned = {term for quad in (*told, *pointing[:most]) for term in quad.triple}
    named = {term.value: _name(store, term) for term in mentioned if isinstance(term, NamedNode)}
    return Description(
        node=node,
        told=told,
        pointing=pointing[:most],
        more=len(pointing) > most,
        names={iri: name for iri, name in named.items() if name is not None},
    )


def _told(store: Store, node: NamedNode) -> Iterator[Quad]:
    """Yield what is said of a thing and then of each of its parts, which are fragments of it."""
    inside = node.value.partition("#")[0] + "#"
    waiting, seen = [node], {node}
    while waiting:
        for quad in store.quads_for_pattern(waiting.pop(0), None, None, None):
            yield quad
            part = quad.object
            if isinstance(part, NamedNode) and part.value.startswith(inside) and part not in seen:
                seen.add(part)
                waiting.append(part)


def _name(store: Store, node: NamedNode) -> str | None:
    """Find what a thing is called, in English if it can be."""
    for predicate in _NAMES:
        found = [
            quad.object
            for quad in store.quads_for_pattern(node, predicate, None, None)
            if isinstance(quad.object, Literal)
        ]
        for language in _LANGUAGES:
            for literal in found:
                if (literal.language or "") == (language or "") or language is None:
                    return literal.value
    return None
