"""Rows and sentences as the first views of pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Self

from app.listing.supplies import rows_at
from app.schemas.supplies import Labelled, QuoteOut, SupplyOut, show_supplies
from app.wiring import Materiel
from graph.network.cells import NetworkClaim, in_words
from graph.network.filter import Filter
from graph.network.rolling import Level

SHOWN = 50
"""Rows of a first view; the script shows all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRows:
    """The first rows of a question, and how many there are."""

    rows: Sequence[SupplyOut]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldClaim:
    """A claim: who, whom, what, and the words for it."""

    supplier: Labelled
    recipient: Labelled
    munition: Labelled | None
    quote: QuoteOut

    @classmethod
    def of(cls, placed: NetworkClaim) -> Self:
        """Tell a claim."""
        claim = placed.brief
        return cls(
            supplier=Labelled.actor(claim.supplier),
            recipient=Labelled.actor(claim.recipient),
            munition=Labelled.munition(claim.munition),
            quote=QuoteOut.of(placed),
        )


def told_rows(materiel: Materiel, wanted: Filter) -> ToldRows:
    """Give the relationships that match, those told by most origins first."""
    rows = rows_at(materiel, wanted, Level.PAIR).rows
    best = nsmallest(
        SHOWN, rows, key=lambda row: (-row.origins, -row.claims, row.supplier, row.recipient)
    )
    return ToldRows(rows=show_supplies(best, wanted), total=len(rows))


def told_claims(claims: Iterable[NetworkClaim]) -> list[ToldClaim]:
    """Tell claims in the order given."""
    return [ToldClaim.of(placed) for placed in in_words(claims)]
