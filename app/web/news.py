"""What came in last: articles with the moment of their last change and the claims they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app.web.told import ToldClaim, told_claims
from app.wiring import Materiel
from graph.archive.headings import ArticleHeading, Span

NEWEST = 50
"""Articles of the feed and of the first view."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """An article that came in, was restored or had a claim judged, and when (UTC)."""

    heading: ArticleHeading
    at: datetime
    claims: Sequence[ToldClaim]


def read_news(materiel: Materiel, limit: int = NEWEST) -> list[News]:
    """Read the articles that changed last, newest first."""
    found = materiel.archive.headings(Span(limit=limit, newest_first=True))
    return [_news(materiel, heading) for heading in found.rows]


def newest_at(news: Sequence[News]) -> datetime:
    """Tell when the last of them changed; the start of 1970 where nothing ever did."""
    return news[0].at if news else _EPOCH


def _news(materiel: Materiel, heading: ArticleHeading) -> News:
    at = materiel.archive.changed_at(heading.sequence) or _EPOCH
    claims = materiel.network.claims_in(heading.id) or ()
    return News(heading=heading, at=at.replace(microsecond=0), claims=told_claims(claims))
