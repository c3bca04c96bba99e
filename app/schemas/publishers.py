"""Publishers as JSON, and verdicts on them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self
from urllib.parse import quote

from pydantic import Field

from app.schemas.claims import Out, Page
from app.schemas.verdicts import WHO, WHY, In
from app.schemas.wanted import Name, PageWanted
from graph.claims.publisher import Hearing, PublisherVerdict
from graph.network.publishers import PublisherTold


class PublishersWanted(PageWanted):
    """Which publishers."""

    q: Name = Field(default=None, description="Part of a name")
    muted: bool | None = Field(default=None, description="Those that are muted, or that are not")


class PublisherOut(Out):
    """A publisher over all of its articles that stand, whatever these tell."""

    id: str = Field(examples=["harbour-post"])
    name: str = Field(description="As it is written most often")
    spellings: int = Field(description="In how many ways its name is written")
    articles: int
    claims: int
    copies: int = Field(
        description="Its articles with claims that copy an older one, whoever printed that: the "
        "same text, or sentences taken over"
    )
    per_day: float = Field(description="Articles a day, from the first to the last")
    peak: int = Field(description="The most articles of one day: a flood shows here")
    peak_day: date | None
    relationships: int = Field(description="Supplier, recipient and munition that it tells of")
    alone: int = Field(description="Those of them that no other publisher tells of")
    share_alone: float = Field(description="The same as a share", ge=0, le=1)
    contradicted: int = Field(description="Its claims against which another publisher speaks")
    muted: bool = Field(
        description="People decided that its claims establish nothing: they are shown, and count "
        "for no origin, no strength and no measure"
    )
    first_reported: date | None
    last_reported: date | None
    url: str

    @classmethod
    def of(cls, told: PublisherTold) -> Self:
        """Show a publisher."""
        fields = {name: getattr(told, name) for name in cls.model_fields if name != "url"}
        return cls(**fields, url=publisher_address(told.id))


class PublishersPage(Page):
    """Publishers, most articles first."""

    publishers: tuple[PublisherOut, ...]


class HearingIn(In):
    """A verdict on a publisher."""

    decision: Hearing = Field(description="mute, or unmute to take that back")
    who: str = Field(min_length=1, max_length=WHO, description="Who decides; shown to everyone")
    why: str | None = Field(
        default=None, max_length=WHY, description="Required of one that is muted"
    )


class HearingOut(Out):
    """What a person decided on a publisher."""

    decision: Hearing
    name: str = Field(description="The publisher, as the article spells it that was looked at")
    who: str
    why: str | None
    made_at: datetime = Field(description="In UTC")

    @classmethod
    def of(cls, verdict: PublisherVerdict) -> Self:
        """Show a verdict."""
        return cls(
            decision=verdict.decision,
            name=verdict.name,
            who=verdict.who,
            why=verdict.why,
            made_at=verdict.made_at,
        )


class PublisherAnswer(Out):
    """One publisher, with all verdicts on it."""

    sequence: int
    publisher: PublisherOut
    claims_url: str
    verdicts: tuple[HearingOut, ...] = Field(description="The newest first, which counts")

    @classmethod
    def of(cls, told: PublisherTold, verdicts: tuple[PublisherVerdict, ...], sequence: int) -> Self:
        """Show a publisher with the verdicts on it, the newest last."""
        return cls(
            sequence=sequence,
            publisher=PublisherOut.of(told),
            claims_url=f"{publisher_address(told.id)}/claims",
            verdicts=tuple(map(HearingOut.of, reversed(verdicts))),
        )


def publisher_address(identifier: str) -> str:
    """Address a publisher."""
    return f"/v1/publishers/{quote(identifier, safe='')}"
