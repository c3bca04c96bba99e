"""Who supplies whom with what: the claims of a cell as one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.claims.claim import Stage, Status
from graph.network.amounts import Amount, sum_amounts
from graph.network.bare import is_bare
from graph.network.cells import CellKey, NetworkClaim
from graph.network.contradictions import contested_by, is_suspended
from graph.network.rules import Assessed, Rules
from graph.network.strength import Strength

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
class StageReached:
    """A stage that claims speak of: the days that its dates can mean, and when first told."""

    stage: Stage
    claims: int
    first: date | None
    last: date | None
    first_reported: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyRow:
    """What the claims of an answer say of one supplier, recipient and munition.

    `first` and `last` are the earliest and latest day (ISO) that their dates can mean, `None`
    when none is given or it is open; `first_reported` and `last_reported` the publication days.
    `sources` counts the evidence sources named. `disputed` counts the claims of the same supplier
    and recipient, and of this munition or a broader one, that negate, deny or tell of a stop,
    whatever was asked for; of these, those that contradict make it `contested`. `origins` counts
    the independent origins, `strength` is judged on the claims that say yes, None without any;
    `suspended` tells that the last that is known is a stop. `quotes` are the claims whose words
    are shown. `muted` counts the claims of publishers that people muted: all else is of the others,
    and of these only where there are no others. `exact` tells that claims of narrower munitions are
    not summed up here.
    """

    supplier: str
    recipient: str
    munition: str | None
    claims: int
    muted: int
    articles: int
    sources: int
    first: str | None
    last: str | None
    first_reported: date | None
    last_reported: date | None
    status: Status
    reached: tuple[StageReached, ...]
    amounts: tuple[Amount, ...]
    disputed: int
    origins: int
    strength: Strength | None
    contested: bool
    suspended: bool
    quotes: tuple[NetworkClaim, ...]
    exact: bool = True

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages reached, in their order."""
        return tuple(one.stage for one in self.reached)

    def reaches(self, least: Strength) -> bool:
        """Tell whether it is established so well."""
        return self.strength is not None and self.strength.reaches(least)


def build_row(
    key: CellKey, claims: Sequence[NetworkClaim], against: Sequence[NetworkClaim], rules: Rules
) -> SupplyRow:
    """Sum up claims, at least one, of a cell or of what it is rolled up to."""
    return sum_up(key, rules.assess(claims), rules.heard(against))


def sum_up(key: CellKey, assessed: Assessed, against: Sequence[NetworkClaim]) -> SupplyRow:
    """Sum up claims, at least one, that were judged."""
    claims, supplies, judged = assessed.told, assessed.supplies, assessed.judged
    articles = {placed.article.id: placed.article for placed in assessed.claims}
    starts = [placed.earliest for placed in claims if placed.earliest is not None]
    ends = [placed.latest for placed in claims if placed.latest is not None]
    days = {placed.article.id: placed.article.published for placed in claims}
    reported = [day for day in days.values() if day is not None]
    return SupplyRow(
        supplier=key[0],
        recipient=key[1],
        munition=key[2],
        claims=len(assessed.claims),
        muted=len(assessed.muted),
        articles=len(articles),
        sources=_count_sources(claims),
        first=min(starts).isoformat() if starts else None,
        last=max(ends).isoformat() if ends else None,
        first_reported=min(reported, default=None),
        last_reported=max(reported, default=None),
        status=min((placed.brief.status for placed in claims), key=_RANK.__getitem__),
        reached=_stages(claims),
        amounts=sum_amounts(claims),
        disputed=len(against),
        origins=len(assessed.origins),
        strength=judged.strength if judged else None,
        contested=bool(contested_by(supplies, against)),
        suspended=bool(against) and is_suspended(supplies, against),
        quotes=_quotes(claims),
    )


def row_order(row: SupplyRow) -> tuple[str, str, int, str]:
    """Order rows by supplier, recipient, most claims first, munition."""
    return row.supplier, row.recipient, -row.claims, row.munition or ""


def _stages(claims: Sequence[NetworkClaim]) -> tuple[StageReached, ...]:
    """Tell when each stage was reached, in their order."""
    reached: dict[Stage, list[NetworkClaim]] = {}
    for placed in claims:
        reached.setdefault(placed.brief.stage, []).append(placed)
    ordered = sorted(reached, key=_STAGE_ORDER.__getitem__)
    return tuple(_reached(stage, reached[stage]) for stage in ordered)


def _reached(stage: Stage, claims: Sequence[NetworkClaim]) -> StageReached:
    starts = [placed.earliest for placed in claims if placed.earliest is not None]
    ends = [placed.latest for placed in claims if placed.latest is not None]
    known = [placed.article.published for placed in claims if placed.article.published is not None]
    return StageReached(
        stage=stage,
        claims=len(claims),
        first=min(starts, default=None),
        last=max(ends, default=None),
        first_reported=min(known, default=None),
    )


def _count_sources(claims: Sequence[NetworkClaim]) -> int:
    named = ((placed.brief.source, placed.article.id) for placed in claims)
    return len(
        {
            (one.name.casefold(), one.kind, article if is_bare(one.name) else None)
            for one, article in named
            if one is not None
        }
    )


def _quotes(claims: Sequence[NetworkClaim]) -> tuple[NetworkClaim, ...]:
    """Pick claims to quote: of different articles first, then the strongest, then the earliest."""
    if len(claims) == 1:
        return (claims[0],)
    seen: set[str] = set()
    fresh: list[NetworkClaim] = []
    again: list[NetworkClaim] = []
    for placed in sorted(claims, key=_quote_order):
        (again if placed.article.id in seen else fresh).append(placed)
        seen.add(placed.article.id)
    return tuple((fresh + again)[:QUOTES])


def _quote_order(placed: NetworkClaim) -> tuple[int, date, str, int, int]:
    published = placed.article.published or date.max
    claim = placed.brief
    return (
        _RANK[claim.status],
        published,
        placed.article.id,
        claim.start,
        _STAGE_ORDER[claim.stage],
    )
