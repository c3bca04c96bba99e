"""Rows at a level above munitions, of whole pairs or of some of their claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Self, TypeAlias

from graph.network.cells import CellKey, NetworkClaim, Pair
from graph.network.rolling import Gathered, Level, against, is_exact, roll_up
from graph.network.strength import Strength
from graph.network.supplies import SupplyRow, build_row, row_order

OfPair: TypeAlias = tuple[SupplyRow, ...]
"""The rows of a pair at some level; none where nobody says yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RolledUp:
    """Rows at some level, at one sequence number."""

    sequence: int
    rows: tuple[SupplyRow, ...]

    @classmethod
    def of(cls, sequence: int, found: Iterable[OfPair], least: Strength | None) -> Self:
        """Put the rows of pairs that are strong enough in the order of supplies."""
        rows = (row for row in chain.from_iterable(found) if least is None or row.reaches(least))
        return cls(sequence=sequence, rows=tuple(sorted(rows, key=row_order)))


def build_rolled(gathered: Gathered, level: Level) -> Mapping[Pair, OfPair]:
    """Add up what was gathered, by pair."""
    found: dict[Pair, list[SupplyRow]] = {}
    for key, claims in roll_up(gathered, level).items():
        row = build_one(gathered, key, claims, exact=is_exact(key[2], level))
        found.setdefault(key[:2], []).append(row)
    return {pair: tuple(rows) for pair, rows in found.items()}


def build_one(
    gathered: Gathered, key: CellKey, claims: Sequence[NetworkClaim], *, exact: bool
) -> SupplyRow:
    """Add up some of the claims that were gathered, with what speaks against them."""
    noes = against(gathered, key, claims, exact=exact)
    return replace(build_row(key, claims, noes, gathered.rules), exact=exact)
