"""A relationship as JSON: what it adds up to, why it is so strong, and who says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from pydantic import Field

from app.schemas.claims import Out
from app.schemas.supplies import Labelled, QuoteOut, SupplyOut
from graph.network.cells import NetworkClaim, tell
from graph.network.contradictions import Contradiction, Matter, is_suspended
from graph.network.firsthand import Heard
from graph.network.relationships import Relationship
from graph.network.strength import Grade, Strength, Tried, levels

TOLD_OF = 10
"""Claims that a test names at most."""


class ContradictionOut(Out):
    """Words against words."""

    matter: Matter
    one: tuple[QuoteOut, ...] = Field(description="Those that say so, or the larger number")
    one_total: int = Field(description="How many there are")
    other: tuple[QuoteOut, ...] = Field(description="Those that say no, or the smaller number")
    other_total: int = Field(description="How many there are")

    @classmethod
    def of(cls, found: Contradiction, limit: int) -> Self:
        """Show both sides."""
        return cls(
            matter=found.matter,
            one=_quotes(found.one, limit),
            one_total=len(found.one),
            other=_quotes(found.other, limit),
            other_total=len(found.other),
        )


class RelationshipAnswer(Out):
    """All that is claimed between two actors, of one munition and those below it, or of any."""

    sequence: int
    supplier: Labelled
    recipient: Labelled
    munition: Labelled | None
    summary: SupplyOut | None = Field(description="Null where nobody says that there is any")
    munitions: tuple[SupplyOut, ...] = Field(description="The same for each munition as claimed")
    contradictions: tuple[ContradictionOut, ...]
    contradictions_total: int = Field(description="How many there are")
    against: tuple[QuoteOut, ...] = Field(
        description="What says no or tells of a stop, whether it contradicts the rest or not"
    )
    against_total: int = Field(description="How many such claims there are")
    explain_url: str

    @classmethod
    def of(cls, found: Relationship, explain_url: str, limit: int) -> Self:
        """Show a relationship, of each list of quotes so many."""
        wanted = found.wanted
        return cls(
            sequence=found.sequence,
            supplier=Labelled.actor(str(wanted.supplier)),
            recipient=Labelled.actor(str(wanted.recipient)),
            munition=Labelled.munition(found.munition),
            summary=SupplyOut.of(found.row, wanted) if found.row else None,
            munitions=tuple(SupplyOut.of(row, wanted) for row in found.parts),
            contradictions=_contradictions(found, limit),
            contradictions_total=len(found.contradictions),
            against=_quotes(found.against, limit),
            against_total=len(found.against),
            explain_url=explain_url,
        )


class OriginOut(Out):
    """Claims that go back to one origin, and so count once."""

    adds: str = Field(description="What they have in common, and what they add")
    claims: tuple[QuoteOut, ...] = Field(description="The first of them")
    total: int = Field(description="How many there are")

    @classmethod
    def of(cls, claims: tuple[NetworkClaim, ...], limit: int) -> Self:
        """Show an origin."""
        return cls(adds=_tell_origin(claims), claims=_quotes(claims, limit), total=len(claims))


class BreadthOut(Out):
    """How many a test asks for, and how many there are."""

    asked: int
    found: int


class TestOut(Out):
    """A test of the rule, as it was applied."""

    asks: str
    passed: bool = Field(description="Claims pass it, and they are as broad as it asks")
    origins: BreadthOut = Field(description="Independent origins of all claims that say yes")
    texts: BreadthOut = Field(description="Texts of theirs, of which none is a copy of another")
    claims: tuple[str, ...] = Field(
        description="Addresses of the claims that are what it asks a claim to be, ten at most"
    )
    total: int = Field(description="How many such claims there are")

    @classmethod
    def of(cls, tried: Tried) -> Self:
        """Show a test."""
        asked, found = tried.test, tried.backing
        return cls(
            asks=asked.asks,
            passed=tried.holds,
            origins=BreadthOut(asked=asked.origins, found=found.origins),
            texts=BreadthOut(asked=asked.texts, found=found.texts),
            claims=tuple(f"/v1/claims/{one.id}" for one in tried.claims[:TOLD_OF]),
            total=len(tried.claims),
        )


class LevelOut(Out):
    """A level of strength: what it means, and its tests, of which any is enough."""

    strength: Strength
    means: str
    passed: bool
    tests: tuple[TestOut, ...]

    @classmethod
    def of(cls, level: Grade, tried: Sequence[Tried]) -> Self:
        """Show a level with the tests that were applied."""
        tests = [one for one in tried if one.strength is level.strength]
        return cls(
            strength=level.strength,
            means=level.means,
            passed=any(one.holds for one in tests),
            tests=tuple(map(TestOut.of, tests)),
        )


class UnjudgedOut(Out):
    """Claims that say yes and establish nothing."""

    copied: tuple[QuoteOut, ...] = Field(description="A copy of another text put them in")
    copied_total: int = Field(description="How many there are")
    echoed: tuple[QuoteOut, ...] = Field(
        description="They repeat outright what whoever they have it from only alleges"
    )
    echoed_total: int = Field(description="How many there are")
    muted: tuple[QuoteOut, ...] = Field(
        description="People muted their publisher, whatever they say: see /v1/publishers"
    )
    muted_total: int = Field(description="How many there are")

    @classmethod
    def of(cls, heard: Heard, muted: tuple[NetworkClaim, ...], limit: int) -> Self:
        """Show what was left out."""
        return cls(
            copied=_quotes(heard.copied, limit),
            copied_total=len(heard.copied),
            echoed=_quotes(heard.echoed, limit),
            echoed_total=len(heard.echoed),
            muted=_quotes(muted, limit),
            muted_total=len(muted),
        )


class ExplainedRelationship(Out):
    """Why a relationship is as strong as it is, claim by claim."""

    sequence: int
    supplier: Labelled
    recipient: Labelled
    munition: Labelled | None
    strength: Strength | None
    reason: str
    deciding: tuple[QuoteOut, ...] = Field(description="The claims that pass the test")
    deciding_total: int = Field(description="How many there are")
    origins: tuple[OriginOut, ...] = Field(
        description="All of them; their quotes share `limit`, each has one at least"
    )
    contested: bool
    suspended: bool
    contradictions: tuple[ContradictionOut, ...]
    contradictions_total: int = Field(description="How many there are")
    unjudged: UnjudgedOut
    rule: tuple[LevelOut, ...] = Field(
        description="All levels, the best first, with each test and the claims that pass it: the "
        "first level that is passed counts"
    )

    @classmethod
    def of(cls, found: Relationship, limit: int) -> Self:
        """Show how it was judged, of each list of quotes so many."""
        judged, row = found.judged, found.row
        deciding = judged.claims if judged else ()
        each = max(1, limit // max(1, len(found.origins)))
        return cls(
            sequence=found.sequence,
            supplier=Labelled.actor(str(found.wanted.supplier)),
            recipient=Labelled.actor(str(found.wanted.recipient)),
            munition=Labelled.munition(found.munition),
            strength=judged.strength if judged else None,
            reason=judged.reason if judged else _nothing_judged(found),
            deciding=_quotes(deciding, limit),
            deciding_total=len(deciding),
            origins=tuple(OriginOut.of(claims, each) for claims in found.origins),
            contested=row is not None and row.contested,
            suspended=row.suspended if row else is_suspended((), found.against),
            contradictions=_contradictions(found, limit),
            contradictions_total=len(found.contradictions),
            unjudged=UnjudgedOut.of(found.heard, found.muted, limit),
            rule=tuple(LevelOut.of(level, found.tried) for level in levels()),
        )


def _nothing_judged(found: Relationship) -> str:
    if found.muted:
        return "Whoever says that it is so was muted"
    return "No claim says that it is so"


def _contradictions(found: Relationship, limit: int) -> tuple[ContradictionOut, ...]:
    return tuple(ContradictionOut.of(one, limit) for one in found.contradictions[:limit])


def _quotes(claims: Sequence[NetworkClaim], limit: int) -> tuple[QuoteOut, ...]:
    shown = claims[:limit]
    tell(shown)
    return tuple(map(QuoteOut.of, shown))


def _tell_origin(claims: tuple[NetworkClaim, ...]) -> str:
    """Say in words whence claims come."""
    articles = len({placed.article.id for placed in claims})
    named = {one.brief.source.name: None for one in claims if one.brief.source is not None}
    papers = {one.article.publisher: None for one in claims if one.brief.source is None}
    own = [paper for paper in papers if paper]
    whence = f"from {', '.join(dict.fromkeys([*named, *own]))}" if named or own else "one text"
    if articles == 1:
        return f"One origin: {whence}"
    return f"One origin in {articles} articles: {whence}; copies of a text or the same source"
