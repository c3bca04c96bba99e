"""Rows at a level above munitions, kept by pair until something of the pair changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Self, TypeAlias

from graph.network.cells import CellKey, NetworkClaim
from graph.network.index import Pair
from graph.network.rolling import Gathered, Level, against, is_exact, roll_up
from graph.network.strength import Strength
from graph.network.supplies import SupplyRow, build_row, row_order

OfPair: TypeAlias = tuple[SupplyRow, ...]
"""The rows of a pair at some level; none where nobody says yes."""

PAIRS_KEPT = 65_536
"""Pairs whose rows are kept, at each level."""


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


class KeptRolled:
    """The rows of whole pairs by level; not safe for threads by itself.

    They are made while others go on: what was forgotten after the revision that rows were made
    from is not kept.
    """

    def __init__(self) -> None:
        self._kept: dict[Level, dict[Pair, OfPair]] = {}
        self._forgotten: dict[Pair, int] = {}
        """The revision at which a pair changed last; of those that ever did."""
        self._all_forgotten = 0

    @property
    def any(self) -> bool:
        """Tell whether there is anything to forget, or being made."""
        return bool(self._kept)

    def look_up(
        self, level: Level, pairs: Collection[Pair]
    ) -> tuple[Sequence[OfPair], Sequence[Pair]]:
        """Give what is kept of these pairs, and those of which nothing is."""
        kept = self._kept.setdefault(level, {})
        known = [kept[pair] for pair in pairs if pair in kept]
        missing = [pair for pair in pairs if pair not in kept] if len(known) < len(pairs) else ()
        return known, missing

    def keep(self, level: Level, rows: Mapping[Pair, OfPair], revision: int) -> None:
        """Keep the rows of pairs as they were at a revision."""
        kept = self._kept.setdefault(level, {})
        for pair, told in rows.items():
            if max(self._forgotten.get(pair, 0), self._all_forgotten) <= revision:
                kept[pair] = told
        while len(kept) > PAIRS_KEPT:
            del kept[next(iter(kept))]

    def forget(self, pair: Pair, revision: int) -> None:
        """Forget the rows of a pair that is another as of a revision."""
        self._forgotten[pair] = revision
        for kept in self._kept.values():
            kept.pop(pair, None)

    def forget_all(self, revision: int) -> None:
        """Forget the rows of all pairs, which are others as of a revision."""
        self._all_forgotten = revision
        for kept in self._kept.values():
            kept.clear()


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
