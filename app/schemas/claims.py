"""A claim as JSON: exactly the fields of the claim contract, with its id and its article's."""

from __future__ import annotations

import datetime as dt
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from graph.claims.claim import Claim, Quantity, Stage, Status, Value
from graph.claims.evidence import Source, SourceKind


class Out(BaseModel):
    """What goes out is made once and never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceOut(Out):
    """Who is said to know it."""

    name: str
    kind: SourceKind

    @classmethod
    def of(cls, source: Source | None) -> Self | None:
        """Show a source, when there is one."""
        return cls(name=source.name, kind=source.kind) if source else None


class QuantityOut(Out):
    """How many; an open end is null."""

    text: str
    min: int | None
    max: int | None
    unit: str | None
    approximate: bool

    @classmethod
    def of(cls, quantity: Quantity | None) -> Self | None:
        """Show a quantity, when there is one."""
        if quantity is None:
            return None
        return cls(
            text=quantity.text,
            min=quantity.min,
            max=quantity.max,
            unit=quantity.unit,
            approximate=quantity.approximate,
        )


class ValueOut(Out):
    """What it is worth; currency in ISO 4217."""

    amount: float
    currency: str

    @classmethod
    def of(cls, value: Value | None) -> Self | None:
        """Show a value, when there is one."""
        return cls(amount=value.amount, currency=value.currency) if value else None


class ExtractorOut(Out):
    """Which program read the article."""

    name: str
    version: str


class ClaimOut(Out):
    """One statement in one article; what a text says, never a fact."""

    id: str
    article: str = Field(description="Id of the article that says it")
    supplier: str = Field(description="Actor id", examples=["PRK"])
    recipient: str = Field(description="Actor id", examples=["RUS"])
    munition: str | None = Field(examples=["artillery-ammunition"])
    munition_text: str | None
    designation: str | None
    stage: Stage
    status: Status
    source: SourceOut | None
    quantity: QuantityOut | None
    value: ValueOut | None
    date: str | None = Field(description="When the aid passes, EDTF level 1")
    via: tuple[str, ...]
    quote: str = Field(description="The supporting words: text[start:end]")
    start: int
    end: int
    confidence: float = Field(description="Of the extractor, not of the source", ge=0, le=1)
    extractor: ExtractorOut

    @classmethod
    def of(cls, claim_id: str, article_id: str, claim: Claim) -> Self:
        """Show a claim."""
        return cls(
            id=claim_id,
            article=article_id,
            supplier=claim.supplier,
            recipient=claim.recipient,
            munition=claim.munition,
            munition_text=claim.munition_text,
            designation=claim.designation,
            stage=claim.stage,
            status=claim.status,
            source=SourceOut.of(claim.source),
            quantity=QuantityOut.of(claim.quantity),
            value=ValueOut.of(claim.value),
            date=claim.date,
            via=claim.via,
            quote=claim.passage.quote,
            start=claim.passage.start,
            end=claim.passage.end,
            confidence=claim.confidence,
            extractor=ExtractorOut(name=claim.extractor.name, version=claim.extractor.version),
        )


class QuotedArticle(Out):
    """The article that a quote is from."""

    id: str
    title: str | None
    publisher: str | None
    published: dt.date | None
    url: str | None


_ASKED = "If `fields` names it: "


class ClaimRow(ClaimOut):
    """A claim of a list; with what its ids are called and its article's heading, if asked for."""

    supplier_label: str | None = Field(default=None, description=f"{_ASKED}its name")
    recipient_label: str | None = Field(default=None, description=f"{_ASKED}its name")
    munition_label: str | None = Field(default=None, description=f"{_ASKED}its name")
    heading: QuotedArticle | None = Field(default=None, description=f"{_ASKED}of the article")


class Page(Out):
    """What every list says of itself."""

    sequence: int = Field(description="State of the archive that this answer belongs to")
    total: int = Field(description="How many there are in all")
    limit: int
    offset: int
    next: str | None = Field(default=None, description="Address of the next page")
    prev: str | None = Field(default=None, description="Address of the page before")


class ClaimsPage(Page):
    """Claims, in the order of articles."""

    claims: tuple[ClaimRow, ...]
