"""Dependence, reach and likeness as JSON: what the network says of one actor."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Self

from pydantic import Field

from app.schemas.claims import Out
from app.schemas.network import DEFAULT_HOPS, HOPS, MeasureAnswer, NetworkTold
from app.schemas.supplies import Labelled
from app.schemas.wanted import MAX_PAGE, Wanted
from graph.errors import InvalidField, MissingField
from graph.ingest.resolve.names import find_actor
from graph.network.dependence import CategoryShares, Dependence, Dependent, Share
from graph.network.filter import Filter, without_ends
from graph.network.reach import Direction, Reach, Reached
from graph.network.similarity import Likeness, Similar, SimilarFound

ONE_OF_TWO = "Give supplier for whom it reaches, or recipient for who reaches it"


class RecipientWanted(Wanted):
    """About which recipient, on which claims."""

    recipient: Annotated[str, Field(description="The recipient asked about, in any spelling")]  # type: ignore[assignment]  # one, where others take several

    def filter(self) -> Filter:
        """Resolve the filters; claims of other recipients count too."""
        return replace(super().filter(), recipient=None)


class SimilarWanted(RecipientWanted):
    """Like which recipient."""

    by: Likeness = Field(default=Likeness.COSINE, description="What to order them by")
    limit: int = Field(default=50, ge=1, le=MAX_PAGE)


class ReachWanted(Wanted):
    """Whose reach: of a supplier, or to a recipient."""

    max_hops: int = Field(default=DEFAULT_HOPS, description="1 to 5", json_schema_extra=HOPS)

    def whose(self) -> str:
        """Resolve the actor; raises UnknownActor, MissingField for none, InvalidField for two."""
        if self.supplier and self.recipient:
            raise InvalidField(
                "supplier and recipient are given",
                field="recipient",
                value=", ".join(self.recipient),
                remedy=ONE_OF_TWO,
            )
        field = "supplier" if self.supplier else "recipient"
        match self.supplier or self.recipient:
            case ():
                raise MissingField("No actor is given", field="supplier", remedy=ONE_OF_TWO)
            case (name,):
                return find_actor(name, field=field).id
            case names:
                raise InvalidField(
                    f"{field} is given {len(names)} times",
                    field=field,
                    value=", ".join(names),
                    remedy="Ask for the reach of one after the other",
                )

    def direction(self) -> Direction:
        """Tell which way to go."""
        return Direction.DOWNSTREAM if self.supplier else Direction.UPSTREAM

    def filter(self) -> Filter:
        """Resolve the filters; claims of all actors count."""
        return without_ends(super().filter())


class ShareOut(Out):
    """A supplier's share, counted in independent origins."""

    supplier: Labelled
    claims: int
    origins: int
    share: float

    @classmethod
    def of(cls, share: Share) -> Self:
        """Show a share."""
        supplier = Labelled.actor(share.supplier)
        return cls(supplier=supplier, claims=share.claims, origins=share.origins, share=share.share)


class DependentOut(Out):
    """A supplier's share, and what its end would mean."""

    supplier: Labelled
    claims: int
    origins: int
    share: float
    categories: tuple[str, ...] = Field(description="Munition categories that it supplies")
    suppliers_left: int
    herfindahl_left: float | None
    lost: tuple[str, ...] = Field(description="Categories that nobody else supplies")

    @classmethod
    def of(cls, one: Dependent) -> Self:
        """Show a supplier."""
        return cls(
            supplier=Labelled.actor(one.supplier),
            claims=one.claims,
            origins=one.origins,
            share=one.share,
            categories=one.categories,
            suppliers_left=one.suppliers_left,
            herfindahl_left=one.herfindahl_left,
            lost=one.lost,
        )


class CategorySharesOut(Out):
    """Who supplies a munition category; null for claims that name none."""

    category: Labelled | None
    claims: int
    origins: int
    herfindahl: float
    suppliers: tuple[ShareOut, ...]

    @classmethod
    def of(cls, one: CategoryShares) -> Self:
        """Show a category."""
        return cls(
            category=Labelled.munition(one.category),
            claims=one.claims,
            origins=one.origins,
            herfindahl=one.herfindahl,
            suppliers=tuple(map(ShareOut.of, one.suppliers)),
        )


class DependenceAnswer(MeasureAnswer):
    """How a recipient's supplies are spread over its suppliers."""

    recipient: Labelled
    claims: int
    origins: int = Field(description="Those of each supplier, summed up: what shares are of")
    herfindahl: float | None = Field(description="1 for a single supplier, 1/n for n equal ones")
    suppliers: tuple[DependentOut, ...]
    categories: tuple[CategorySharesOut, ...]

    @classmethod
    def of(cls, found: Dependence) -> Self:
        """Show the shares."""
        return cls(
            sequence=found.on.sequence,
            network=NetworkTold.of(found.on),
            recipient=Labelled.actor(found.recipient),
            claims=found.claims,
            origins=found.origins,
            herfindahl=found.herfindahl,
            suppliers=tuple(map(DependentOut.of, found.suppliers)),
            categories=tuple(map(CategorySharesOut.of, found.categories)),
        )


class ReachedOut(Out):
    """An actor that is reached."""

    actor: Labelled
    hops: int = Field(description="The fewest there are")
    ways: int = Field(description="Ways with so many hops")
    origins: int = Field(description="Independent origins of the weakest hop of the best of these")

    @classmethod
    def of(cls, one: Reached) -> Self:
        """Show an actor."""
        return cls(
            actor=Labelled.actor(one.actor), hops=one.hops, ways=one.ways, origins=one.origins
        )


class ReachAnswer(MeasureAnswer):
    """Who is reached, nearest first."""

    actor: Labelled
    direction: Direction
    max_hops: int
    total: int
    share: float = Field(description="Of all other actors of the network")
    reached: tuple[ReachedOut, ...]

    @classmethod
    def of(cls, found: Reach) -> Self:
        """Show who is reached."""
        return cls(
            sequence=found.on.sequence,
            network=NetworkTold.of(found.on),
            actor=Labelled.actor(found.actor),
            direction=found.direction,
            max_hops=found.max_hops,
            total=len(found.reached),
            share=found.share,
            reached=tuple(map(ReachedOut.of, found.reached)),
        )


class SimilarOut(Out):
    """A recipient with suppliers in common."""

    recipient: Labelled
    jaccard: float = Field(description="Shared suppliers, of all suppliers of the two")
    cosine: float = Field(description="The same, weighted by origins")
    shared: tuple[Labelled, ...]

    @classmethod
    def of(cls, one: Similar) -> Self:
        """Show a recipient."""
        return cls(
            recipient=Labelled.actor(one.recipient),
            jaccard=one.jaccard,
            cosine=one.cosine,
            shared=tuple(map(Labelled.actor, one.shared)),
        )


class SimilarAnswer(MeasureAnswer):
    """Recipients with the same suppliers, most alike first."""

    recipient: Labelled
    by: Likeness
    suppliers: int = Field(description="Suppliers of the recipient asked about")
    total: int
    similar: tuple[SimilarOut, ...]

    @classmethod
    def of(cls, found: SimilarFound, limit: int) -> Self:
        """Show those most alike."""
        return cls(
            sequence=found.on.sequence,
            network=NetworkTold.of(found.on),
            recipient=Labelled.actor(found.recipient),
            by=found.by,
            suppliers=found.suppliers,
            total=len(found.similar),
            similar=tuple(map(SimilarOut.of, found.similar[:limit])),
        )
