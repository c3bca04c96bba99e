"""What claims add up to between two actors, and why: contradictions, origins, tests."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.errors import InvalidField
from graph.network.cells import NetworkClaim, claim_order
from graph.network.contradictions import Contradiction, find_contradictions
from graph.network.filter import ANY_AID, Filter
from graph.network.firsthand import Heard
from graph.network.network import Network
from graph.network.rolled import build_one
from graph.network.rolling import against
from graph.network.strength import Judged, Tried, try_all
from graph.network.supplies import SupplyRow, row_order, sum_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """All that is claimed between two actors of a munition, or of any.

    `row` adds it up, None if nothing but disputes match; `parts` are its munitions. `origins` are
    the claims by origin, `judged` says why it is as strong as it is, `tried` are all tests of the
    rule with what passes each, `heard` which claims were not judged, `muted` those of publishers
    that people muted; `against` are the claims that dispute it, whether they contradict it or not.
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
    muted: tuple[NetworkClaim, ...]
    against: tuple[NetworkClaim, ...]
    contradictions: tuple[Contradiction, ...]


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
    said_no = rules.heard(against(gathered, key, claims, exact=wanted.exact))
    noes = tuple(sorted(said_no, key=claim_order))
    assessed = rules.assess(claims)
    parts = (build_one(gathered, each, told, exact=True) for each, told in gathered.cells.items())
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
        muted=assessed.muted,
        against=noes,
        contradictions=find_contradictions(assessed.supplies, noes, rules.first),
    )


def _ends(wanted: Filter) -> tuple[str, str]:
    for field, value in (("supplier", wanted.supplier), ("recipient", wanted.recipient)):
        if value is None:
            raise InvalidField(
                f"No {field} is named", field=field, remedy="Name both ends of the relationship"
            )
    return str(wanted.supplier), str(wanted.recipient)
