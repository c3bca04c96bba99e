"""The edges that all supplies make, kept by pair until its claims change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from graph.network.cells import NetworkClaim, Pair
from graph.network.edges import Edge, Edges, build_edge
from graph.network.rules import Rules


class KeptEdges:
    """Edges, made anew for what changed; not safe for threads by itself.

    `supplies` finds the claims of a supplier and a recipient that say yes.
    """

    def __init__(self, supplies: Callable[[str, str], Sequence[NetworkClaim]]) -> None:
        self._supplies = supplies
        self._edges: dict[str, dict[str, Edge]] = {}
        self._stale: set[Pair] = set()

    def change(self, pair: Pair) -> None:
        """Note that the claims of a pair, or their origins, may be others now."""
        self._stale.add(pair)

    def edges(self, rules: Rules) -> Edges:
        """Give all edges; what was handed out before stays as it was."""
        changed: dict[str, list[str]] = {}
        for supplier, recipient in self._stale:
            changed.setdefault(supplier, []).append(recipient)
        self._stale.clear()
        for supplier, recipients in changed.items():
            self._renew(supplier, recipients, rules)
        return dict(self._edges)

    def _renew(self, supplier: str, recipients: Iterable[str], rules: Rules) -> None:
        renewed = dict(self._edges.get(supplier, {}))  # the old one may be in someone's hands
        for recipient in recipients:
            edge = None
            if supplier != recipient:
                claims = rules.heard(self._supplies(supplier, recipient))
                edge = build_edge(supplier, recipient, claims, rules.first)
            if edge is None:
                renewed.pop(recipient, None)
            else:
                renewed[recipient] = edge
        if renewed:
            self._edges[supplier] = renewed
        else:
            self._edges.pop(supplier, None)


def edges_of(matching: Iterable[tuple[Pair, Sequence[NetworkClaim]]], rules: Rules) -> Edges:
    """Make the edges that some claims make."""
    told: dict[Pair, list[NetworkClaim]] = {}
    for pair, claims in matching:
        told.setdefault(pair, []).extend(claims)
    edges: dict[str, dict[str, Edge]] = {}
    for (supplier, recipient), of_pair in told.items():
        edge = build_edge(supplier, recipient, rules.heard(of_pair), rules.first)
        if edge is not None and supplier != recipient:
            edges.setdefault(supplier, {})[recipient] = edge
    return edges
