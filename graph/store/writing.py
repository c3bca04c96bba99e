"""Quads written in a format, piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import IO

import pyoxigraph
from pyoxigraph import Quad

from graph.store.formats import FORMATS, ExportFormat
from graph.store.streaming import pieces
from ontology.terms import PREFIXES


def write_quads(
    quads: Callable[[], Iterator[Quad]],
    export_format: ExportFormat,
    *,
    prefixes: Mapping[str, str] = PREFIXES,
    is_union: bool = False,
) -> Iterator[bytes]:
    """Write quads; formats without graph names get the triples alone, and all where it is a union.

    The quads are made in another thread: iterators of pyoxigraph may not change threads.
    """
    facts, short = FORMATS[export_format], dict(prefixes)

    def write(output: IO[bytes]) -> None:
        if facts.has_graphs and not is_union:
            pyoxigraph.serialize(quads(), output, facts.rdf, prefixes=short)
        else:
            triples = (quad.triple for quad in quads())
            pyoxigraph.serialize(triples, output, facts.rdf, prefixes=short)

    return pieces(write)
