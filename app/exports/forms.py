"""In which formats each content can be taken away, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from app.exports.claims import claims_csv, claims_ndjson
from app.exports.content import Content
from app.exports.relationships import relationships_csv, relationships_ndjson
from app.exports.taken import Taken
from graph.network.graphml import graphml
from graph.quads.nanopub import NANOPUB_PREFIXES
from graph.store.export import export
from graph.store.formats import FORMATS, ExportFormat
from graph.store.slices import claim_quads, nanopubs, relationship_quads
from graph.store.writing import write_quads

Write = Callable[[ExportFormat, Taken], Iterator[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A file format of a content; `has_delta` tells whether it can be had since some state."""

    media_type: str
    write: Callable[[Taken], Iterator[bytes]]
    has_delta: bool = False


def _rdf(write: Write, *, graphs_only: bool = False) -> dict[str, Form]:
    return {
        facts.extension: Form(media_type=facts.media_type, write=partial(write, export_format))
        for export_format, facts in FORMATS.items()
        if facts.has_graphs or not graphs_only
    }


def _dump(export_format: ExportFormat, taken: Taken) -> Iterator[bytes]:
    """Write everything: from the store where it is open, which is faster by far."""
    store = taken.store()
    if store is not None:
        return store.dump(export_format)
    return export(taken.reads(), taken.iris, export_format)


def _claims(export_format: ExportFormat, taken: Taken) -> Iterator[bytes]:
    return write_quads(lambda: claim_quads(taken.reads(), taken.iris), export_format)


def _relationships(export_format: ExportFormat, taken: Taken) -> Iterator[bytes]:
    return write_quads(lambda: relationship_quads(taken.reads(), taken.iris), export_format)


def _nanopubs(export_format: ExportFormat, taken: Taken) -> Iterator[bytes]:
    return write_quads(
        lambda: nanopubs(taken.reads(), taken.iris), export_format, prefixes=NANOPUB_PREFIXES
    )


_CSV, _NDJSON, _GRAPHML = "text/csv", "application/x-ndjson", "application/graphml+xml"

FORMS: Mapping[Content, Mapping[str, Form]] = MappingProxyType(
    {
        Content.DUMP: _rdf(_dump),
        Content.CLAIMS: {
            **_rdf(_claims),
            "csv": Form(media_type=_CSV, write=lambda t: claims_csv(t.reads()), has_delta=True),
            "ndjson": Form(
                media_type=_NDJSON, write=lambda t: claims_ndjson(t.reads()), has_delta=True
            ),
        },
        Content.RELATIONSHIPS: {
            **_rdf(_relationships),
            "csv": Form(media_type=_CSV, write=lambda t: relationships_csv(t.rows())),
            "ndjson": Form(media_type=_NDJSON, write=lambda t: relationships_ndjson(t.rows())),
            "graphml": Form(media_type=_GRAPHML, write=lambda t: graphml(t.rows())),
        },
        Content.NANOPUBS: _rdf(_nanopubs, graphs_only=True),
    }
)
"""By content and by the ending of its files."""
