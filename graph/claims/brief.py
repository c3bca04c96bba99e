"""Claims in brief: what is added up and filtered by, without the words that are only shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, Protocol

from graph.claims.claim import Claim, Quantity, Stage, Status
from graph.claims.evidence import Source
from graph.claims.reading import ReadArticle
from graph.claims.verdict import JudgedClaim


class BriefClaim(NamedTuple):
    """A claim without its quote, its words for the munition, its value and its extractor.

    A tuple, as a hundred thousand are made when the network is built. `place` is where it comes
    among the claims of its reading.
    """

    place: int
    supplier: str
    recipient: str
    munition: str | None
    designation: str | None
    stage: Stage
    status: Status
    source: Source | None
    quantity: Quantity | None
    date: str | None
    via: tuple[str, ...]
    start: int
    end: int
    confidence: float

    @classmethod
    def of(cls, place: int, claim: Claim) -> BriefClaim:
        """Put a claim in brief."""
        return cls(
            place=place,
            supplier=claim.supplier,
            recipient=claim.recipient,
            munition=claim.munition,
            designation=claim.designation,
            stage=claim.stage,
            status=claim.status,
            source=claim.source,
            quantity=claim.quantity,
            date=claim.date,
            via=claim.via,
            start=claim.passage.start,
            end=claim.passage.end,
            confidence=claim.confidence,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefArticle:
    """An article without its text, title and address, with its claims in brief.

    - `reading`: the number under which the archive keeps the reading for ever, words and all;
    - `stands`: whether it is not withdrawn; otherwise it has no claims here;
    - `claims`: as they stand, corrected if a person did so; one that was rejected as it was read;
    - `marks`: what was worked out of the words once and for all (`Marker`), a claim at a place;
    - `judged`: the claims that a person decided on, with their words, by place.
    """

    id: str
    reading: int
    sequence: int
    stands: bool
    publisher: str | None
    published: date | None
    read_at: datetime | None
    claims: Sequence[BriefClaim]
    marks: bytes
    judged: Mapping[int, JudgedClaim] = field(default_factory=dict)


class Marker(Protocol):
    """Works out of an article and its reading what it takes to compare them with others.

    `version` tells how: marks of another one are no longer of use.
    """

    @property
    def version(self) -> str:
        """Name the way in which marks are made."""

    def mark(self, read: ReadArticle) -> bytes:
        """Make the marks of an article and its claims, whoever judged them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of a reading: what heads its article, and its claims as they were read."""

    title: str | None
    url: str | None
    claims: Sequence[Claim]


class Wordings(Protocol):
    """Keeps the words of readings; those of a number are always the same."""

    def wordings(self, readings: Collection[int]) -> Mapping[int, Wording]:
        """Give the words of some readings, each by its number."""


def put_in_brief(read: ReadArticle, reading: int, marks: bytes) -> BriefArticle:
    """Put an article with its reading in brief, as people judged it."""
    judged = {}
    claims: list[BriefClaim] = []
    if read.withdrawn is None:
        claims = [BriefClaim.of(place, claim) for place, claim in enumerate(read.reading.claims)]
        if read.verdicts:  # ids are dear, and only verdicts need them
            judged = {
                place: one
                for place, one in enumerate(read.judged_claims())
                if one.verdict is not None
            }
            for place, one in judged.items():
                claims[place] = BriefClaim.of(place, one.standing or one.claim)
    return BriefArticle(
        id=read.article.id,
        reading=reading,
        sequence=read.sequence,
        stands=read.withdrawn is None,
        publisher=read.article.publisher,
        published=read.article.published,
        read_at=read.read_at,
        claims=claims,
        marks=marks,
        judged=judged,
    )
