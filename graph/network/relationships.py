"""What claims add up to between two actors, and why: rows rolled up, contradictions, origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.errors import InvalidField
from graph.network.cells import CellKey, NetworkClaim, claim_order
from graph.network.contradictions import Contradiction, find_contradictions
from graph.network.filter import ANY_AID, Filter
from graph.network.firsthand import Heard
from graph.network.network import Network
from graph.network.rolling import Gathered, Level, against, is_exact, roll_up
from graph.network.strength import Judged, Tried, try_all
from graph.network.supplies import SupplyRow, build_row, row_order, sum_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows at some level, at one sequence number."""

    sequence: int
    rows: tuple[SupplyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """All that is claimed between two actors of a munition, or of any.

    `row` adds it up, None if nothing but disputes match; `parts` are its munitions. `origins` are
    the claims by origin, `judged` says why it is as strong as it is, `tried` are all tests of the
    rule with what passes each, `heard` which claims were not judged; `against` are the claims that
    dispute it, whether they contradict it or not.
    """

    sequence: int
    wanted: Filter
    munition: str | None
    row: SupplyRow | None
    parts: tuple[SupplyRow, ...]
    origins: tuple[tuple[NetworkClaim, ...], ...]
    judged: Judged | None
    tried: tuple[Tried, ...]
    heard: Heard
    against: tuple[NetworkClaim, ...]
    contradictions: tuple[Contradiction, ...]


def rolled_up(network: Network, wanted: Filter, level: Level) -> Rows:
    """Answer who supplies whom at a level, ordered as supplies are."""
    if level is Level.MUNITION:
        with network.still() as sequence:
            return Rows(sequence=sequence, rows=network.supplies(wanted))
    gathered = network.gather(wanted)
    rows = [
        _row(gathered, key, claims, exact=is_exact(key[2], level))
        for key, claims in roll_up(gathered, level).items()
    ]
    strong = (row for row in rows if wanted.strength is None or row.reaches(wanted.strength))
    return Rows(sequence=gathered.sequence, rows=tuple(sorted(strong, key=row_order)))


def relationship(network: Network, wanted: Filter) -> Relationship:
    """Tell all of a supplier and a recipient that the filter names.

    Raises InvalidField without both.
    """
    supplier, recipient = _ends(wanted)
    munition = wanted.munition if wanted.exact or wanted.munition else ANY_AID
    key = (supplier, recipient, munition)
    gathered = network.gather(wanted)
    rules = gathered.rules
    claims = [placed for told in gathered.cells.values() for placed in told]
    claims.sort(key=claim_order)
    noes = tuple(sorted(against(gathered, key, claims, exact=wanted.exact), key=claim_order))
    assessed = rules.assess(claims)
    parts = (_row(gathered, each, told, exact=True) for each, told in gathered.cells.items())
    return Relationship(
        sequence=gathered.sequence,
        wanted=wanted,
        munition=munition,
        row=replace(sum_up(key, assessed, noes), exact=wanted.exact) if claims else None,
        parts=tuple(sorted(parts, key=row_order)),
        origins=assessed.origins,
        judged=assessed.judged,
        tried=tuple(try_all(assessed.heard.judged, assessed.backing, rules.speaks_for)),
        heard=assessed.heard,
        against=noes,
        contradictions=find_contradictions(assessed.supplies, noes, rules.first),
    )


def _row(
    gathered: Gathered, key: CellKey, claims: Sequence[NetworkClaim], *, exact: bool
) -> SupplyRow:
    noes = against(gathered, key, claims, exact=exact)
    return replace(build_row(key, claims, noes, gathered.rules), exact=exact)


def _ends(wanted: Filter) -> tuple[str, str]:
    for field, value in (("supplier", wanted.supplier), ("recipient", wanted.recipient)):
        if value is None:
            raise InvalidField(
                f"No {field} is named", field=field, remedy="Name both ends of the relationship"
            )
    return str(wanted.supplier), str(wanted.recipient)
