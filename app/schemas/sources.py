"""Evidence sources as JSON."""

from __future__ import annotations

from datetime import date
from typing import Self
from urllib.parse import quote

from pydantic import Field

from app.schemas.claims import Out, Page
from app.schemas.wanted import Name, PageWanted
from graph.claims.evidence import SourceKind
from graph.network.sources import SourceTold


class SourcesWanted(PageWanted):
    """Which evidence sources."""

    q: Name = Field(default=None, description="Part of a name")
    kind: SourceKind | None = Field(default=None, description="Sources that were called so")


class SourceToldOut(Out):
    """An evidence source over all claims that name it, whatever their stage and status."""

    id: str = Field(examples=["human-rights-watch"])
    name: str = Field(description="As it is written most often")
    kinds: tuple[SourceKind, ...] = Field(description="What sort of source, commonest first")
    article: str | None = Field(
        description="The one article it is a source of, where that does not name it (a panel, "
        "officials): whoever is called so elsewhere may be another"
    )
    claims: int
    articles: int = Field(description="Articles that quote it")
    relationships: int = Field(description="Supplier, recipient and munition that it speaks of")
    alone: int = Field(description="Those of them that rest on its word alone")
    contradicted: int = Field(description="Its claims against which someone else speaks")
    first_reported: date | None
    last_reported: date | None
    url: str

    @classmethod
    def of(cls, told: SourceTold) -> Self:
        """Show a source."""
        return cls(
            id=told.id,
            name=told.name,
            kinds=told.kinds,
            article=told.article,
            claims=told.claims,
            articles=told.articles,
            relationships=told.relationships,
            alone=told.alone,
            contradicted=told.contradicted,
            first_reported=told.first_reported,
            last_reported=told.last_reported,
            url=source_address(told.id),
        )


class SourcesPage(Page):
    """Evidence sources, most claims first."""

    sources: tuple[SourceToldOut, ...]


class SourceAnswer(Out):
    """One evidence source."""

    sequence: int
    source: SourceToldOut
    claims_url: str = Field(description="What it has claimed")


def source_address(identifier: str) -> str:
    """Address a source."""
    return f"/v1/sources/{quote(identifier, safe='')}"
