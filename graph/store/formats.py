"""The file formats that a whole store is written in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pyoxigraph import RdfFormat


class ExportFormat(StrEnum):
    """What `export --format` and `/export?format=` take."""

    NQUADS = "nquads"
    TRIG = "trig"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatFacts:
    """What a format is called where; `has_graphs` tells whether it keeps graph names."""

    rdf: RdfFormat
    media_type: str
    extension: str
    has_graphs: bool


FORMATS: Final[dict[ExportFormat, FormatFacts]] = {
    ExportFormat.NQUADS: FormatFacts(
        rdf=RdfFormat.N_QUADS, media_type="application/n-quads", extension="nq", has_graphs=True
    ),
    ExportFormat.TRIG: FormatFacts(
        rdf=RdfFormat.TRIG, media_type="application/trig", extension="trig", has_graphs=True
    ),
    ExportFormat.TURTLE: FormatFacts(
        rdf=RdfFormat.TURTLE, media_type="text/turtle", extension="ttl", has_graphs=False
    ),
    ExportFormat.NTRIPLES: FormatFacts(
        rdf=RdfFormat.N_TRIPLES,
        media_type="application/n-triples",
        extension="nt",
        has_graphs=False,
    ),
    ExportFormat.JSONLD: FormatFacts(
        rdf=RdfFormat.JSON_LD,
        media_type="application/ld+json",
        extension="jsonld",
        has_graphs=True,
    ),
    ExportFormat.RDFXML: FormatFacts(
        rdf=RdfFormat.RDF_XML,
        media_type="application/rdf+xml",
        extension="rdf",
        has_graphs=False,
    ),
}
"""Facts of every format; those without graphs get the union of all graphs as triples."""
