"""The shape of the network as JSON: its structure, and the groups in it."""

from __future__ import annotations

from typing import Self

from pydantic import Field

from app.schemas.claims import Out
from app.schemas.network import MeasureAnswer, NetworkTold
from app.schemas.supplies import Labelled
from app.schemas.wanted import Wanted
from graph.network.communities import (
    MAX_RESOLUTION,
    MIN_RESOLUTION,
    Communities,
    Community,
)
from graph.network.structure import Articulation, Bridge, Structure


class CommunitiesWanted(Wanted):
    """How fine the groups are, on which claims."""

    resolution: float = Field(
        default=1.0,
        description="0.1 to 10; below 1 gives larger groups, above 1 smaller ones",
        json_schema_extra={"minimum": MIN_RESOLUTION, "maximum": MAX_RESOLUTION},
    )


class BridgeOut(Out):
    """A tie that alone holds two sides of a part together."""

    actors: tuple[Labelled, Labelled]
    cut_off: int = Field(description="Actors on the smaller side")
    rest: int = Field(description="Actors on the other side")

    @classmethod
    def of(cls, bridge: Bridge) -> Self:
        """Show a bridge."""
        one, other = map(Labelled.actor, bridge.actors)
        return cls(actors=(one, other), cut_off=bridge.cut_off, rest=bridge.rest)


class ArticulationOut(Out):
    """An actor that alone holds a part together."""

    actor: Labelled
    parts: int = Field(description="Parts that are left without it")

    @classmethod
    def of(cls, point: Articulation) -> Self:
        """Show an articulation point."""
        return cls(actor=Labelled.actor(point.actor), parts=point.parts)


class StructureAnswer(MeasureAnswer):
    """How the network hangs together."""

    density: float | None = Field(description="Edges as a share of all that could be")
    reciprocity: float | None = Field(description="Edges that go both ways, as a share of all")
    mutual: tuple[tuple[str, str], ...] = Field(description="Pairs who supply each other")
    parts: tuple[tuple[str, ...], ...] = Field(description="Actors that hang together, any way")
    circles: tuple[tuple[str, ...], ...] = Field(description="Actors that all reach each other")
    bridges: tuple[BridgeOut, ...]
    articulation_points: tuple[ArticulationOut, ...]

    @classmethod
    def of(cls, found: Structure) -> Self:
        """Show the structure."""
        return cls(
            sequence=found.on.sequence,
            network=NetworkTold.of(found.on),
            density=found.density,
            reciprocity=found.reciprocity,
            mutual=found.mutual,
            parts=found.parts,
            circles=found.circles,
            bridges=tuple(map(BridgeOut.of, found.bridges)),
            articulation_points=tuple(map(ArticulationOut.of, found.articulations)),
        )


class CommunityOut(Out):
    """Actors that belong together."""

    actors: tuple[Labelled, ...]
    inside: int = Field(description="Independent origins between two of them")
    outside: int = Field(description="Independent origins between one of them and someone else")

    @classmethod
    def of(cls, group: Community) -> Self:
        """Show a group."""
        actors = tuple(map(Labelled.actor, group.actors))
        return cls(actors=actors, inside=group.inside, outside=group.outside)


class CommunitiesAnswer(MeasureAnswer):
    """Groups with more supplies among them than chance would give, largest first."""

    resolution: float
    modularity: float | None
    communities: tuple[CommunityOut, ...]

    @classmethod
    def of(cls, found: Communities) -> Self:
        """Show the groups."""
        return cls(
            sequence=found.on.sequence,
            network=NetworkTold.of(found.on),
            resolution=found.resolution,
            modularity=found.modularity,
            communities=tuple(map(CommunityOut.of, found.groups)),
        )
