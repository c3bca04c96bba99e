"""Claims as the network holds them, and the cells they fall into."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from graph.claims.article import Article
from graph.claims.claim import Claim, Stage, Status, claim_id
from graph.claims.edtf import bounds
from graph.claims.reading import ReadArticle

CellKey: TypeAlias = tuple[str, str, str | None]
"""Supplier, recipient, munition."""

SAYS_NO = frozenset({Status.NEGATED, Status.DENIED})
"""Statuses of a claim that disputes what others say of its cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What heads an article: all of it but the text."""

    id: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None

    @classmethod
    def of(cls, article: Article) -> Heading:
        """Take the heading of an article."""
        return cls(
            id=article.id,
            title=article.title,
            publisher=article.publisher,
            published=article.published,
            url=article.url,
        )


@dataclass(slots=True, kw_only=True, eq=False)
class NetworkClaim:
    """A claim in its article; `earliest` and `latest` bound the date it speaks of.

    `is_supply` is `Claim.is_supply`, found once.

    Not frozen for one reason: the id is a hash of the content, found when first asked for,
    because hashing all claims would take most of the time of a rebuild.
    """

    article: Heading
    claim: Claim
    earliest: date | None
    latest: date | None
    is_supply: bool
    _id: str = field(default="", init=False, repr=False)

    @property
    def id(self) -> str:
        """The id of the claim."""
        if not self._id:
            self._id = claim_id(self.article.id, self.claim)
        return self._id

    @property
    def key(self) -> CellKey:
        """The cell it falls into."""
        return self.claim.supplier, self.claim.recipient, self.claim.munition

    @property
    def disputes(self) -> bool:
        """Tell whether it says no, or that the transfer was stopped."""
        return self.claim.status in SAYS_NO or self.claim.stage is Stage.SUSPENSION


@dataclass(slots=True, kw_only=True, eq=False)
class Cell:
    """All claims of one supplier, recipient and munition, whatever their stage and status."""

    supplier: str
    recipient: str
    munition: str | None
    claims: list[NetworkClaim] = field(default_factory=list)


def network_claims(read: ReadArticle) -> tuple[NetworkClaim, ...]:
    """Make the claims of an article's reading; one that was read twice counts once."""
    heading = Heading.of(read.article)
    made: list[NetworkClaim] = []
    alike: dict[object, list[NetworkClaim]] = {}
    for claim in read.reading.claims:
        earliest, latest = _bounds(claim.date)
        placed = NetworkClaim(
            article=heading,
            claim=claim,
            earliest=earliest,
            latest=latest,
            is_supply=claim.is_supply,
        )
        passage = claim.passage
        look = (placed.key, claim.stage, claim.status, passage.start, passage.end)
        # Ids are dear: only claims that look alike are told apart by them.
        others = alike.setdefault(look, [])
        if all(placed.id != other.id for other in others):
            others.append(placed)
            made.append(placed)
    return tuple(made)


@lru_cache(maxsize=16384)
def _bounds(edtf: str | None) -> tuple[date | None, date | None]:
    return (None, None) if edtf is None else bounds(edtf)
