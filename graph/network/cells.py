"""Claims as the network holds them, and the cells they fall into."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import TypeAlias

from graph.claims.article import Article
from graph.claims.claim import AFFIRMED, Claim, Stage, Status, claim_id
from graph.claims.edtf import bounds
from graph.claims.reading import ReadArticle
from graph.claims.verdict import Decision, JudgedClaim, Verdict

CellKey: TypeAlias = tuple[str, str, str | None]
"""Supplier, recipient, munition."""

SAYS_NO = frozenset({Status.NEGATED, Status.DENIED})
"""Statuses of a claim that disputes what others say of its cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What heads an article: all of it but the text.

    `came` is when it came in, if that was noted; `known` the day from which it was known: when it
    was published, or else when it came in.
    """

    id: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    came: datetime | None
    known: date | None

    @classmethod
    def of(cls, article: Article, read_at: datetime | None = None) -> Heading:
        """Take the heading of an article that was read then."""
        came = read_at.date() if read_at is not None else None
        return cls(
            id=article.id,
            title=article.title,
            publisher=article.publisher,
            published=article.published,
            url=article.url,
            came=read_at,
            known=article.published or came,
        )


@dataclass(slots=True, kw_only=True, eq=False)
class NetworkClaim:
    """A claim in its article; `earliest` and `latest` bound the date it speaks of.

    `claim` is as it stands: corrected, if a person did so (`judged`), under the id of the claim
    that was read. `is_supply` is `Claim.is_supply`, found once.

    Not frozen for one reason: the id is a hash of the content, found when first asked for,
    because hashing all claims would take most of the time of a rebuild.
    """

    article: Heading
    claim: Claim
    earliest: date | None
    latest: date | None
    is_supply: bool
    judged: JudgedClaim | None = None
    _id: str = field(default="", init=False, repr=False)

    @property
    def id(self) -> str:
        """The id of the claim."""
        if not self._id:
            self._id = self.judged.id if self.judged else claim_id(self.article.id, self.claim)
        return self._id

    @property
    def original(self) -> Claim:
        """The claim as it was read."""
        return self.judged.claim if self.judged else self.claim

    @property
    def verdict(self) -> Verdict | None:
        """What a person decided on it."""
        return self.judged.verdict if self.judged else None

    @property
    def stands(self) -> bool:
        """Tell whether it has a part in its cell: a rejected claim is found by its id alone."""
        verdict = self.verdict
        return verdict is None or verdict.decision is not Decision.REJECT

    @property
    def key(self) -> CellKey:
        """The cell it falls into."""
        return self.claim.supplier, self.claim.recipient, self.claim.munition

    @property
    def disputes(self) -> bool:
        """Tell whether it says no, or that the transfer was stopped; who denies a stop does not."""
        if self.claim.stage is Stage.SUSPENSION:
            return self.claim.status in AFFIRMED
        return self.claim.status in SAYS_NO


@dataclass(slots=True, kw_only=True, eq=False)
class Cell:
    """All claims of one supplier, recipient and munition, whatever their stage and status."""

    supplier: str
    recipient: str
    munition: str | None
    claims: list[NetworkClaim] = field(default_factory=list)

    @property
    def key(self) -> CellKey:
        """What it is found by."""
        return self.supplier, self.recipient, self.munition


def network_claims(read: ReadArticle) -> tuple[NetworkClaim, ...]:
    """Make the claims of an article's reading; one that was read twice counts once.

    Rejected ones come too, as such: they belong into no cell.
    """
    heading = Heading.of(read.article, read.read_at)
    if read.verdicts:  # ids are dear, and only verdicts need all of them
        unique: dict[str, JudgedClaim] = {}
        for judged in read.judged_claims():
            unique.setdefault(judged.id, judged)
        return tuple(_place_judged(heading, judged) for judged in unique.values())
    made: list[NetworkClaim] = []
    alike: dict[object, list[NetworkClaim]] = {}
    for claim in read.reading.claims:
        placed = _place(heading, claim)
        passage = claim.passage
        look = (placed.key, claim.stage, claim.status, passage.start, passage.end)
        # Only claims that look alike are told apart by their ids.
        others = alike.setdefault(look, [])
        if all(placed.id != other.id for other in others):
            others.append(placed)
            made.append(placed)
    return tuple(made)


def claim_order(placed: NetworkClaim) -> tuple[date, str, int, int, str]:
    """Order claims: earliest published first, then as they stand in the article."""
    claim, passage = placed.claim, placed.claim.passage
    content = f"{claim.supplier} {claim.recipient} {claim.munition} {claim.stage} {claim.status}"
    published = placed.article.published or date.max
    return published, placed.article.id, passage.start, passage.end, content


def _place(heading: Heading, claim: Claim) -> NetworkClaim:
    earliest, latest = _bounds(claim.date)
    return NetworkClaim(
        article=heading,
        claim=claim,
        earliest=earliest,
        latest=latest,
        is_supply=claim.is_supply,
    )


def _place_judged(heading: Heading, judged: JudgedClaim) -> NetworkClaim:
    placed = _place(heading, judged.standing or judged.claim)
    if judged.verdict is not None:
        placed.judged = judged
    return placed


@lru_cache(maxsize=16384)
def _bounds(edtf: str | None) -> tuple[date | None, date | None]:
    return (None, None) if edtf is None else bounds(edtf)
