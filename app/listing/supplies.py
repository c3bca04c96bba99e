"""The list of supplies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from app.listing.fields import Field, Take, fields_of, find_take, sorts_by
from app.listing.kept import keep
from app.listing.labels import actor_takes, itself, munition_takes
from app.listing.listing import Listing
from app.schemas.supplies import SupplyOut, claims_address
from app.schemas.tables import COLUMNS
from app.wiring import Materiel
from graph.network.cells import NetworkClaim
from graph.network.filter import Filter
from graph.network.rolled import RolledUp
from graph.network.rolling import Level
from graph.network.strength import Strength
from graph.network.supplies import SupplyRow, row_order

_CLAIMS = "claims_url"
_QUOTES = "quotes"
_TAKEN = fields_of(
    SupplyOut,
    {
        **actor_takes("supplier"),
        **actor_takes("recipient"),
        **munition_takes("munition"),
        "quotes.quote": "quote",
        "quotes.source": "brief.source",
        "quotes.status": "brief.status",
        "quotes.stage": "brief.stage",
        "quotes.claim_id": "id",
        "quotes.claim_url": lambda placed: f"/v1/claims/{placed.id}",
        _CLAIMS: itself,  # each answer has its own, as it carries the filter
    },
)
_FIELDS = tuple(replace(each, kept=each.name == _QUOTES) for each in _TAKEN)
_WEAKEST_FIRST = {strength: place for place, strength in enumerate(reversed(Strength))}
_QUOTE = next(field for field in _FIELDS if field.name == _QUOTES)
_QUOTE_CELLS = {
    "quote": "quote",
    "quote_source": "source.name",
    "quote_publisher": "article.publisher",
    "quote_published": "article.published",
    "quote_url": "article.url",
    "quote_claim": "claim_id",
}


def _of_first(take: Take, quotes: Sequence[NetworkClaim]) -> object:
    return take(quotes[0]) if quotes else None


def _quoted(fields: Sequence[Field], rows: Sequence[SupplyRow]) -> Iterator[NetworkClaim]:
    if any(field.name == _QUOTES for field in fields):
        for row in rows:
            yield from row.quotes


SUPPLIES = Listing(
    name="supplies",
    fields=_FIELDS,
    own=row_order,
    sorts={
        **sorts_by(
            _FIELDS,
            *("supplier.id", "supplier.label", "recipient.id", "recipient.label"),
            *("munition.id", "munition.label", "claims", "articles", "sources", "origins"),
            *("contested", "suspended", "disputed"),
            *("first", "last", "first_reported", "last_reported"),
        ),
        "strength": lambda row: _WEAKEST_FIRST.get(row.strength),
    },
    cells={
        _QUOTES: {
            column: partial(_of_first, find_take(_QUOTE.fields, name))
            for column, name in _QUOTE_CELLS.items()
        }
    },
    columns=COLUMNS,
    words=_quoted,
)


def rows_at(materiel: Materiel, wanted: Filter, level: Level) -> RolledUp:
    """List the rows of a level; those that are dear are kept until something is added."""
    network = materiel.network
    if level is Level.MUNITION or (wanted.names_actor and wanted.is_of_pairs):
        return network.rolled_up(wanted, level)
    asked = ("supplies", wanted, level)
    return keep(materiel, asked, lambda: network.rolled_up(wanted, level))


def supplies_for(wanted: Filter) -> Listing:
    """Give the list whose rows lead to the claims that match."""
    take = claims_address(wanted)
    fields = (replace(one, take=take) if one.name == _CLAIMS else one for one in SUPPLIES.fields)
    return replace(SUPPLIES, fields=tuple(fields))
