"""Cells by supplier, recipient and pair, and the edges they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias, TypeVar

from graph.network.cells import Cell, CellKey, NetworkClaim
from graph.network.disputes import disputing
from graph.network.edges import Edge, Edges, build_edge
from graph.network.filter import Filter
from graph.network.origins import FirstCopy

Pair: TypeAlias = tuple[str, str]
Key = TypeVar("Key")


class CellIndex:
    """All cells that hold a claim; not safe for threads by itself."""

    def __init__(self) -> None:
        self.claims = 0
        self._cells: dict[CellKey, Cell] = {}
        self._of_supplier: dict[str, dict[CellKey, Cell]] = {}
        self._of_recipient: dict[str, dict[CellKey, Cell]] = {}
        self._of_pair: dict[Pair, dict[CellKey, Cell]] = {}
        self._edges: dict[str, dict[str, Edge]] = {}
        self._stale: set[Pair] = set()

    def add(self, placed: NetworkClaim) -> None:
        """Put a claim into its cell."""
        key = placed.key
        supplier, recipient, munition = key
        cell = self._cells.get(key)
        if cell is None:
            cell = Cell(supplier=supplier, recipient=recipient, munition=munition)
            self._cells[key] = cell
            self._of_supplier.setdefault(supplier, {})[key] = cell
            self._of_recipient.setdefault(recipient, {})[key] = cell
            self._of_pair.setdefault((supplier, recipient), {})[key] = cell
        cell.claims.append(placed)
        self.claims += 1
        self._stale.add((supplier, recipient))

    def remove(self, placed: NetworkClaim) -> None:
        """Take a claim out of its cell; a cell without claims goes too."""
        key = placed.key
        supplier, recipient, _ = key
        cell = self._cells[key]
        cell.claims.remove(placed)
        self.claims -= 1
        self._stale.add((supplier, recipient))
        if not cell.claims:
            del self._cells[key]
            _drop(self._of_supplier, supplier, key)
            _drop(self._of_recipient, recipient, key)
            _drop(self._of_pair, (supplier, recipient), key)

    def cells(self, wanted: Filter) -> Iterator[Cell]:
        """Find the cells of the supplier, recipient and munition asked for."""
        munitions = wanted.munition_ids()
        for cell in self._near(wanted).values():
            if munitions is None or cell.munition in munitions:
                yield cell

    def against(self, supplier: str, recipient: str, munition: str | None) -> list[NetworkClaim]:
        """Find the claims of a pair that speak against what others say of this munition."""
        disputed = disputing(munition)
        return [
            placed
            for other in self._of_pair.get((supplier, recipient), {}).values()
            if other.munition in disputed
            for placed in other.claims
            if placed.disputes
        ]

    def disputes_of(self, supplier: str, recipient: str) -> list[NetworkClaim]:
        """Find the claims of a pair that speak against anything."""
        cells = self._of_pair.get((supplier, recipient), {}).values()
        return [placed for cell in cells for placed in cell.claims if placed.disputes]

    def keys_of_pair(self, supplier: str, recipient: str) -> tuple[CellKey, ...]:
        """List the cells of a supplier and a recipient."""
        return tuple(self._of_pair.get((supplier, recipient), ()))

    def tell_anew(self, placed: NetworkClaim) -> None:
        """Note that the origins of a claim that is here may be others now."""
        self._stale.add(placed.key[:2])

    def edges(self, first: FirstCopy) -> Edges:
        """Give all edges that supplies make; what was handed out before stays as it was."""
        changed: dict[str, list[str]] = {}
        for supplier, recipient in self._stale:
            changed.setdefault(supplier, []).append(recipient)
        self._stale.clear()
        for supplier, recipients in changed.items():
            self._renew(supplier, recipients, first)
        return dict(self._edges)

    def edges_of(
        self, matching: Iterable[tuple[Cell, list[NetworkClaim]]], first: FirstCopy
    ) -> Edges:
        """Give the edges that some claims make."""
        told: dict[Pair, list[NetworkClaim]] = {}
        for cell, claims in matching:
            told.setdefault((cell.supplier, cell.recipient), []).extend(claims)
        edges: dict[str, dict[str, Edge]] = {}
        for (supplier, recipient), of_pair in told.items():
            edge = build_edge(supplier, recipient, of_pair, first)
            if edge is not None and supplier != recipient:
                edges.setdefault(supplier, {})[recipient] = edge
        return edges

    def count_cells(self) -> int:
        """Count the cells."""
        return len(self._cells)

    def count_pairs(self) -> int:
        """Count the pairs of supplier and recipient."""
        return len(self._of_pair)

    def count_actors(self) -> int:
        """Count the actors."""
        return len(self._of_supplier.keys() | self._of_recipient.keys())

    def _near(self, wanted: Filter) -> dict[CellKey, Cell]:
        supplier, recipient = wanted.supplier, wanted.recipient
        if supplier is not None and recipient is not None:
            return self._of_pair.get((supplier, recipient), {})
        if supplier is not None:
            return self._of_supplier.get(supplier, {})
        if recipient is not None:
            return self._of_recipient.get(recipient, {})
        return self._cells

    def _renew(self, supplier: str, recipients: list[str], first: FirstCopy) -> None:
        renewed = dict(self._edges.get(supplier, {}))  # the old one may be in someone's hands
        for recipient in recipients:
            edge = None
            if supplier != recipient:
                claims = self._supplies(supplier, recipient)
                edge = build_edge(supplier, recipient, claims, first)
            if edge is None:
                renewed.pop(recipient, None)
            else:
                renewed[recipient] = edge
        if renewed:
            self._edges[supplier] = renewed
        else:
            self._edges.pop(supplier, None)

    def _supplies(self, supplier: str, recipient: str) -> list[NetworkClaim]:
        cells = self._of_pair.get((supplier, recipient), {}).values()
        return [placed for cell in cells for placed in cell.claims if placed.is_supply]


def _drop(index: dict[Key, dict[CellKey, Cell]], group: Key, key: CellKey) -> None:
    del index[group][key]
    if not index[group]:
        del index[group]
