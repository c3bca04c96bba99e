"""A relationship as JSON: what it adds up to, why it is so strong, and who says otherwise."""

from __future__ import annotations

from typing import Self

from pydantic import Field

from app.schemas.claims import Out
from app.schemas.supplies import Labelled, QuoteOut, SupplyOut
from graph.network.cells import NetworkClaim
from graph.network.contradictions import Contradiction, Matter, is_suspended
from graph.network.relationships import Relationship
from graph.network.rolling import Level
from graph.network.strength import Strength, levels


class ContradictionOut(Out):
    """Words against words."""

    matter: Matter
    one: tuple[QuoteOut, ...] = Field(description="Those that say so, or the larger number")
    other: tuple[QuoteOut, ...] = Field(description="Those that say no, or the smaller number")

    @classmethod
    def of(cls, found: Contradiction) -> Self:
        """Show both sides."""
        return cls(matter=found.matter, one=_quotes(found.one), other=_quotes(found.other))


class RelationshipAnswer(Out):
    """All that is claimed between two actors, of one munition and those below it, or of any."""

    sequence: int
    supplier: Labelled
    recipient: Labelled
    munition: Labelled | None
    summary: SupplyOut | None = Field(description="Null where nobody says that there is any")
    munitions: tuple[SupplyOut, ...] = Field(description="The same for each munition as claimed")
    contradictions: tuple[ContradictionOut, ...]
    against: tuple[QuoteOut, ...] = Field(
        description="All that say no or tell of a stop, whether they contradict it or not"
    )
    explain_url: str

    @classmethod
    def of(cls, found: Relationship, explain_url: str) -> Self:
        """Show a relationship."""
        wanted = found.wanted
        return cls(
            sequence=found.sequence,
            supplier=Labelled.actor(str(wanted.supplier)),
            recipient=Labelled.actor(str(wanted.recipient)),
            munition=Labelled.munition(found.munition),
            summary=SupplyOut.of(found.row, wanted, Level.PAIR) if found.row else None,
            munitions=tuple(SupplyOut.of(row, wanted) for row in found.parts),
            contradictions=tuple(ContradictionOut.of(one) for one in found.contradictions),
            against=_quotes(found.against),
            explain_url=explain_url,
        )


class OriginOut(Out):
    """Claims that go back to one origin, and so count once."""

    adds: str = Field(description="What they have in common, and what they add")
    claims: tuple[QuoteOut, ...]

    @classmethod
    def of(cls, claims: tuple[NetworkClaim, ...]) -> Self:
        """Show an origin."""
        return cls(adds=_tell_origin(claims), claims=_quotes(claims))


class LevelOut(Out):
    """A level of strength and what it means."""

    strength: Strength
    means: str


class ExplainedRelationship(Out):
    """Why a relationship is as strong as it is, claim by claim."""

    sequence: int
    supplier: Labelled
    recipient: Labelled
    munition: Labelled | None
    strength: Strength | None
    reason: str
    deciding: tuple[QuoteOut, ...] = Field(description="The claims that pass the test")
    origins: tuple[OriginOut, ...]
    contested: bool
    suspended: bool
    contradictions: tuple[ContradictionOut, ...]
    rule: tuple[LevelOut, ...] = Field(description="All levels, the best first")

    @classmethod
    def of(cls, found: Relationship) -> Self:
        """Show how it was judged."""
        judged, row = found.judged, found.row
        return cls(
            sequence=found.sequence,
            supplier=Labelled.actor(str(found.wanted.supplier)),
            recipient=Labelled.actor(str(found.wanted.recipient)),
            munition=Labelled.munition(found.munition),
            strength=judged.strength if judged else None,
            reason=judged.reason if judged else "No claim says that it is so",
            deciding=_quotes(judged.claims) if judged else (),
            origins=tuple(OriginOut.of(claims) for claims in found.origins),
            contested=row is not None and row.contested,
            suspended=row.suspended if row else is_suspended((), found.against),
            contradictions=tuple(ContradictionOut.of(one) for one in found.contradictions),
            rule=tuple(LevelOut(strength=one.strength, means=one.means) for one in levels()),
        )


def _quotes(claims: tuple[NetworkClaim, ...]) -> tuple[QuoteOut, ...]:
    return tuple(map(QuoteOut.of, claims))


def _tell_origin(claims: tuple[NetworkClaim, ...]) -> str:
    """Say in words whence claims come."""
    articles = len({placed.article.id for placed in claims})
    named = {one.claim.source.name: None for one in claims if one.claim.source is not None}
    papers = {one.article.publisher: None for one in claims if one.claim.source is None}
    own = [paper for paper in papers if paper]
    whence = f"from {', '.join(dict.fromkeys([*named, *own]))}" if named or own else "one text"
    if articles == 1:
        return f"One origin: {whence}"
    return f"One origin in {articles} articles: {whence}; copies of a text or the same source"
