"""Who matters in the network: measures of networkx on the projected DiGraph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from graph.errors import InvalidField
from graph.network.filter import Filter
from graph.network.links import hits, pagerank
from graph.network.projection import ComputedOn, Projection, measured

if TYPE_CHECKING:
    import networkx as nx

    from graph.network.network import Network

Scores: TypeAlias = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure: what it tells, and how it is computed."""

    name: str
    description: str
    compute: Callable[[nx.DiGraph[str]], Scores]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """An actor's score."""

    actor: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Centrality:
    """The scores of a measure, highest first, and the network they were computed on."""

    on: ComputedOn
    measure: str
    description: str
    scores: tuple[Score, ...]


def centrality(network: Network, measure: str, wanted: Filter | None = None) -> Centrality:
    """Score every actor of the claims that match, once for as long as nothing is added.

    Raises InvalidField for an unknown measure, or one that has no answer on this network.
    """
    chosen = MEASURES.get(measure)
    if chosen is None:
        raise InvalidField(
            f"No measure is called {measure!r}",
            field="measure",
            value=measure,
            remedy=f"Known: {', '.join(MEASURES)}",
        )
    return measured(network, ("centrality", measure), wanted, partial(_score, chosen))


def _score(measure: Measure, projection: Projection) -> Centrality:
    digraph = projection.digraph
    scores = measure.compute(digraph) if digraph else {}
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return Centrality(
        on=projection.computed_on,
        measure=measure.name,
        description=measure.description,
        scores=tuple(Score(actor=actor, value=value) for actor, value in ranked),
    )


def _degree(digraph: nx.DiGraph[str]) -> Scores:
    import networkx as nx

    return nx.degree_centrality(digraph)


def _in_degree(digraph: nx.DiGraph[str]) -> Scores:
    import networkx as nx

    return nx.in_degree_centrality(digraph)


def _out_degree(digraph: nx.DiGraph[str]) -> Scores:
    import networkx as nx

    return nx.out_degree_centrality(digraph)


def _strength(digraph: nx.DiGraph[str]) -> Scores:
    return dict(digraph.degree(weight="weight"))


def _in_strength(digraph: nx.DiGraph[str]) -> Scores:
    return dict(digraph.in_degree(weight="weight"))


def _out_strength(digraph: nx.DiGraph[str]) -> Scores:
    return dict(digraph.out_degree(weight="weight"))


def _betweenness(digraph: nx.DiGraph[str]) -> Scores:
    import networkx as nx

    return nx.betweenness_centrality(digraph, weight="distance")


def _closeness(digraph: nx.DiGraph[str]) -> Scores:
    import networkx as nx

    return nx.closeness_centrality(digraph, distance="distance")


def _eigenvector(digraph: nx.DiGraph[str]) -> Scores:
    import networkx as nx

    if nx.is_directed_acyclic_graph(digraph):
        # All weight would run out into those who supply nobody: the measure is not defined.
        raise _no_eigenvector("no supplies run in a circle")
    try:
        return nx.eigenvector_centrality(digraph, max_iter=1000, weight="weight")
    except nx.PowerIterationFailedConvergence as failed:
        raise _no_eigenvector("its iteration does not settle") from failed


def _k_core(digraph: nx.DiGraph[str]) -> Scores:
    import networkx as nx

    return nx.core_number(digraph.to_undirected())


def _no_eigenvector(reason: str) -> InvalidField:
    return InvalidField(
        f"The eigenvector measure has no answer on this network: {reason}",
        field="measure",
        value="eigenvector",
        remedy="Ask for pagerank, which always has one",
    )


def _hubs(digraph: nx.DiGraph[str]) -> Scores:
    return hits(digraph)[0]


def _authorities(digraph: nx.DiGraph[str]) -> Scores:
    return hits(digraph)[1]


_ALL = (
    Measure(
        name="degree",
        description="Suppliers and recipients together, as a share of all other actors",
        compute=_degree,
    ),
    Measure(
        name="in-degree",
        description="Suppliers an actor has, as a share of all other actors",
        compute=_in_degree,
    ),
    Measure(
        name="out-degree",
        description="Recipients an actor has, as a share of all other actors",
        compute=_out_degree,
    ),
    Measure(
        name="strength",
        description="Independent origins that say that an actor supplies or receives",
        compute=_strength,
    ),
    Measure(
        name="in-strength",
        description="Independent origins that say that it receives",
        compute=_in_strength,
    ),
    Measure(
        name="out-strength",
        description="Independent origins that say that it supplies",
        compute=_out_strength,
    ),
    Measure(
        name="betweenness",
        description="Share of the shortest ways between others that lead through an actor; "
        "a hop of n origins is 1/n long",
        compute=_betweenness,
    ),
    Measure(
        name="closeness",
        description="How short the ways are on which supplies reach an actor; "
        "a hop of n origins is 1/n long",
        compute=_closeness,
    ),
    Measure(
        name="pagerank",
        description="Where supplies end up: PageRank from supplier to recipient, damping 0.85, "
        "weighted by origins",
        compute=pagerank,
    ),
    Measure(
        name="eigenvector",
        description="Supplied by those who are supplied much themselves, weighted by origins",
        compute=_eigenvector,
    ),
    Measure(
        name="hubs",
        description="HITS: supplies those whom strong suppliers supply, weighted by origins",
        compute=_hubs,
    ),
    Measure(
        name="authorities",
        description="HITS: supplied by strong suppliers, weighted by origins",
        compute=_authorities,
    ),
    Measure(
        name="k-core",
        description="The largest k such that an actor is in a group where each deals with k others "
        "of it, as supplier or recipient",
        compute=_k_core,
    ),
)

MEASURES: Mapping[str, Measure] = MappingProxyType({measure.name: measure for measure in _ALL})
"""All measures, by name."""
