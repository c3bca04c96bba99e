"""The list of actors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.listing.fields import fields_of, sorts_by
from app.listing.kept import keep
from app.listing.listing import Listing
from app.schemas.actors import ActorOut, count_roles
from app.wiring import Materiel
from graph.claims.actor import Actor, actors, describe_actor
from graph.errors import UnknownActor
from graph.ingest.resolve.names import find_actor
from graph.network.filter import Filter
from graph.network.rolling import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor, and how many claims name it on either side."""

    actor: Actor
    supplying: int
    receiving: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRows:
    """Actors by label, at one sequence number."""

    sequence: int
    rows: Sequence[ActorRow]


_FIELDS = fields_of(
    ActorOut,
    {
        "supplying": "supplying",
        "receiving": "receiving",
        "url": lambda row: f"/v1/actors/{row.actor.id}",
    },
    base="actor",
)

ACTORS = Listing(
    name="actors",
    fields=_FIELDS,
    own=lambda row: (row.actor.label, row.actor.id),
    sorts=sorts_by(_FIELDS, "id", "label", "kind", "home", "supplying", "receiving"),
)


def list_actors(materiel: Materiel, wanted: Filter, *, whole_register: bool) -> ActorRows:
    """List the actors that claims which match name, or the whole register with them."""
    return keep(
        materiel,
        ("actors", wanted, whole_register),
        lambda: _rows(materiel, wanted, whole_register=whole_register),
    )


def search_actors(rows: Iterable[ActorRow], text: str) -> list[ActorRow]:
    """Keep the actors whose label holds the text, or that it is a name of."""
    try:
        meant = find_actor(text, field="q").id
    except UnknownActor:
        meant = None
    part = text.strip().casefold()
    return [row for row in rows if row.actor.id == meant or part in row.actor.label.casefold()]


def _rows(materiel: Materiel, wanted: Filter, *, whole_register: bool) -> ActorRows:
    # Pairs have all claims of their munitions, but are another strength than these.
    level = Level.PAIR if wanted.strength is None else Level.MUNITION
    found = materiel.network.rolled_up(wanted, level)
    supplying, receiving = count_roles(found.rows)
    named = supplying.keys() | receiving.keys()
    known = named | actors().keys() if whole_register else named
    rows = [
        ActorRow(
            actor=describe_actor(actor), supplying=supplying[actor], receiving=receiving[actor]
        )
        for actor in known
    ]
    rows.sort(key=lambda row: (row.actor.label, row.actor.id))
    return ActorRows(sequence=found.sequence, rows=rows)
