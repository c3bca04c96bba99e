"""The list of claims."""

from __future__ import annotations

from datetime import date
from operator import attrgetter

from app.listing.fields import fields_of, sorts_by
from app.listing.kept import keep
from app.listing.labels import actor_label, munition_label
from app.listing.listing import Listing
from app.listing.order import Scalar
from app.schemas.claims import ClaimOut, ClaimRow
from app.wiring import Materiel
from graph.network.cells import NetworkClaim
from graph.network.filter import Filter
from graph.network.network import ClaimList


def _own(placed: NetworkClaim) -> tuple[Scalar, ...]:
    """Give the key of the order in which the network lists claims."""
    claim = placed.brief
    return (
        (placed.article.published or date.max).isoformat(),
        placed.article.id,
        claim.start,
        claim.end,
        f"{claim.supplier} {claim.recipient} {claim.munition} {claim.stage} {claim.status}",
    )


def _munition(identifier: str | None) -> str | None:
    return None if identifier is None else munition_label(identifier)


_FIELDS = fields_of(
    ClaimRow,
    {
        "id": "id",
        "article": "article.id",
        "quote": "claim.passage.quote",
        "start": "claim.passage.start",
        "end": "claim.passage.end",
        "supplier_label": lambda placed: actor_label(placed.brief.supplier),
        "recipient_label": lambda placed: actor_label(placed.brief.recipient),
        "munition_label": lambda placed: _munition(placed.brief.munition),
        "heading": "article",
    },
    base="claim",
)
_SORTED = fields_of(ClaimOut, {"id": "id", "article": "article.id"}, base="brief")
_SORTS = ("supplier", "recipient", "munition", "stage", "status", "date", "confidence")

CLAIMS = Listing(
    name="claims",
    fields=tuple(field for field in _FIELDS if field.name in ClaimOut.model_fields),
    more=tuple(field for field in _FIELDS if field.name not in ClaimOut.model_fields),
    own=_own,
    words=lambda _fields, rows: rows,
    sorts={**sorts_by(_SORTED, *_SORTS), "published": attrgetter("article.published")},
)


def list_claims(materiel: Materiel, wanted: Filter) -> ClaimList:
    """List all claims that match; those of no particular actor are kept."""
    if wanted.names_actor:
        return materiel.network.claims_of(wanted)
    return keep(materiel, ("claims", wanted), lambda: materiel.network.claims_of(wanted))
