"""Cells by supplier, recipient and pair, and the edges they make."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.network.cells import CellKey, NetworkClaim, Pair
from graph.network.disputes import disputing
from graph.network.edges import Edges
from graph.network.filter import Filter
from graph.network.held import HeldClaims, Standing
from graph.network.kept_edges import KeptEdges
from graph.network.rules import Rules

AT_HAND = 131_072
"""Claims that are kept as they were made for an answer."""

_END = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkCounts:
    """How much there is; `cells` are supplier-recipient-munition triples of any claim."""

    articles: int
    claims: int
    cells: int
    pairs: int
    actors: int


@dataclass(frozen=True, slots=True)
class Cell:
    """All claims of one supplier, recipient and munition, whatever their stage and status.

    Found by `number` until something is added.
    """

    number: int
    supplier: str
    recipient: str
    munition: str | None
    index: CellIndex

    @property
    def key(self) -> CellKey:
        """What it is found by."""
        return self.supplier, self.recipient, self.munition

    @property
    def claims(self) -> list[NetworkClaim]:
        """Its claims; the list must not change."""
        return self.index.claims_of(self.number)


class PairCells:
    """The cells of a supplier and a recipient, in the order in which they came."""

    __slots__ = ("munitions", "numbers", "pair")

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.munitions: list[str | None] = []
        self.numbers = array("i")


_NOBODY = PairCells(("", ""))


class CellIndex:
    """All cells that hold a claim; not safe for threads by itself.

    The claims of a cell are a chain through the rows of what holds them.
    """

    def __init__(self, held: HeldClaims) -> None:
        self.claims = 0
        self._held = held
        self._cell = array("i")  # by row, as is the next one of its cell
        self._next = array("i")
        self._pair: list[PairCells] = []  # by cell, as are the next three
        self._munition: list[str | None] = []
        self._head = array("i")
        self._tail = array("i")
        self._free: list[int] = []
        self._of_pair: dict[Pair, PairCells] = {}
        self._of_supplier: dict[str, dict[Pair, PairCells]] = {}
        self._of_recipient: dict[str, dict[Pair, PairCells]] = {}
        self._edges = KeptEdges(self._supplies)
        self._made: dict[int, list[NetworkClaim]] = {}
        self._claims_made = 0

    def add(self, standing: Iterable[Standing]) -> None:
        """Put claims into their cells."""
        of_pair, nexts, tails = self._of_pair, self._next, self._tail
        changed = self._edges.change
        for row, supplier, recipient, munition in standing:
            pair = (supplier, recipient)
            cells = of_pair.get(pair)
            if cells is not None and munition in cells.munitions:
                number = cells.numbers[cells.munitions.index(munition)]
                nexts[tails[number]] = row
                if number in self._made:
                    self._forget(number)
            else:
                number = self._make_cell(cells or self._add_pair(pair), munition)
                self._head[number] = row
            tails[number] = row
            while row >= len(nexts):
                self._cell.append(_END)
                nexts.append(_END)
            self._cell[row], nexts[row] = number, _END
            changed(pair)
            self.claims += 1

    def remove(self, row: int) -> None:
        """Take a claim out of its cell; a cell without claims goes too."""
        number = self._cell[row]
        before = _END
        for other in self._rows(number):
            if other == row:
                break
            before = other
        after = self._next[row]
        if before == _END:
            self._head[number] = after
        else:
            self._next[before] = after
        if after == _END:
            self._tail[number] = before
        self._forget(number)
        self._edges.change(self._pair[number].pair)
        self.claims -= 1
        if self._head[number] == _END:
            self._drop(number)

    def cell_of(self, row: int) -> int:
        """Give the number of the cell of a claim that is in one."""
        return self._cell[row]

    def claim(self, row: int) -> NetworkClaim:
        """Make a claim that is in a cell."""
        return self._held.claim(row, self._key(self._cell[row]))

    def cells(self, wanted: Filter) -> Iterator[Cell]:
        """Find the cells of the supplier, recipient and munition asked for."""
        munitions = wanted.munition_ids()
        for (supplier, recipient), cells in self._near(wanted).items():
            for munition, number in zip(cells.munitions, cells.numbers, strict=True):
                if munitions is None or munition in munitions:
                    yield Cell(number, supplier, recipient, munition, self)

    def cells_between(self, pairs: Iterable[Pair]) -> Iterator[Cell]:
        """Find all cells of some pairs."""
        for pair in pairs:
            for munition, number in self._cells_of(*pair):
                yield Cell(number, *pair, munition, self)

    def pairs(self, wanted: Filter) -> Collection[Pair]:
        """List the pairs of the supplier and recipient asked for, whatever else is."""
        return list(self._near(wanted))

    def pair_of(self, number: int) -> Pair:
        """Name the supplier and recipient of a cell."""
        return self._pair[number].pair

    def claims_of(self, number: int) -> list[NetworkClaim]:
        """Make the claims of a cell, or give those that were made before."""
        made = self._made.get(number)
        if made is None:
            key, claim = self._key(number), self._held.claim
            made = self._made[number] = [claim(row, key) for row in self._rows(number)]
            self._claims_made += len(made)
            while self._claims_made > AT_HAND and len(self._made) > 1:
                self._forget(next(iter(self._made)))
        return made

    def against(self, supplier: str, recipient: str, munition: str | None) -> list[NetworkClaim]:
        """Find the claims of a pair that speak against what others say of this munition."""
        disputed = disputing(munition)
        return [
            placed
            for munition, number in self._cells_of(supplier, recipient)
            if munition in disputed
            for placed in self._disputes(number)
        ]

    def disputes_of(self, supplier: str, recipient: str) -> list[NetworkClaim]:
        """Find the claims of a pair that speak against anything."""
        cells = self._cells_of(supplier, recipient)
        return [placed for _, number in cells for placed in self._disputes(number)]

    def beside(self, number: int) -> Sequence[int]:
        """List the numbers of all cells of the pair of a cell."""
        return self._pair[number].numbers

    def tell_anew(self, row: int) -> None:
        """Note that the origins of a claim that is in a cell may be others now."""
        self._edges.change(self._pair[self._cell[row]].pair)

    def tell_all_anew(self) -> None:
        """Note that the origins of all claims may be others now."""
        for pair in self._of_pair:
            self._edges.change(pair)

    def edges(self, rules: Rules) -> Edges:
        """Give all edges that supplies make; what was handed out before stays as it was."""
        return self._edges.edges(rules)

    def count_cells(self) -> int:
        """Count the cells."""
        return len(self._pair) - len(self._free)

    def count_pairs(self) -> int:
        """Count the pairs of supplier and recipient."""
        return len(self._of_pair)

    def count_actors(self) -> int:
        """Count the actors."""
        return len(self._of_supplier.keys() | self._of_recipient.keys())

    def _add_pair(self, pair: Pair) -> PairCells:
        cells = self._of_pair[pair] = PairCells(pair)
        self._of_supplier.setdefault(pair[0], {})[pair] = cells
        self._of_recipient.setdefault(pair[1], {})[pair] = cells
        return cells

    def _make_cell(self, cells: PairCells, munition: str | None) -> int:
        if self._free:
            number = self._free.pop()
            self._pair[number], self._munition[number] = cells, munition
        else:
            number = len(self._pair)
            self._pair.append(cells)
            self._munition.append(munition)
            self._head.append(_END)
            self._tail.append(_END)
        cells.munitions.append(munition)
        cells.numbers.append(number)
        return number

    def _key(self, number: int) -> CellKey:
        return (*self._pair[number].pair, self._munition[number])

    def _cells_of(self, supplier: str, recipient: str) -> Iterator[tuple[str | None, int]]:
        cells = self._of_pair.get((supplier, recipient), _NOBODY)
        return zip(cells.munitions, cells.numbers, strict=True)

    def _drop(self, number: int) -> None:
        cells, pair = self._pair[number], self._pair[number].pair
        place = cells.numbers.index(number)
        del cells.numbers[place], cells.munitions[place]
        self._free.append(number)
        self._pair[number] = _NOBODY
        if not cells.numbers:
            del self._of_pair[pair]
            for index, actor in ((self._of_supplier, pair[0]), (self._of_recipient, pair[1])):
                del index[actor][pair]
                if not index[actor]:
                    del index[actor]

    def _rows(self, number: int) -> Iterator[int]:
        row = self._head[number]
        while row != _END:
            yield row
            row = self._next[row]

    def _disputes(self, number: int) -> list[NetworkClaim]:
        if not any(map(self._held.disputes, self._rows(number))):
            return []
        return [placed for placed in self.claims_of(number) if placed.disputes]

    def _forget(self, number: int) -> None:
        self._claims_made -= len(self._made.pop(number, ()))

    def _near(self, wanted: Filter) -> Mapping[Pair, PairCells]:
        near = self._near_one(wanted.supplier, wanted.recipient)
        if not (wanted.suppliers or wanted.recipients or wanted.actors):
            return near
        if near is self._of_pair:
            near = self._near_several(wanted)
        return {pair: cells for pair, cells in near.items() if wanted.concerns(*pair)}

    def _near_one(self, supplier: str | None, recipient: str | None) -> Mapping[Pair, PairCells]:
        if supplier is not None and recipient is not None:
            pair = (supplier, recipient)
            return {pair: self._of_pair[pair]} if pair in self._of_pair else {}
        if supplier is not None:
            return self._of_supplier.get(supplier, {})
        if recipient is not None:
            return self._of_recipient.get(recipient, {})
        return self._of_pair

    def _near_several(self, wanted: Filter) -> Mapping[Pair, PairCells]:
        """Find the pairs of some of the actors asked for: all that can match are among them."""
        sides = ((self._of_supplier, wanted.suppliers), (self._of_recipient, wanted.recipients))
        for index, actors in sides:
            if actors:
                return {p: c for one in sorted(actors) for p, c in index.get(one, {}).items()}
        either = sorted(wanted.actors)
        indexes = (self._of_supplier, self._of_recipient)
        return {p: c for index in indexes for one in either for p, c in index.get(one, {}).items()}

    def _supplies(self, supplier: str, recipient: str) -> list[NetworkClaim]:
        cells = self._cells_of(supplier, recipient)
        return [one for _, number in cells for one in self.claims_of(number) if one.is_supply]
