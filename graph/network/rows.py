"""Rows that were added up, kept until what they rest on changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from graph.network.cells import NetworkClaim, Pair
from graph.network.filter import ALL_SUPPLIES, Filter
from graph.network.index import Cell, CellIndex
from graph.network.rules import Rules
from graph.network.supplies import SupplyRow, build_row, row_order

Matching = tuple[Cell, list[NetworkClaim]]
"""A cell, and those of its claims that match."""

Key = TypeVar("Key")
Kept = TypeVar("Kept")

AT_HAND = 65_536
"""Rows that are kept: of single cells, and once more by filters that name an actor."""

WIDE = 32
"""Filters whose rows over all actors, or edges, are kept until something is added."""


class Rows:
    """What cells add up to; not safe for threads by itself."""

    def __init__(self, index: CellIndex, rules: Rules) -> None:
        self._index = index
        self._rules = rules
        self._of_cells: dict[int, SupplyRow | None] = {}
        self._wide: dict[Filter, tuple[SupplyRow, ...]] = {}
        self._near: dict[Filter, tuple[SupplyRow, ...]] = {}
        self._rows_near = 0  # with one more for each filter

    @property
    def any(self) -> bool:
        """Tell whether there are rows of cells to forget."""
        return bool(self._of_cells)

    def rows(self, wanted: Filter) -> tuple[SupplyRow, ...]:
        """Give the rows that match, in their order."""
        kept = self._near if wanted.names_actor else self._wide
        found = kept.get(wanted)
        if found is None:
            found = self._build(wanted)
            if wanted.names_actor:
                self._make_room_near(len(found) + 1)
            else:
                make_room(kept, WIDE)
            kept[wanted] = found
        return found

    def at_hand(self, wanted: Filter, few: int) -> bool:
        """Tell whether the rows of a filter that names an actor are there, but for a few cells."""
        if wanted in self._near:
            return True
        missing = (cell for cell in self._index.cells(wanted) if cell.number not in self._of_cells)
        return next(islice(missing, few, None), None) is None

    def admitted(self, wanted: Filter, among: Iterable[Pair] | None = None) -> Iterator[Matching]:
        """Find the claims that match, whatever they add up to; of some pairs if told which."""
        index = self._index
        for cell in index.cells(wanted) if among is None else index.cells_between(among):
            claims = [placed for placed in cell.claims if wanted.admits(placed)]
            if claims:
                yield cell, claims

    def matching(self, wanted: Filter) -> Iterator[Matching]:
        """Find the claims that match, in cells that are strong enough."""
        least = wanted.strength
        for cell, claims in self.admitted(wanted):
            if least is None:
                yield cell, claims
                continue
            row = self._plain(cell) if wanted.is_plain else self._build_row(cell, claims, wanted)
            if row and row.reaches(least):
                yield cell, claims

    def forget(self, cell: int, *, disputes: bool) -> None:
        """Forget the rows that a claim of a cell has a part in.

        One that disputes has it in others of its pair.
        """
        for number in self._index.beside(cell) if disputes else (cell,):
            self._of_cells.pop(number, None)

    def change(self) -> None:
        """Forget what filters gave: something was added."""
        self._wide.clear()
        self._near.clear()
        self._rows_near = 0

    def _make_room_near(self, more: int) -> None:
        self._rows_near += more
        while self._near and self._rows_near > AT_HAND:
            oldest = next(iter(self._near))
            self._rows_near -= len(self._near.pop(oldest)) + 1

    def _build(self, wanted: Filter) -> tuple[SupplyRow, ...]:
        found = self._plain_rows(wanted) if wanted.is_plain else self._filtered(wanted)
        least = wanted.strength
        if least is not None:
            found = (row for row in found if row.reaches(least))
        return tuple(sorted(found, key=row_order))

    def _plain_rows(self, wanted: Filter) -> Iterator[SupplyRow]:
        for cell in self._index.cells(wanted):
            row = self._plain(cell)
            if row is not None:
                yield row

    def _plain(self, cell: Cell) -> SupplyRow | None:
        if cell.number not in self._of_cells:
            make_room(self._of_cells, AT_HAND)
            claims = [placed for placed in cell.claims if placed.is_supply]
            row = self._build_row(cell, claims, ALL_SUPPLIES) if claims else None
            self._of_cells[cell.number] = row
        return self._of_cells[cell.number]

    def _filtered(self, wanted: Filter) -> Iterator[SupplyRow]:
        for cell, claims in self.admitted(wanted):
            yield self._build_row(cell, claims, wanted)

    def _build_row(self, cell: Cell, claims: Sequence[NetworkClaim], wanted: Filter) -> SupplyRow:
        against = [no for no in self._index.against(*cell.key) if wanted.knows(no)]
        return build_row(cell.key, claims, against, self._rules)


def make_room(kept: dict[Key, Kept], most: int) -> None:
    """Forget the oldest of what is kept if there is no room for one more."""
    if len(kept) >= most:
        del kept[next(iter(kept))]
