"""The list of evidence sources, and of what each has claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.listing.claims import CLAIMS
from app.listing.fields import fields_of, sorts_by
from app.listing.kept import keep
from app.listing.listing import Listing
from app.schemas.sources import SourceToldOut, source_address
from app.wiring import Materiel
from graph.network.cells import NetworkClaim
from graph.network.sources import OF_ARTICLE, SourceTold, claims_of_source, source_id, sources


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRows:
    """Sources with most claims first, at one sequence number."""

    sequence: int
    rows: Sequence[SourceTold]

    def find(self, name: str) -> SourceTold | None:
        """Find a source by its id or any spelling of its name.

        `name~article` is whoever that article calls so: the one of that name, where it is a name.
        """
        wanted = source_id(name)
        by_id = {row.id: row for row in self.rows}
        return by_id.get(wanted) or by_id.get(wanted.partition(OF_ARTICLE)[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceClaims:
    """What a source has claimed, in the order of claims, at one sequence number."""

    sequence: int
    rows: Sequence[NetworkClaim]


_FIELDS = fields_of(SourceToldOut, {"url": lambda row: source_address(row.id)})
_SORTS = (
    *("id", "name", "claims", "articles", "relationships", "alone", "contradicted"),
    *("first_reported", "last_reported"),
)

SOURCES = Listing(
    name="sources",
    fields=_FIELDS,
    own=lambda row: (-row.claims, row.id),
    sorts=sorts_by(_FIELDS, *_SORTS),
)


def list_sources(materiel: Materiel) -> SourceRows:
    """List the sources that claims name."""
    return keep(materiel, ("sources",), lambda: _rows(materiel))


def list_source_claims(materiel: Materiel, identifier: str) -> SourceClaims:
    """List all claims that name a source, whatever their stage and status."""
    return keep(materiel, ("source", identifier), lambda: _claims(materiel, identifier))


def _rows(materiel: Materiel) -> SourceRows:
    found = materiel.network.all_claims()
    return SourceRows(sequence=found.sequence, rows=sources(found.cells))


def _claims(materiel: Materiel, identifier: str) -> SourceClaims:
    found = materiel.network.all_claims()
    rows = sorted(claims_of_source(found.cells, identifier), key=CLAIMS.own)
    return SourceClaims(sequence=found.sequence, rows=rows)
