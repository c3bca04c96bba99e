"""Who supplies whom with what: the claims of a cell as one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.claims.claim import Stage, Status
from graph.claims.evidence import Source
from graph.network.cells import Cell, NetworkClaim

STRONGEST_FIRST = (
    Status.ASSERTED,
    Status.ALLEGED,
    Status.HYPOTHETICAL,
    Status.NEGATED,
    Status.DENIED,
)
"""Statuses by how much they speak for a transfer."""

QUOTES = 3
"""Quotes that a row shows at most."""

_RANK = {status: rank for rank, status in enumerate(STRONGEST_FIRST)}
_STAGE_ORDER = {stage: place for place, stage in enumerate(Stage)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words a claim rests on, and where they stand."""

    claim_id: str
    article_id: str
    quote: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    source: Source | None
    status: Status
    stage: Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyRow:
    """What the claims of an answer say of one supplier, recipient and munition.

    `first` and `last` are the earliest and latest day (ISO) that their dates can mean, `None`
    when none is given or it is open; `first_reported` and `last_reported` the publication days.
    `sources` counts the evidence sources named. `disputed` counts the claims of the same supplier
    and recipient, and of this munition or a broader one, that negate, deny or tell of a stop,
    whatever was asked for.
    """

    supplier: str
    recipient: str
    munition: str | None
    claims: int
    articles: int
    sources: int
    first: str | None
    last: str | None
    first_reported: date | None
    last_reported: date | None
    status: Status
    stages: tuple[Stage, ...]
    disputed: int
    quotes: tuple[Quote, ...]


def build_row(cell: Cell, claims: Sequence[NetworkClaim], disputed: int) -> SupplyRow:
    """Sum up some claims of a cell, at least one; `disputed` speak against it."""
    articles = {placed.article.id: placed.article for placed in claims}
    starts = [placed.earliest for placed in claims if placed.earliest is not None]
    ends = [placed.latest for placed in claims if placed.latest is not None]
    reported = [one.published for one in articles.values() if one.published is not None]
    return SupplyRow(
        supplier=cell.supplier,
        recipient=cell.recipient,
        munition=cell.munition,
        claims=len(claims),
        articles=len(articles),
        sources=_count_sources(claims),
        first=min(starts).isoformat() if starts else None,
        last=max(ends).isoformat() if ends else None,
        first_reported=min(reported, default=None),
        last_reported=max(reported, default=None),
        status=min((placed.claim.status for placed in claims), key=_RANK.__getitem__),
        stages=tuple(sorted({one.claim.stage for one in claims}, key=_STAGE_ORDER.__getitem__)),
        disputed=disputed,
        quotes=_quotes(claims),
    )


def row_order(row: SupplyRow) -> tuple[str, str, int, str]:
    """Order rows by supplier, recipient, most claims first, munition."""
    return row.supplier, row.recipient, -row.claims, row.munition or ""


def _count_sources(claims: Sequence[NetworkClaim]) -> int:
    sources = (placed.claim.source for placed in claims)
    return len({(one.name.casefold(), one.kind) for one in sources if one is not None})


def _quotes(claims: Sequence[NetworkClaim]) -> tuple[Quote, ...]:
    """Pick quotes: of different articles first, then strongest, then earliest published."""
    ranked = sorted(claims, key=_quote_order) if len(claims) > 1 else claims
    seen: set[str] = set()
    fresh: list[NetworkClaim] = []
    again: list[NetworkClaim] = []
    for placed in ranked:
        (again if placed.article.id in seen else fresh).append(placed)
        seen.add(placed.article.id)
    return tuple(_quote(placed) for placed in (fresh + again)[:QUOTES])


def _quote_order(placed: NetworkClaim) -> tuple[int, date, str, int, int]:
    published = placed.article.published or date.max
    passage = placed.claim.passage
    return (
        _RANK[placed.claim.status],
        published,
        placed.article.id,
        passage.start,
        _STAGE_ORDER[placed.claim.stage],
    )


def _quote(placed: NetworkClaim) -> Quote:
    return Quote(
        claim_id=placed.id,
        article_id=placed.article.id,
        quote=placed.claim.passage.quote,
        title=placed.article.title,
        publisher=placed.article.publisher,
        published=placed.article.published,
        url=placed.article.url,
        source=placed.claim.source,
        status=placed.claim.status,
        stage=placed.claim.stage,
    )
