"""The lists of those who supply an actor, and of those it supplies."""

from __future__ import annotations

from app.listing.fields import fields_of, sorts_by
from app.listing.labels import actor_takes
from app.listing.listing import Listing
from app.schemas.actors import PartnerOut

_FIELDS = fields_of(PartnerOut, actor_takes("actor"))
_SORTS = ("actor.id", "actor.label", "claims", "first", "last", "first_reported", "last_reported")


def _listing(name: str) -> Listing:
    return Listing(
        name=name,
        fields=_FIELDS,
        own=lambda partner: (-partner.claims, partner.actor),
        sorts=sorts_by(_FIELDS, *_SORTS),
    )


SUPPLIERS = _listing("suppliers")
RECIPIENTS = _listing("recipients")
