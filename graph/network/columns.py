"""What is told of the nodes and edges that are drawn: the same attributes in every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from graph.network.amounts import Amount
from graph.network.cells import NetworkClaim, quote
from graph.network.drawn import DrawnActor, DrawnEdge

Value: TypeAlias = str | int | float | bool | date | None
Thing = TypeVar("Thing")

_AT_ONCE = 500

JOINT = ";"
"""What stands between the values of a list."""


class ValueKind(StrEnum):
    """What sort of value a column has."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Thing]):
    """An attribute: its name, what it means, and how it is taken; None where it is unknown."""

    name: str
    kind: ValueKind
    means: str
    take: Callable[[Thing], Value]


def _column(
    name: str, kind: ValueKind, means: str, take: Callable[[Thing], Value]
) -> Column[Thing]:
    return Column(name=name, kind=kind, means=means, take=take)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _of_quote(take: Callable[[NetworkClaim], Value]) -> Callable[[DrawnEdge], Value]:
    return lambda edge: take(edge.row.quotes[0]) if edge.row.quotes else None


def _of_amount(take: Callable[[Amount], Value]) -> Callable[[DrawnEdge], Value]:
    return lambda edge: take(edge.row.amounts[0]) if edge.row.amounts else None


_TEXT, _INTEGER, _NUMBER = ValueKind.TEXT, ValueKind.INTEGER, ValueKind.NUMBER
_FLAG, _DAY = ValueKind.FLAG, ValueKind.DAY

ACTOR_COLUMNS: tuple[Column[DrawnActor], ...] = (
    _column("label", _TEXT, "Its name", lambda one: one.actor.label),
    _column(
        "kind",
        _TEXT,
        "state, historical-state, organisation, non-state, or named: known by its name alone",
        lambda one: one.actor.kind.value,
    ),
    _column("alpha2", _TEXT, "ISO 3166-1 alpha-2 code of a state", lambda one: one.actor.alpha2),
    _column("home", _TEXT, "The state that a group belongs to", lambda one: one.actor.home),
    _column("suppliers", _INTEGER, "Actors that supply it", lambda one: one.suppliers),
    _column("recipients", _INTEGER, "Actors that it supplies", lambda one: one.recipients),
    _column("received", _INTEGER, "Claims in which it receives", lambda one: one.received),
    _column("supplied", _INTEGER, "Claims in which it supplies", lambda one: one.supplied),
    _column(
        "pagerank",
        _NUMBER,
        "Where supplies end up: PageRank of this network, weighted by independent origins",
        lambda one: one.pagerank,
    ),
    _column(
        "community",
        _INTEGER,
        "Its group in this network by Louvain, weighted by independent origins; 1 is the largest",
        lambda one: one.community,
    ),
)
"""Of nodes, beside their ids."""

LABEL, KIND, WEIGHT = "label", "kind", "weight"
"""Attributes of edges that some formats have a place of their own for."""

EDGE_COLUMNS: tuple[Column[DrawnEdge], ...] = (
    _column(LABEL, _TEXT, "What is supplied: up to three munitions", lambda edge: edge.label),
    _column(
        KIND,
        _TEXT,
        "What tells edges of a pair apart: the munition; empty by pair",
        lambda edge: edge.kind,
    ),
    _column(WEIGHT, _INTEGER, "Independent origins", lambda edge: edge.row.origins),
    _column(
        "munition",
        _TEXT,
        "Concept that it is about; military-aid is any",
        lambda edge: edge.row.munition,
    ),
    _column(
        "munitions",
        _TEXT,
        "Concepts that the claims name, most claims first",
        lambda edge: JOINT.join(one.munition for one in edge.munitions if one.munition) or None,
    ),
    _column(
        "strength",
        _TEXT,
        "How well it is established: documented, corroborated, reported or alleged",
        lambda edge: edge.row.strength.value if edge.row.strength else None,
    ),
    _column("contested", _FLAG, "Somebody says no", lambda edge: edge.row.contested),
    _column(
        "suspended", _FLAG, "The last that is known is a stop", lambda edge: edge.row.suspended
    ),
    _column("disputed", _INTEGER, "Claims that say no", lambda edge: edge.row.disputed),
    _column("articles", _INTEGER, "Articles", lambda edge: edge.row.articles),
    _column("sources", _INTEGER, "Evidence sources named", lambda edge: edge.row.sources),
    _column("origins", _INTEGER, "Independent origins", lambda edge: edge.row.origins),
    _column(
        "status", _TEXT, "The strongest: asserted, alleged …", lambda edge: edge.row.status.value
    ),
    _column(
        "stages",
        _TEXT,
        "Stages reached, in their order",
        lambda edge: JOINT.join(stage.value for stage in edge.row.stages),
    ),
    _column("first", _DAY, "First day of the events", lambda edge: _day(edge.row.first)),
    _column("last", _DAY, "Last day of the events", lambda edge: _day(edge.row.last)),
    _column("first_reported", _DAY, "First publication", lambda edge: edge.row.first_reported),
    _column("last_reported", _DAY, "Last publication", lambda edge: edge.row.last_reported),
    _column(
        "amount_least",
        _INTEGER,
        "Of the unit most often named: the largest number that one claim vouches for",
        _of_amount(lambda amount: amount.least),
    ),
    _column(
        "amount_most",
        _INTEGER,
        "What all different transfers come to at most; empty is open",
        _of_amount(lambda amount: amount.most),
    ),
    _column("amount_unit", _TEXT, "That unit; empty is pieces", _of_amount(lambda one: one.unit)),
    _column("quote", _TEXT, "What one article says", _of_quote(lambda one: one.quote)),
    _column(
        "quote_publisher", _TEXT, "Its publisher", _of_quote(lambda one: one.article.publisher)
    ),
    _column("quote_published", _DAY, "Its day", _of_quote(lambda one: one.article.published)),
    _column("quote_url", _TEXT, "Its address", _of_quote(lambda one: one.article.url)),
    _column("quote_claim", _TEXT, "The claim: /v1/claims/…", _of_quote(lambda one: one.id)),
)
"""Of edges, beside their ids and ends."""


def worded(edges: Sequence[DrawnEdge]) -> Iterator[DrawnEdge]:
    """Give edges one after the other, the words that columns take of them fetched many at once."""
    for start in range(0, len(edges), _AT_ONCE):
        some = edges[start : start + _AT_ONCE]
        quote(placed for edge in some for placed in edge.row.quotes[:1])
        yield from some
