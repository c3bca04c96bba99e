"""Decide which claims stand, by what the rules and the network say of each."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.claims.claim import Claim, Stage
from graph.ingest.learned.grounds import grounds_of, likelier, place_of
from graph.ingest.learned.scores import Scores
from graph.ingest.learned.settings import Thresholds
from graph.ingest.read.claims import Made
from graph.ingest.read.gate import Outline

NETWORK_STAGE = "network-stage"
"""The rule's name of a stage that the network gave; what the rules said follows it."""


class Drop(StrEnum):
    """Why a claim does not stand."""

    RULE_UNLIKELY = "dropped-rule"
    FOUND_UNLIKELY = "dropped-found"
    ADDS_NOTHING = "dropped-unnamed"
    ORDERS = "dropped-orders"
    FICTION = "dropped-fiction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A claim with what made it, the network's probability of it, and why it does not stand.

    `score` is None where no network was asked, `drop` for a claim that is kept.
    """

    claim: Claim
    rules: tuple[str, ...]
    score: float | None
    drop: Drop | None = None

    @property
    def kept(self) -> bool:
        """Tell whether the claim stands."""
        return self.drop is None

    @classmethod
    def by_rules(cls, made: Made) -> Weighed:
        """Let a claim stand that no network was asked about."""
        return cls(claim=made.claim, rules=made.rules, score=None)


def weigh(
    made: Sequence[Made], outline: Outline, scores: Scores, thresholds: Thresholds
) -> tuple[Weighed, ...]:
    """Give each claim its confidence, and drop those that are not likely enough; in text order.

    What the network proposes without a munition is dropped too, where the article names one for the
    same pair. Where the rules make two claims of the same goods in a sentence ("has delivered the
    tanks that it promised"), each keeps its stage: the network has one for both.
    """
    told_at = Counter(place_of(one) for one in made if one.by_rules)
    staged = [
        _staged(one, scores, thresholds) if told_at[place_of(one)] == 1 else one for one in made
    ]
    weighed = [_weighed(one, outline, scores, thresholds) for one in staged]
    told = {_kind(one.claim) for one in weighed if one.kept and one.claim.munition is not None}
    return in_order(
        replace(one, drop=Drop.ADDS_NOTHING) if _adds_nothing(source, told) else one
        for source, one in zip(staged, weighed, strict=True)
    )


def _staged(made: Made, scores: Scores, thresholds: Thresholds) -> Made:
    """Give a claim of the rules the stage that the network is sure of, where it sees one too.

    What the rules read as a halt stays one: an aid that was stopped must not be told as given.
    """
    place = scores.fullest(place_of(made))
    if not made.by_rules or scores.link(place) < thresholds.reach:
        return made
    stage, sureness = scores.stage(place), scores.surest(place)[0]
    if made.claim.stage in (stage, Stage.SUSPENSION) or sureness < thresholds.stage:
        return made
    rule = f"{NETWORK_STAGE}: {made.claim.stage}"
    return replace(made, claim=replace(made.claim, stage=stage), rules=(*made.rules, rule))


def _kind(claim: Claim) -> tuple[str, str, bool]:
    return claim.supplier, claim.recipient, claim.is_supply


def _adds_nothing(made: Made, told: Container[tuple[str, str, bool]]) -> bool:
    return not made.by_rules and made.claim.munition is None and _kind(made.claim) in told


def in_order(weighed: Iterable[Weighed]) -> tuple[Weighed, ...]:
    """Put claims in the order of their passages, those of one passage as they were found."""
    return tuple(sorted(weighed, key=lambda one: one.claim.passage.start))


def _weighed(made: Made, outline: Outline, scores: Scores, thresholds: Thresholds) -> Weighed:
    grounds = grounds_of(made, outline, scores)
    sum_ = thresholds.weights["bias"] + sum(
        thresholds.weights[name] * value for name, value in grounds.items()
    )
    confidence = 1 / (1 + math.exp(-sum_))
    least = thresholds.stands if made.claim.is_supply else thresholds.stands_negative
    unlikely = Drop.RULE_UNLIKELY if made.by_rules else Drop.FOUND_UNLIKELY
    return Weighed(
        claim=replace(made.claim, confidence=round(min(max(confidence, 0.01), 0.99), 2)),
        rules=made.rules,
        score=likelier(place_of(made), scores),
        drop=None if confidence >= least else unlikely,
    )
