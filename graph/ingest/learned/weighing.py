"""Decide which claims stand, by what the rules and the network say of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.claims.claim import Claim
from graph.ingest.learned.scores import Place, Scores
from graph.ingest.learned.settings import Thresholds
from graph.ingest.read.claims import Made


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A claim with what made it, the network's probability of it, and whether it stands.

    `score` is None where no network was asked.
    """

    claim: Claim
    rules: tuple[str, ...]
    score: float | None
    kept: bool

    @classmethod
    def by_rules(cls, made: Made) -> Weighed:
        """Let a claim stand that no network was asked about."""
        return cls(claim=made.claim, rules=made.rules, score=None, kept=True)


def weigh(made: Sequence[Made], scores: Scores, thresholds: Thresholds) -> tuple[Weighed, ...]:
    """Drop the claims that the network finds unlikely; in order of the text."""
    return in_order(_weighed(one, scores, thresholds) for one in made)


def in_order(weighed: Iterable[Weighed]) -> tuple[Weighed, ...]:
    """Put claims in the order of their passages, those of one passage as they were found."""
    return tuple(sorted(weighed, key=lambda one: one.claim.passage.start))


def _weighed(made: Made, scores: Scores, thresholds: Thresholds) -> Weighed:
    score = _score(made, scores)
    claim = replace(made.claim, confidence=round(max(score, 0.01), 2))
    return Weighed(claim=claim, rules=made.rules, score=score, kept=score >= thresholds.veto)


def _score(made: Made, scores: Scores) -> float:
    """Give the likelier of the munition and its sentence."""
    places = (
        Place(
            supplier=made.claim.supplier,
            recipient=made.claim.recipient,
            sentence=made.sentence,
            munition=mention,
        )
        for mention in {made.mention, None}
    )
    return max(map(scores.link, places))
