"""Supplies as JSON and as table: who supplies whom, and the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self
from urllib.parse import urlencode

from pydantic import Field

from app.schemas.claims import Out, Page, SourceOut
from graph.claims.actor import describe_actor
from graph.claims.claim import Stage, Status
from graph.claims.munition import munitions
from graph.network.filter import Filter
from graph.network.supplies import Quote, SupplyRow


class Labelled(Out):
    """An id with its label."""

    id: str
    label: str

    @classmethod
    def actor(cls, identifier: str) -> Self:
        """Label an actor."""
        return cls(id=identifier, label=describe_actor(identifier).label)

    @classmethod
    def munition(cls, identifier: str | None) -> Self | None:
        """Label a munition concept, when there is one."""
        return cls(id=identifier, label=munitions()[identifier].label) if identifier else None


class QuotedArticle(Out):
    """The article that a quote is from."""

    id: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None


class QuoteOut(Out):
    """The words of an article, and who is said to know."""

    quote: str
    article: QuotedArticle
    source: SourceOut | None
    status: Status
    stage: Stage
    claim_id: str
    claim_url: str

    @classmethod
    def of(cls, quote: Quote) -> Self:
        """Show a quote."""
        return cls(
            quote=quote.quote,
            article=QuotedArticle(
                id=quote.article_id,
                title=quote.title,
                publisher=quote.publisher,
                published=quote.published,
                url=quote.url,
            ),
            source=SourceOut.of(quote.source),
            status=quote.status,
            stage=quote.stage,
            claim_id=quote.claim_id,
            claim_url=f"/v1/claims/{quote.claim_id}",
        )


class SupplyOut(Out):
    """What the claims say of one supplier, one recipient and one munition."""

    supplier: Labelled
    recipient: Labelled
    munition: Labelled | None
    claims: int
    articles: int
    sources: int = Field(description="Distinct evidence sources that the claims name")
    first: str | None = Field(description="First day of the events, as far as texts say")
    last: str | None
    first_reported: date | None
    last_reported: date | None
    status: Status = Field(description="The strongest: asserted before alleged")
    stages: tuple[Stage, ...]
    disputed: int = Field(description="Claims that say no: negated, denied or suspended")
    quotes: tuple[QuoteOut, ...]
    claims_url: str

    @classmethod
    def of(cls, row: SupplyRow, wanted: Filter) -> Self:
        """Show a row of the answer to what was wanted."""
        return cls(
            supplier=Labelled.actor(row.supplier),
            recipient=Labelled.actor(row.recipient),
            munition=Labelled.munition(row.munition),
            claims=row.claims,
            articles=row.articles,
            sources=row.sources,
            first=row.first,
            last=row.last,
            first_reported=row.first_reported,
            last_reported=row.last_reported,
            status=row.status,
            stages=row.stages,
            disputed=row.disputed,
            quotes=tuple(QuoteOut.of(quote) for quote in row.quotes),
            claims_url=_claims_url(row, wanted),
        )


class SuppliesPage(Page):
    """Who supplies whom: ordered by supplier, recipient, most claims, munition."""

    supplies: tuple[SupplyOut, ...]


def show_supplies(rows: Iterable[SupplyRow], wanted: Filter) -> tuple[SupplyOut, ...]:
    """Show rows."""
    return tuple(SupplyOut.of(row, wanted) for row in rows)


def _claims_url(row: SupplyRow, wanted: Filter) -> str:
    """Address all claims that the row counts."""
    asked = {
        "supplier": row.supplier,
        "recipient": row.recipient,
        "munition": row.munition,
        "exact": "true",
        "stage": wanted.stage,
        "status": wanted.status,
        "since": wanted.since,
        "until": wanted.until,
    }
    given = {name: str(value) for name, value in asked.items() if value is not None}
    return f"/v1/claims?{urlencode(given)}"
