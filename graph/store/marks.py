"""What a store notes about itself: how far it has come, and what it was made with."""

from __future__ import annotations

import hashlib

from pyoxigraph import Literal, Quad

from graph.quads.iris import Iris
from graph.quads.vocabulary import FILES, vocabulary_file
from ontology.terms import MA

LAYOUT = 4
"""Grows when quads are written differently, so that older stores are filled anew.

3: a program that knew of no withdrawing may have written articles that were withdrawn beside it.
4: readings tell when they ended.
"""


def marks(sequence: int, iris: Iris) -> list[Quad]:
    """Write both marks of a store that is complete."""
    return [sequence_mark(sequence, iris), fingerprint_mark(iris)]


def sequence_mark(sequence: int, iris: Iris) -> Quad:
    """Note how far the store has followed the archive."""
    return Quad(iris.store(), MA.SEQUENCE, Literal(sequence), iris.store_graph())


def fingerprint_mark(iris: Iris) -> Quad:
    """Note what the store was made with: base IRI, vocabulary, layout."""
    digest = hashlib.sha256(f"{LAYOUT} {iris.base}".encode())
    for name in FILES:
        digest.update(vocabulary_file(name))
    return Quad(iris.store(), MA.FINGERPRINT, Literal(digest.hexdigest()), iris.store_graph())
