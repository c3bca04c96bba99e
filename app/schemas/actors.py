"""Actors and munitions as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Self

from pydantic import Field

from app.schemas.claims import Out, Page
from app.schemas.supplies import Labelled
from graph.claims.actor import Actor, ActorKind, describe_actor
from graph.claims.munition import Munition, broader_munitions
from graph.network.supplies import SupplyRow


class ActorOut(Out):
    """An actor and how often it supplies and receives."""

    id: str
    label: str
    kind: ActorKind
    alpha2: str | None
    home: str | None = Field(description="The state that a group belongs to")
    supplying: int = Field(description="Claims that name it as supplier")
    receiving: int = Field(description="Claims that name it as recipient")
    url: str

    @classmethod
    def of(cls, actor: Actor, *, supplying: int, receiving: int) -> Self:
        """Show an actor."""
        return cls(
            id=actor.id,
            label=actor.label,
            kind=actor.kind,
            alpha2=actor.alpha2,
            home=actor.home,
            supplying=supplying,
            receiving=receiving,
            url=f"/v1/actors/{actor.id}",
        )


class ActorsPage(Page):
    """Actors, by label."""

    actors: tuple[ActorOut, ...]


class PartnerOut(Out):
    """The other side of a relationship."""

    actor: Labelled
    claims: int
    munitions: tuple[str, ...]


class ActorAnswer(Out):
    """An actor with those who supply it and those it supplies, most claims first."""

    sequence: int
    actor: ActorOut
    suppliers: tuple[PartnerOut, ...]
    recipients: tuple[PartnerOut, ...]


class MunitionOut(Out):
    """A munition concept and its place in the tree."""

    id: str
    label: str
    broader: tuple[str, ...] = Field(description="The concepts above it, nearest first")
    unroca: str | None = Field(description="Category of the UN Register of Conventional Arms")
    sipri: str | None = Field(description="Category of SIPRI")
    eu_cml: str | None = Field(description="Item of the EU Common Military List")
    examples: tuple[str, ...]
    claims: int = Field(description="Claims that name it, or a narrower concept")

    @classmethod
    def of(cls, munition: Munition, claims: int) -> Self:
        """Show a munition concept."""
        return cls(
            id=munition.id,
            label=munition.label,
            broader=broader_munitions(munition.id),
            unroca=munition.unroca,
            sipri=munition.sipri,
            eu_cml=munition.eu_cml,
            examples=munition.examples,
            claims=claims,
        )


class MunitionsAnswer(Out):
    """Every munition concept, in the order of the register."""

    sequence: int
    munitions: tuple[MunitionOut, ...]


def show_partners(rows: Iterable[SupplyRow], *, suppliers: bool) -> tuple[PartnerOut, ...]:
    """Add rows up to partners: the suppliers in them, or the recipients."""
    claims: Counter[str] = Counter()
    named: dict[str, list[str]] = {}
    for row in rows:
        partner = row.supplier if suppliers else row.recipient
        claims[partner] += row.claims
        if row.munition:
            named.setdefault(partner, []).append(row.munition)
    ordered = sorted(claims, key=lambda actor: (-claims[actor], actor))
    return tuple(
        PartnerOut(
            actor=Labelled.actor(actor),
            claims=claims[actor],
            munitions=tuple(dict.fromkeys(named.get(actor, ()))),
        )
        for actor in ordered
    )


def count_roles(rows: Iterable[SupplyRow]) -> tuple[Counter[str], Counter[str]]:
    """Count the claims of each actor as supplier, and as recipient."""
    supplying: Counter[str] = Counter()
    receiving: Counter[str] = Counter()
    for row in rows:
        supplying[row.supplier] += row.claims
        receiving[row.recipient] += row.claims
    return supplying, receiving


def show_actor(actor_id: str, roles: tuple[Counter[str], Counter[str]]) -> ActorOut:
    """Show an actor with its counts."""
    supplying, receiving = roles
    return ActorOut.of(
        describe_actor(actor_id), supplying=supplying[actor_id], receiving=receiving[actor_id]
    )
