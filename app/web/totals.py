"""What there is in all: claims by status and stage, relationships by strength, voices, days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.listing.kept import keep
from app.wiring import Materiel
from graph.claims.claim import Stage, Status
from graph.network.sources import sources
from graph.network.strength import Strength

Counted = Sequence[tuple[str, int]]
"""Names with numbers, in the order in which the names are defined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Totals at a sequence number; days are of publication."""

    sequence: int
    articles: int
    claims: int
    withdrawn: int
    relationships: int
    pairs: int
    actors: int
    publishers: int
    sources: int
    first: date | None
    last: date | None
    statuses: Counted
    stages: Counted
    strengths: Counted

    def told(self) -> dict[str, Any]:
        """Give them as JSON has them."""
        named = asdict(self)
        for name in ("statuses", "stages", "strengths"):
            named[name] = [{"name": each, "number": number} for each, number in named[name]]
        return named


def read_totals(materiel: Materiel) -> Totals:
    """Count what stands, once for every state."""
    return keep(materiel, "totals", lambda: _count(materiel))


def _count(materiel: Materiel) -> Totals:
    held = materiel.network.all_claims()
    claims = [placed for cell in held.cells.values() for placed in cell]
    counts = materiel.archive.counts()
    rows = materiel.network.supplies()
    headings = {placed.article.id: placed.article for placed in claims}.values()
    days = sorted(heading.published for heading in headings if heading.published)
    return Totals(
        sequence=held.sequence,
        articles=counts.articles,
        claims=counts.claims,
        withdrawn=counts.withdrawn,
        relationships=len(rows),
        pairs=len({(row.supplier, row.recipient) for row in rows}),
        actors=len({actor for row in rows for actor in (row.supplier, row.recipient)}),
        publishers=len({heading.publisher for heading in headings if heading.publisher}),
        sources=len(sources(held.cells)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        statuses=_by(Status, (placed.brief.status for placed in claims)),
        stages=_by(Stage, (placed.brief.stage for placed in claims)),
        strengths=_by(Strength, (row.strength for row in rows if row.strength)),
    )


def _by(names: Iterable[StrEnum], found: Iterable[StrEnum]) -> Counted:
    counted = Counter(found)
    return [(name.value, counted[name]) for name in names]
