"""Decide which claims stand, by what the rules and the network say of each."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.claims.claim import Claim
from graph.ingest.learned.scores import Place, Scores
from graph.ingest.learned.settings import Thresholds
from graph.ingest.read.claims import Made

_FAINTEST = 0.002
"""What a probability that was not kept is taken for."""


class Drop(StrEnum):
    """Why a claim does not stand."""

    RULE_UNLIKELY = "dropped-rule"
    FOUND_UNLIKELY = "dropped-found"
    ADDS_NOTHING = "dropped-unnamed"


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


def weigh(made: Sequence[Made], scores: Scores, thresholds: Thresholds) -> tuple[Weighed, ...]:
    """Give each claim its confidence, and drop those that are not likely enough; in text order.

    What the network proposes without a munition is dropped too, where the article names one for the
    same pair.
    """
    weighed = [_weighed(one, scores, thresholds) for one in made]
    told = {_kind(one.claim) for one in weighed if one.kept and one.claim.munition is not None}
    return in_order(
        replace(one, drop=Drop.ADDS_NOTHING) if _adds_nothing(source, told) else one
        for source, one in zip(made, weighed, strict=True)
    )


def _kind(claim: Claim) -> tuple[str, str, bool]:
    return claim.supplier, claim.recipient, claim.is_supply


def _adds_nothing(made: Made, told: Container[tuple[str, str, bool]]) -> bool:
    return not made.by_rules and made.claim.munition is None and _kind(made.claim) in told


def in_order(weighed: Iterable[Weighed]) -> tuple[Weighed, ...]:
    """Put claims in the order of their passages, those of one passage as they were found."""
    return tuple(sorted(weighed, key=lambda one: one.claim.passage.start))


def signs_of(made: Made, scores: Scores) -> dict[str, float]:
    """Tell what speaks for a claim: log odds of the network's probabilities, and of the rules.

    `found` is of the place of a claim that the network proposed, `backed` of one that rules made;
    `elsewhere` the likeliest of the pair in other sentences; `rule` is 1 for a claim of rules.
    """
    rule, here = float(made.by_rules), _place(made)
    odds = _odds(_likelier(here, scores))
    return {
        "found": (1 - rule) * odds,
        "backed": rule * odds,
        "elsewhere": _odds(scores.elsewhere(here)),
        "rule": rule,
    }


def _weighed(made: Made, scores: Scores, thresholds: Thresholds) -> Weighed:
    signs = signs_of(made, scores)
    sum_ = thresholds.weights["bias"] + sum(
        thresholds.weights[name] * value for name, value in signs.items()
    )
    confidence = 1 / (1 + math.exp(-sum_))
    least = thresholds.stands if made.claim.is_supply else thresholds.stands_negative
    unlikely = Drop.RULE_UNLIKELY if made.by_rules else Drop.FOUND_UNLIKELY
    return Weighed(
        claim=replace(made.claim, confidence=round(min(max(confidence, 0.01), 0.99), 2)),
        rules=made.rules,
        score=_likelier(_place(made), scores),
        drop=None if confidence >= least else unlikely,
    )


def _place(made: Made) -> Place:
    return Place(
        supplier=made.claim.supplier,
        recipient=made.claim.recipient,
        sentence=made.sentence,
        munition=made.mention,
    )


def _likelier(place: Place, scores: Scores) -> float:
    """Give the probability of a munition or of its sentence as a whole."""
    return max(scores.link(place), scores.link(replace(place, munition=None)))


def _odds(probability: float) -> float:
    safe = min(max(probability, _FAINTEST), 1 - _FAINTEST)
    return math.log(safe / (1 - safe))
