"""What claims add up to between two actors, and why: contradictions, origins, tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.errors import InvalidField
from graph.network.cells import NetworkClaim, claim_order
from graph.network.contradictions import Contradiction, find_contradictions
from graph.network.filter import ANY_AID, Filter
from graph.network.firsthand import Heard
from graph.network.network import Network
from graph.network.rolled import build_one
from graph.network.rolling import Gathered, against
from graph.network.strength import Backing, Judged, SpeaksFor, Tried, try_all
from graph.network.supplies import SupplyRow, row_order, sum_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """All that is claimed between two actors of a munition, or of any.

    `row` adds it up, None if nothing but disputes match; `parts` are its munitions. `origins` are
    the claims by origin, `judged` says why it is as strong as it is, `tried` are all tests of the
    rule with what passes each, by `backing` and `speaks_for`. `heard` tells which claims were not
    judged, `muted` those of publishers that people muted; `against` are the claims that dispute it,
    whether they contradict it or not.
    """

    sequence: int
    wanted: Filter
    munition: str | None
    row: SupplyRow | None
    parts: tuple[SupplyRow, ...]
    origins: tuple[tuple[NetworkClaim, ...], ...]
    judged: Judged | None
    backing: Backing
    speaks_for: SpeaksFor
    heard: Heard
    muted: tuple[NetworkClaim, ...]
    against: tuple[NetworkClaim, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def tried(self) -> tuple[Tried, ...]:
        """Try all tests of the rule; takes its time, and few ask."""
        return tuple(try_all(self.heard.judged, self.backing, self.speaks_for))


def relationship(network: Network, wanted: Filter) -> Relationship:
    """Tell all of a supplier and a recipient that the filter names.

    Raises InvalidField without both.
    """
    supplier, recipient = _ends(wanted)
    munition = wanted.munition if wanted.exact or wanted.munition else ANY_AID
    key = (supplier, recipient, munition)
    with network.still():
        gathered = network.gather(wanted)
        known = network.supplies(wanted) if wanted.is_plain and not wanted.strength else None
    rules = gathered.rules
    claims = [placed for told in gathered.cells.values() for placed in told]
    claims.sort(key=claim_order)
    said_no = rules.heard(against(gathered, key, claims, exact=wanted.exact))
    noes = tuple(sorted(said_no, key=claim_order))
    assessed = rules.assess(claims)
    parts = tuple(_parts(gathered)) if known is None else known
    return Relationship(
        sequence=gathered.sequence,
        wanted=wanted,
        munition=munition,
        row=replace(sum_up(key, assessed, noes), exact=wanted.exact) if claims else None,
        parts=tuple(sorted(parts, key=row_order)),
        origins=assessed.origins,
        judged=assessed.judged,
        backing=assessed.backing,
        speaks_for=rules.speaks_for,
        heard=assessed.heard,
        muted=assessed.muted,
        against=noes,
        contradictions=find_contradictions(assessed.supplies, noes, rules.first),
    )


def _parts(gathered: Gathered) -> Iterator[SupplyRow]:
    for key, told in gathered.cells.items():
        yield build_one(gathered, key, told, exact=True)


def _ends(wanted: Filter) -> tuple[str, str]:
    for field, value in (("supplier", wanted.supplier), ("recipient", wanted.recipient)):
        if value is None:
            raise InvalidField(
                f"No {field} is named", field=field, remedy="Name both ends of the relationship"
            )
    return str(wanted.supplier), str(wanted.recipient)
