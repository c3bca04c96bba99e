"""Where all ways from one actor to another can be cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from graph.network.filter import Filter
from graph.network.paths import check_ends
from graph.network.projection import ComputedOn, Projection, measured

if TYPE_CHECKING:
    import networkx as nx

    from graph.network.network import Network

Pair: TypeAlias = tuple[str, str]
"""Supplier and recipient."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chokepoints:
    """What all ways from source to target go through, of whatever length.

    - `actors`, `relationships`: each alone cuts all ways when it is gone, in the order in which
      they are passed.
    - `fewest_actors`, `fewest_relationships`: a smallest set that cuts all ways together, the one
      nearest the target. No actors can where the source supplies the target itself: then None.
    """

    on: ComputedOn
    source: str
    target: str
    connected: bool
    actors: tuple[str, ...]
    relationships: tuple[Pair, ...]
    fewest_actors: tuple[str, ...] | None
    fewest_relationships: tuple[Pair, ...]


def chokepoints(
    network: Network, source: str, target: str, wanted: Filter | None = None
) -> Chokepoints:
    """Find the actors and relationships without which no way leads from source to target.

    Raises InvalidField unless the ends differ.
    """
    check_ends(source, target)
    return measured(
        network,
        ("chokepoints", source, target),
        wanted,
        lambda projection: _find(projection, source, target),
    )


def _find(projection: Projection, source: str, target: str) -> Chokepoints:
    import networkx as nx

    on, digraph = projection.computed_on, projection.digraph
    if source not in digraph or target not in digraph or not nx.has_path(digraph, source, target):
        return Chokepoints(
            on=on,
            source=source,
            target=target,
            connected=False,
            actors=(),
            relationships=(),
            fewest_actors=(),
            fewest_relationships=(),
        )
    between = _between(digraph, source, target)
    passed = _passed(between, source, target)
    actors = passed[1:-1]
    relationships = tuple(pair for pair in pairwise(passed) if _is_only_way(between, pair))
    return Chokepoints(
        on=on,
        source=source,
        target=target,
        connected=True,
        actors=actors,
        relationships=relationships,
        fewest_actors=_fewest_actors(between, source, target, actors),
        fewest_relationships=_in_order(relationships[-1:])
        or _in_order(nx.minimum_edge_cut(between, source, target)),
    )


def _between(digraph: nx.DiGraph[str], source: str, target: str) -> nx.DiGraph[str]:
    """Keep what lies on some way from source to target."""
    import networkx as nx

    there = nx.descendants(digraph, source) | {source}
    back = nx.ancestors(digraph, target) | {target}
    kept: nx.DiGraph[str] = nx.DiGraph(digraph.subgraph(there & back))
    return kept


def _passed(between: nx.DiGraph[str], source: str, target: str) -> tuple[str, ...]:
    """List whom every way passes, ends included: the dominators of the target."""
    import networkx as nx

    nearest = nx.immediate_dominators(between, source)
    passed = [target]
    while passed[-1] != source:
        passed.append(nearest[passed[-1]])
    return tuple(reversed(passed))


def _is_only_way(between: nx.DiGraph[str], pair: Pair) -> bool:
    """Tell whether no way but the direct one leads on from one whom every way passes."""
    import networkx as nx

    if not between.has_edge(*pair):
        return False
    without = nx.restricted_view(between, [], [pair])
    return not nx.has_path(without, *pair)


def _fewest_actors(
    between: nx.DiGraph[str], source: str, target: str, single: tuple[str, ...]
) -> tuple[str, ...] | None:
    import networkx as nx

    if between.has_edge(source, target):
        return None
    if single:
        return single[-1:]
    return tuple(sorted(nx.minimum_node_cut(between, source, target)))


def _in_order(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(pairs))
