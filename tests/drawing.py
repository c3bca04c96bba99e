"""A small network to draw, with all that is awkward in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.claims.claim import Quantity, Status
from graph.network.columns import Column, Thing, Value
from graph.network.drawn import Drawn, draw
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.rolling import Level
from tests.making import make_read, told

AWKWARD = 'A "quote" & <tag>\x0b, tab\t'
"""Words in an article that XML has marks for, or no place at all."""

TANKS = Quantity(text="40 tanks", min=40, max=50, unit=None, approximate=False)


def sample() -> Network:
    """Make the network: two pairs in a circle, a group, and a company that no register knows."""
    network = Network()
    network.add_many(
        [
            make_read(
                told("POL", "UKR", date="2024-03", quantity=TANKS, source="Warsaw"),
                told("POL", "UKR", "artillery-ammunition", date="2023"),
                told("POL", "UKR", None),
                story=AWKWARD,
                publisher="=1+1",
                published=date(2024, 4, 1),
            ),
            make_read(told("POL", "UKR", date="2024-05-02"), story="two", published=None),
            make_read(told("UKR", "POL", "funding", date="2020/.."), story="three"),
            make_read(told("IRN", "hezbollah", "ballistic-missile"), story="four"),
            make_read(
                told("IRN", "hezbollah", "ballistic-missile", status=Status.DENIED), story="five"
            ),
            make_read(told("name:acme-arms", "UKR", "armed-drone", date="../2022"), story="six"),
            make_read(told("OMN", "OMN"), story="seven"),
        ]
    )
    return network


def drawing(level: Level = Level.MUNITION, wanted: Filter | None = None) -> Drawn:
    """Draw it."""
    return draw(sample(), wanted or Filter(), level)


def plain(columns: Sequence[Column[Thing]], one: Thing) -> dict[str, Value]:
    """Tell the attributes as a reader gives them back: days spelt out, no illegal characters."""
    told = {column.name: column.take(one) for column in columns}
    return {name: _plain(value) for name, value in told.items() if value is not None}


def _plain(value: Value) -> Value:
    if isinstance(value, date):
        return value.isoformat()
    return value.replace("\x0b", "\ufffd") if isinstance(value, str) else value
