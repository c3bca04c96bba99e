"""What an extractor took from one article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.claims.article import Article
from graph.claims.claim import Claim, Extractor, claim_id
from graph.claims.verdict import JudgedClaim, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The claims one extractor took from one article, in the order of the text."""

    article_id: str
    extractor: Extractor
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That an article stands no longer: since when (UTC), by whose word if that was told, and why.

    The publisher retracted it, it was planted, or it was never meant to come in.
    """

    at: datetime
    who: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """An article with its current reading; `sequence` is its place in the archive.

    Where it is withdrawn, nothing may be made of its claims. `read_at` tells when it was read, in
    UTC, if that was noted. `verdicts` holds the one that counts for each claim that has any; some
    may be of claims that an earlier reading held.
    """

    article: Article
    reading: Reading
    sequence: int
    withdrawn: Withdrawal | None = None
    read_at: datetime | None = None
    verdicts: tuple[Verdict, ...] = ()

    def identified_claims(self) -> tuple[tuple[str, Claim], ...]:
        """Pair every claim, as it was read, with its id."""
        return tuple((claim_id(self.article.id, claim), claim) for claim in self.reading.claims)

    def judged_claims(self) -> tuple[JudgedClaim, ...]:
        """Give every claim with its id and the verdict on it."""
        verdicts = {verdict.claim_id: verdict for verdict in self.verdicts}
        return tuple(
            JudgedClaim(id=each, claim=claim, verdict=verdicts.get(each))
            for each, claim in self.identified_claims()
        )

    def standing_claims(self) -> tuple[tuple[str, Claim], ...]:
        """Pair every claim that was not rejected with its id: as it was read, or corrected."""
        found = ((judged.id, judged.standing) for judged in self.judged_claims())
        return tuple((each, claim) for each, claim in found if claim is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """An article that changed: as it stood before, None if it did not, and as it is now."""

    before: ReadArticle | None
    now: ReadArticle


def check_reading(article: Article, reading: Reading) -> None:
    """Raise ValueError unless the reading is of this article and every quote is in its text."""
    if reading.article_id != article.id:
        raise ValueError(f"reading of {reading.article_id} offered for article {article.id}")
    for claim in reading.claims:
        if not claim.passage.is_in(article.text):
            raise ValueError(
                f"quote at {claim.passage.start}:{claim.passage.end} is not in article {article.id}"
            )
