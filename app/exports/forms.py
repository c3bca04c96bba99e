"""In which formats each content can be taken away, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from app.exports.claims import claims_csv, claims_ndjson
from app.exports.content import Content
from app.exports.parquet import table_parquet
from app.exports.relationships import relationships_csv, relationships_ndjson
from app.exports.tables import edges, nodes, table_csv
from app.exports.taken import Taken
from graph.network.cytoscape import cytoscape_json
from graph.network.gexf import gexf
from graph.network.graphml import graphml
from graph.quads.nanopub import NANOPUB_PREFIXES
from graph.store.export import export
from graph.store.formats import FORMATS, ExportFormat
from graph.store.slices import claim_quads, nanopubs, relationship_quads
from graph.store.writing import write_quads

Write = Callable[[ExportFormat, Taken], Iterator[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A file format of a content.

    `has_delta` tells whether it can be had since some state, `has_filters` whether it can be had
    of some claims alone, `is_binary` whether it is no text.
    """

    media_type: str
    write: Callable[[Taken], Iterator[bytes]]
    has_delta: bool = False
    has_filters: bool = False
    is_binary: bool = False


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


def _filtered(
    media_type: str, write: Callable[[Taken], Iterator[bytes]], *, is_binary: bool = False
) -> Form:
    return Form(media_type=media_type, write=write, has_filters=True, is_binary=is_binary)


_CSV, _NDJSON, _JSON = "text/csv", "application/x-ndjson", "application/json"
_GRAPHML, _GEXF = "application/graphml+xml", "application/gexf+xml"
_PARQUET = "application/vnd.apache.parquet"

_TABLES: Mapping[str, Form] = MappingProxyType(
    {
        "csv": _filtered(_CSV, relationships_csv),
        "ndjson": _filtered(_NDJSON, relationships_ndjson),
        "nodes.csv": _filtered(_CSV, lambda taken: table_csv(nodes(taken.drawn()))),
        "edges.csv": _filtered(_CSV, lambda taken: table_csv(edges(taken.drawn()))),
        "nodes.parquet": _filtered(
            _PARQUET, lambda taken: table_parquet(lambda: nodes(taken.drawn())), is_binary=True
        ),
        "parquet": _filtered(
            _PARQUET, lambda taken: table_parquet(lambda: edges(taken.drawn())), is_binary=True
        ),
    }
)
_DRAWINGS: Mapping[str, Form] = MappingProxyType(
    {
        "graphml": _filtered(_GRAPHML, lambda taken: graphml(taken.drawn())),
        "gexf": _filtered(_GEXF, lambda taken: gexf(taken.drawn())),
        "cyjs": _filtered(_JSON, lambda taken: cytoscape_json(taken.drawn())),
    }
)

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
        Content.RELATIONSHIPS: {**_rdf(_relationships), **_TABLES, **_DRAWINGS},
        Content.NANOPUBS: _rdf(_nanopubs, graphs_only=True),
    }
)
"""By content and by the ending of its files."""
