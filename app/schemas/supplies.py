"""Supplies as JSON and as table: who supplies whom, and the words it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Self
from urllib.parse import quote_plus, urlencode

from pydantic import Field

from app.schemas.claims import Out, Page, QuotedArticle, SourceOut
from graph.claims.actor import describe_actor
from graph.claims.claim import Stage, Status
from graph.claims.munition import broader_munitions, munitions
from graph.network.amounts import Amount
from graph.network.cells import NetworkClaim, tell
from graph.network.filter import Filter
from graph.network.strength import Strength
from graph.network.supplies import StageReached, SupplyRow


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
    def of(cls, placed: NetworkClaim) -> Self:
        """Show the words of a claim."""
        article, claim = placed.article, placed.brief
        return cls(
            quote=placed.quote,
            article=QuotedArticle(
                id=article.id,
                title=article.title,
                publisher=article.publisher,
                published=article.published,
                url=article.url,
            ),
            source=SourceOut.of(claim.source),
            status=claim.status,
            stage=claim.stage,
            claim_id=placed.id,
            claim_url=f"/v1/claims/{placed.id}",
        )


class StageOut(Out):
    """A stage that claims speak of, and when it was reached as far as they say."""

    stage: Stage
    claims: int
    first: date | None
    last: date | None
    first_reported: date | None

    @classmethod
    def of(cls, reached: StageReached) -> Self:
        """Show a stage."""
        return cls(
            stage=reached.stage,
            claims=reached.claims,
            first=reached.first,
            last=reached.last,
            first_reported=reached.first_reported,
        )


class AmountOut(Out):
    """How many of a unit, without adding up what is told twice."""

    unit: str | None = Field(description="Null for pieces")
    least: int = Field(description="The largest number that one claim vouches for")
    most: int | None = Field(description="What all different transfers come to; null is open")
    claims: int

    @classmethod
    def of(cls, amount: Amount) -> Self:
        """Show an amount."""
        return cls(unit=amount.unit, least=amount.least, most=amount.most, claims=amount.claims)


class SupplyOut(Out):
    """What the claims say of one supplier, one recipient and one munition."""

    supplier: Labelled
    recipient: Labelled
    munition: Labelled | None
    exact: bool = Field(
        description="False where narrower munitions are summed up: military-aid is all that passes "
        "by=pair, and what is called so and no more by=category and by=munition"
    )
    claims: int
    muted: int = Field(
        description="Those of publishers that people muted: they establish nothing, and what is "
        "told here is of the others, where there are any"
    )
    articles: int
    sources: int = Field(description="Distinct evidence sources that the claims name")
    first: str | None = Field(description="First day of the events, as far as texts say")
    last: str | None
    first_reported: date | None
    last_reported: date | None
    status: Status = Field(description="The strongest: asserted before alleged")
    stages: tuple[Stage, ...]
    reached: tuple[StageOut, ...] = Field(description="The stages with their times")
    amounts: tuple[AmountOut, ...]
    origins: int = Field(
        description="Independent origins: copies of a text and the same evidence source count once"
    )
    strength: Strength | None = Field(
        description="How well it is established; null where no claim that is shown says yes"
    )
    contested: bool = Field(description="Somebody denies it, or says that it has not happened")
    suspended: bool = Field(description="The last that is known is a stop")
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
            exact=row.exact,
            claims=row.claims,
            muted=row.muted,
            articles=row.articles,
            sources=row.sources,
            first=row.first,
            last=row.last,
            first_reported=row.first_reported,
            last_reported=row.last_reported,
            status=row.status,
            stages=row.stages,
            reached=tuple(StageOut.of(reached) for reached in row.reached),
            amounts=tuple(AmountOut.of(amount) for amount in row.amounts),
            origins=row.origins,
            strength=row.strength,
            contested=row.contested,
            suspended=row.suspended,
            disputed=row.disputed,
            quotes=tuple(QuoteOut.of(placed) for placed in row.quotes),
            claims_url=claims_address(wanted)(row),
        )


class SuppliesPage(Page):
    """Who supplies whom: ordered by supplier, recipient, most claims, munition."""

    supplies: tuple[SupplyOut, ...]


def show_supplies(rows: Iterable[SupplyRow], wanted: Filter) -> tuple[SupplyOut, ...]:
    """Show rows of any level."""
    shown = tuple(rows)
    tell(placed for row in shown for placed in row.quotes)
    return tuple(SupplyOut.of(row, wanted) for row in shown)


def claims_address(wanted: Filter) -> Callable[[SupplyRow], str]:
    """Tell how to address all claims that a row of the answer to what was wanted counts."""
    asked = {
        "stage": wanted.stage,
        "status": wanted.status,
        "since": wanted.since,
        "until": wanted.until,
        "as_of": wanted.as_of,
    }
    same = urlencode({name: str(value) for name, value in asked.items() if value is not None})
    above = broader_munitions(wanted.munition) if wanted.munition else ()

    def address(row: SupplyRow) -> str:
        parties = ends_of(row.supplier, row.recipient)
        # What a row sums up counts as far as it was asked for.
        counted = wanted.munition if row.munition in above else row.munition
        munition = f"&munition={counted}" if counted else ""
        exact = "&exact=true" if row.exact else ""
        return f"/v1/claims?{parties}{munition}{exact}{'&' if same else ''}{same}"

    return address


@lru_cache(maxsize=65_536)
def ends_of(supplier: str, recipient: str) -> str:
    """Write both ends as an address asks for them."""
    return f"supplier={quote_plus(supplier)}&recipient={quote_plus(recipient)}"
