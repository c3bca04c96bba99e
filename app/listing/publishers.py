"""The list of publishers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.listing.fields import fields_of, sorts_by
from app.listing.kept import keep
from app.listing.listing import Listing
from app.schemas.publishers import PublisherOut, publisher_address
from app.wiring import Materiel
from graph.claims.publisher import publisher_id
from graph.network.publishers import PublisherTold, publishers


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherRows:
    """Publishers with most articles first, at one sequence number."""

    sequence: int
    rows: Sequence[PublisherTold]

    def find(self, name: str) -> PublisherTold | None:
        """Find a publisher by its id or any spelling of its name."""
        wanted = publisher_id(name)
        return next((row for row in self.rows if row.id == wanted), None)


_FIELDS = fields_of(PublisherOut, {"url": lambda row: publisher_address(row.id)})
_SORTS = (
    *("id", "name", "articles", "claims", "per_day", "peak", "relationships", "alone"),
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


def _rows(materiel: Materiel) -> PublisherRows:
    printed = materiel.network.printed()
    return PublisherRows(sequence=printed.sequence, rows=publishers(printed))
