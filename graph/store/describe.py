"""What a store says of one thing: its own triples, those of its parts, and what points to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urldefrag

from pyoxigraph import Literal, NamedNode, Quad, Store

from ontology.terms import DCTERMS, MA, RDFS, SKOS

COUNTED = 10_000
"""How much of what points to a thing is counted: a country has more claims than anyone pages."""

NAMES = (RDFS.LABEL, SKOS.PREF_LABEL, DCTERMS.TITLE, MA.QUOTE, DCTERMS.IDENTIFIER)
"""What a thing may be called by, the best first."""
_LANGUAGES = ("en", "", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What is said of a thing (`told`, its parts' triples too) and of what points to it.

    `more` counts what points to it beside `pointing`, to COUNTED at most. `names` are the labels
    of all that is mentioned, and of that whose parts are. A quad stands in the graph that says it.
    """

    node: NamedNode
    told: tuple[Quad, ...]
    pointing: tuple[Quad, ...]
    more: int
    names: dict[str, str]


def describe(store: Store, node: NamedNode, most: int) -> Description | None:
    """Describe a thing, with at most `most` quads that point to it (0: none is looked for).

    Where nothing is told of it, all that points to it comes; None if nothing does.
    """
    told = tuple(_told(store, node))
    found = _pointing(store, node)
    pointing = tuple(islice(found, most) if told else found)
    if not told and not pointing:
        return None
    mentioned = {
        term for quad in (*told, *pointing) for term in quad.triple if isinstance(term, NamedNode)
    }
    whole = {NamedNode(urldefrag(term.value).url) for term in mentioned if "#" in term.value}
    named = {term.value: _name(store, term) for term in mentioned | whole}
    return Description(
        node=node,
        told=told,
        pointing=pointing,
        more=sum(1 for _ in islice(found, COUNTED)) if most else 0,
        names={iri: name for iri, name in named.items() if name is not None},
    )


def _pointing(store: Store, node: NamedNode) -> Iterator[Quad]:
    """Yield what points to a thing, but not from itself."""
    return (
        quad for quad in store.quads_for_pattern(None, None, node, None) if quad.subject != node
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
    for predicate in NAMES:
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
