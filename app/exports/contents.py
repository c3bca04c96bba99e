"""What can be taken away, and in which formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import takewhile
from types import MappingProxyType

from app.exports.claims import claims_csv, claims_ndjson
from app.exports.relationships import relationships_csv, relationships_ndjson
from graph.archive.archive import Archive
from graph.claims.reading import ReadArticle
from graph.network.graphml import graphml
from graph.network.network import Network
from graph.quads.iris import Iris
from graph.store.export import export
from graph.store.formats import FORMATS, ExportFormat
from graph.store.slices import claim_quads, relationship_quads
from graph.store.writing import write_quads


class Content(StrEnum):
    """What is exported."""

    DUMP = "dump"
    CLAIMS = "claims"
    RELATIONSHIPS = "relationships"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Where an export takes its content from, as it stands at one sequence number.

    `since` leaves out what was known at that number already.
    """

    archive: Archive
    network: Network
    iris: Iris
    sequence: int
    since: int = 0

    def reads(self) -> Iterator[ReadArticle]:
        """Yield what the archive holds; of a delta, what was withdrawn too."""
        reads = self.archive.since(self.since)
        known = takewhile(lambda read: read.sequence <= self.sequence, reads)
        return known if self.since else (read for read in known if read.withdrawn is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A file format of a content.

    `has_delta` tells whether it can be had since some state, `of_network` whether it is written
    from the network and not from the archive.
    """

    media_type: str
    write: Callable[[Taken], Iterator[bytes]]
    has_delta: bool = False
    of_network: bool = False


def _rdf(write: Callable[[ExportFormat, Taken], Iterator[bytes]]) -> dict[str, Form]:
    return {
        facts.extension: Form(media_type=facts.media_type, write=partial(write, export_format))
        for export_format, facts in FORMATS.items()
    }


def _dump(export_format: ExportFormat, taken: Taken) -> Iterator[bytes]:
    return export(taken.reads(), taken.iris, export_format)


def _claims(export_format: ExportFormat, taken: Taken) -> Iterator[bytes]:
    return write_quads(lambda: claim_quads(taken.reads(), taken.iris), export_format)


def _relationships(export_format: ExportFormat, taken: Taken) -> Iterator[bytes]:
    return write_quads(lambda: relationship_quads(taken.reads(), taken.iris), export_format)


FORMS: Mapping[Content, Mapping[str, Form]] = MappingProxyType(
    {
        Content.DUMP: _rdf(_dump),
        Content.CLAIMS: {
            **_rdf(_claims),
            "csv": Form(
                media_type="text/csv", write=lambda t: claims_csv(t.reads()), has_delta=True
            ),
            "ndjson": Form(
                media_type="application/x-ndjson",
                write=lambda t: claims_ndjson(t.reads()),
                has_delta=True,
            ),
        },
        Content.RELATIONSHIPS: {
            **_rdf(_relationships),
            "csv": Form(
                media_type="text/csv",
                write=lambda t: relationships_csv(t.network.supplies()),
                of_network=True,
            ),
            "ndjson": Form(
                media_type="application/x-ndjson",
                write=lambda t: relationships_ndjson(t.network.supplies()),
                of_network=True,
            ),
            "graphml": Form(
                media_type="application/graphml+xml",
                write=lambda t: graphml(t.network.supplies()),
                of_network=True,
            ),
        },
    }
)
"""By content and by the ending of its files."""


def form_of(content: Content, ending: str) -> Form | None:
    """Find a format of a content; None if there is none."""
    return FORMS[content].get(ending)
