"""Actors as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Self

from pydantic import Field

from app.schemas.claims import Out, Page
from app.schemas.supplies import Labelled
from app.schemas.wanted import NOT_TOLD, Names, PageWanted, Wanted
from graph.claims.actor import Actor, ActorKind, describe_actor
from graph.network.partners import Partner, Side, partners
from graph.network.supplies import SupplyRow


class SuppliersWanted(Wanted, PageWanted):
    """Which claims count, and which part of the suppliers; the address names the recipient."""

    recipient: Names = Field(default=(), json_schema_extra=NOT_TOLD)


class RecipientsWanted(Wanted, PageWanted):
    """Which claims count, and which part of the recipients; the address names the supplier."""

    supplier: Names = Field(default=(), json_schema_extra=NOT_TOLD)


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
    first: str | None = Field(description="First day of the events, as far as texts say")
    last: str | None
    first_reported: date | None
    last_reported: date | None

    @classmethod
    def of(cls, partner: Partner) -> Self:
        """Show a partner."""
        return cls(
            actor=Labelled.actor(partner.actor),
            claims=partner.claims,
            munitions=partner.munitions,
            first=partner.first,
            last=partner.last,
            first_reported=partner.first_reported,
            last_reported=partner.last_reported,
        )


class SuppliersPage(Page):
    """Those who supply an actor, most claims first."""

    suppliers: tuple[PartnerOut, ...]


class RecipientsPage(Page):
    """Those whom an actor supplies, most claims first."""

    recipients: tuple[PartnerOut, ...]


class ActorCategoryOut(Out):
    """How much is told of a category of munitions."""

    category: Labelled | None = Field(description="Null where claims name no category")
    claims: int


class SideOut(Out):
    """All that an actor supplies, or all that it receives."""

    claims: int
    partners: int
    categories: tuple[ActorCategoryOut, ...] = Field(description="Most claims first")
    first: str | None = Field(description="First day of the events, as far as texts say")
    last: str | None
    first_reported: date | None
    last_reported: date | None

    @classmethod
    def of(cls, side: Side) -> Self:
        """Show one side of an actor."""
        return cls(
            claims=side.claims,
            partners=side.partners,
            categories=tuple(
                ActorCategoryOut(category=Labelled.munition(one.category), claims=one.claims)
                for one in side.categories
            ),
            first=side.first,
            last=side.last,
            first_reported=side.first_reported,
            last_reported=side.last_reported,
        )


class ActorAnswer(Out):
    """An actor with those who supply it and those it supplies, most claims first."""

    sequence: int
    actor: ActorOut
    supplied: SideOut = Field(description="What it supplies")
    received: SideOut = Field(description="What it receives")
    suppliers: tuple[PartnerOut, ...]
    recipients: tuple[PartnerOut, ...]


def show_partners(rows: Iterable[SupplyRow], *, suppliers: bool) -> tuple[PartnerOut, ...]:
    """Add rows up to partners: the suppliers in them, or the recipients."""
    return tuple(PartnerOut.of(partner) for partner in partners(rows, suppliers=suppliers))


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
