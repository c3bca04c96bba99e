"""Chokepoints, and the network without some actors or relationships, as JSON."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field

from app.schemas.claims import Out
from app.schemas.network import MeasureAnswer, NetworkTold
from app.schemas.supplies import Labelled
from app.schemas.wanted import Name, Wanted
from graph.errors import InvalidField
from graph.ingest.resolve.names import find_actor
from graph.network.chokepoints import Chokepoints, Pair
from graph.network.edges import Edge
from graph.network.whatif import LostReach, LostSupplies, Removal, Size, WhatIf

TO = ">"
"""Stands between supplier and recipient."""


class EndsWanted(Wanted):
    """From where to where, on which claims."""

    source: Annotated[str, Field(alias="from", description="Actor at the start, in any spelling")]
    target: Annotated[str, Field(alias="to", description="Actor at the end, in any spelling")]


class WhatIfWanted(Wanted):
    """What to take away, of which claims."""

    actors: Name = Field(
        default=None, description="Actors to take away, separated by commas", examples=["IRN,PRK"]
    )
    relationships: Name = Field(
        default=None,
        description="Relationships to take away, separated by commas: supplier>recipient",
        examples=["IRN>houthis"],
    )

    def removal(self) -> Removal:
        """Resolve the names; raises UnknownActor or InvalidField, naming the field."""
        actors = (find_actor(name, field="actors").id for name in _parts(self.actors))
        pairs = (_pair(text) for text in _parts(self.relationships))
        return Removal(actors=frozenset(actors), relationships=frozenset(pairs))


def _parts(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def _pair(text: str) -> Pair:
    names = [name.strip() for name in text.split(TO)]
    if len(names) != 2 or not all(names):
        raise InvalidField(
            f"{text!r} is no relationship",
            field="relationships",
            value=text,
            remedy=f"Write it as supplier{TO}recipient, for instance IRN{TO}houthis",
        )
    supplier, recipient = (find_actor(name, field="relationships").id for name in names)
    return supplier, recipient


class PairOut(Out):
    """A supplier and a recipient."""

    supplier: Labelled
    recipient: Labelled

    @classmethod
    def of(cls, pair: Pair) -> Self:
        """Show a pair."""
        return cls(supplier=Labelled.actor(pair[0]), recipient=Labelled.actor(pair[1]))


class ChokepointsAnswer(MeasureAnswer):
    """Where all ways from one actor to another can be cut."""

    source: Labelled
    target: Labelled
    connected: bool = Field(description="Whether any way leads there")
    actors: tuple[Labelled, ...] = Field(description="Each alone cuts all ways")
    relationships: tuple[PairOut, ...] = Field(description="Each alone cuts all ways")
    fewest_actors: tuple[Labelled, ...] | None = Field(
        description="A smallest set that cuts all ways; null where the supply is direct"
    )
    fewest_relationships: tuple[PairOut, ...] = Field(
        description="A smallest set that cuts all ways"
    )

    @classmethod
    def of(cls, found: Chokepoints) -> Self:
        """Show the chokepoints."""
        fewest = found.fewest_actors
        return cls(
            sequence=found.on.sequence,
            network=NetworkTold.of(found.on),
            source=Labelled.actor(found.source),
            target=Labelled.actor(found.target),
            connected=found.connected,
            actors=tuple(map(Labelled.actor, found.actors)),
            relationships=tuple(map(PairOut.of, found.relationships)),
            fewest_actors=None if fewest is None else tuple(map(Labelled.actor, fewest)),
            fewest_relationships=tuple(map(PairOut.of, found.fewest_relationships)),
        )


class SizeOut(Out):
    """How large a network is."""

    actors: int
    edges: int
    claims: int
    parts: int = Field(description="Parts that hang together, whichever way")
    connected: int = Field(description="Pairs of actors with a way from one to the other")

    @classmethod
    def of(cls, size: Size) -> Self:
        """Show a size."""
        return cls(
            actors=size.actors,
            edges=size.edges,
            claims=size.claims,
            parts=size.parts,
            connected=size.connected,
        )


class LostEdgeOut(PairOut):
    """A relationship that goes."""

    claims: int
    origins: int

    @classmethod
    def of_edge(cls, edge: Edge) -> Self:
        """Show an edge."""
        return cls(
            supplier=Labelled.actor(edge.supplier),
            recipient=Labelled.actor(edge.recipient),
            claims=edge.claims,
            origins=edge.origins,
        )


class LostReachOut(Out):
    """How many of those that stay an actor reaches."""

    actor: Labelled
    before: int
    after: int

    @classmethod
    def of(cls, one: LostReach) -> Self:
        """Show an actor."""
        return cls(actor=Labelled.actor(one.actor), before=one.before, after=one.after)


class LostSuppliesOut(Out):
    """What a recipient has left."""

    recipient: Labelled
    suppliers_before: int
    suppliers_after: int
    claims_before: int
    claims_after: int
    origins_before: int = Field(description="Independent origins, which the index is made of")
    origins_after: int
    herfindahl_before: float | None
    herfindahl_after: float | None
    lost: tuple[str, ...] = Field(description="Munition categories that nobody supplies any more")

    @classmethod
    def of(cls, one: LostSupplies) -> Self:
        """Show a recipient."""
        return cls(
            recipient=Labelled.actor(one.recipient),
            suppliers_before=one.suppliers_before,
            suppliers_after=one.suppliers_after,
            claims_before=one.claims_before,
            claims_after=one.claims_after,
            origins_before=one.origins_before,
            origins_after=one.origins_after,
            herfindahl_before=one.herfindahl_before,
            herfindahl_after=one.herfindahl_after,
            lost=one.lost,
        )


class WhatIfAnswer(MeasureAnswer):
    """What would change without some actors and relationships."""

    actors: tuple[Labelled, ...] = Field(description="Taken away")
    relationships: tuple[PairOut, ...] = Field(description="Taken away")
    before: SizeOut
    after: SizeOut
    lost: tuple[LostEdgeOut, ...] = Field(description="Relationships that go")
    left_alone: tuple[Labelled, ...] = Field(description="Actors with no part in anything else")
    reach: tuple[LostReachOut, ...] = Field(description="Who reaches fewer of those that stay")
    supplies: tuple[LostSuppliesOut, ...] = Field(description="Who has fewer suppliers")

    @classmethod
    def of(cls, found: WhatIf) -> Self:
        """Show what changes."""
        return cls(
            sequence=found.on.sequence,
            network=NetworkTold.of(found.on),
            actors=tuple(map(Labelled.actor, sorted(found.removal.actors))),
            relationships=tuple(map(PairOut.of, sorted(found.removal.relationships))),
            before=SizeOut.of(found.before),
            after=SizeOut.of(found.after),
            lost=tuple(map(LostEdgeOut.of_edge, found.lost)),
            left_alone=tuple(map(Labelled.actor, found.left_alone)),
            reach=tuple(map(LostReachOut.of, found.reach)),
            supplies=tuple(map(LostSuppliesOut.of, found.supplies)),
        )
