"""The list of publishers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.listing.claims import CLAIMS
from app.listing.fields import fields_of, sorts_by
from app.listing.kept import keep
from app.listing.listing import Listing
from app.schemas.publishers import PublisherOut, PublishersWanted, publisher_address
from app.wiring import Materiel
from graph.claims.publisher import publisher_id
from graph.network.cells import NetworkClaim
from graph.network.publishers import PublisherTold, claims_of_publisher, publishers


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherRows:
    """Publishers with most articles first, at one sequence number."""

    sequence: int
    rows: Sequence[PublisherTold]

    def find(self, name: str) -> PublisherTold | None:
        """Find a publisher by its id or any spelling of its name."""
        wanted = publisher_id(name)
        return next((row for row in self.rows if row.id == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherClaims:
    """What a publisher printed, in the order of claims, at one sequence number."""

    sequence: int
    rows: Sequence[NetworkClaim]


_FIELDS = fields_of(PublisherOut, {"url": lambda row: publisher_address(row.id)})
_SORTS = (
    *("id", "name", "articles", "claims", "copies", "per_day", "peak", "relationships", "alone"),
    *("share_alone", "contradicted", "muted", "first_reported", "last_reported"),
)

PUBLISHERS = Listing(
    name="publishers",
    fields=_FIELDS,
    own=lambda row: (-row.articles, row.id),
    sorts=sorts_by(_FIELDS, *_SORTS),
)


def list_publishers(materiel: Materiel) -> PublisherRows:
    """List the publishers of articles that stand."""
    return keep(materiel, ("publishers",), lambda: _rows(materiel))


def find_publishers(
    rows: Sequence[PublisherTold], wanted: PublishersWanted
) -> Sequence[PublisherTold]:
    """Choose the publishers whose name holds what is asked for, muted or not as asked."""
    part = (wanted.q or "").strip().casefold()
    return [
        row for row in rows if part in row.name.casefold() and wanted.muted in (None, row.muted)
    ]


def list_publisher_claims(materiel: Materiel, identifier: str) -> PublisherClaims:
    """List the claims of the articles of a publisher, whatever their stage and status."""
    return keep(materiel, ("publisher", identifier), lambda: _claims(materiel, identifier))


def _claims(materiel: Materiel, identifier: str) -> PublisherClaims:
    found = materiel.network.all_claims()
    rows = sorted(claims_of_publisher(found.cells, identifier), key=CLAIMS.own)
    return PublisherClaims(sequence=found.sequence, rows=rows)


def _rows(materiel: Materiel) -> PublisherRows:
    printed = materiel.network.printed()
    return PublisherRows(sequence=printed.sequence, rows=publishers(printed))
