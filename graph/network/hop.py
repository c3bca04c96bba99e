"""One hop of a chain: what the claims add up to that fit into its order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from graph.network.cells import NetworkClaim, Pair
from graph.network.edges import Carried, count_munitions
from graph.network.rules import Rules
from graph.network.steps import Dated, Steps
from graph.network.strength import Backing, Judged, Strength, judge

LEVELS = (None, *reversed(Strength))
"""Strengths, the weakest first; None is that of claims that do not say yes."""

EVIDENCE = 10
"""Claims that a hop names at most."""

Weight: TypeAlias = tuple[int, int]
"""How strong a hop is: the level of its strength, then its number of independent origins."""


@dataclass(slots=True, kw_only=True)
class ChainHop:
    """A hop: what the claims that fit into the chain's order of time say.

    `first` and `last` are the days that these can mean, None an open end. `via` are the stops that
    they name on the way; `in_transit` counts those of which the hop is but a leg. `evidence` are
    the ids of the claims, the first of them where they are many. Not frozen for `shown`, room for
    its looks, kept by who shows it.
    """

    supplier: str
    recipient: str
    strength: Strength | None
    claims: int
    origins: int
    munitions: tuple[Carried, ...]
    first: date | None
    last: date | None
    via: tuple[tuple[str, ...], ...]
    in_transit: int
    evidence: tuple[str, ...]
    shown: bytes | None = field(default=None, compare=False, repr=False)

    @property
    def weight(self) -> Weight:
        """How strong it is."""
        return LEVELS.index(self.strength), self.origins


HopSteps: TypeAlias = Steps[ChainHop]
"""The steps of a hop, with what they add up to."""


def tell_hop(pair: Pair, steps: Sequence[Dated], rules: Rules) -> ChainHop:
    """Add up steps, at least one, of a hop between two actors."""
    claims = [step.claim for step in steps]
    assessed = rules.assess(claims)
    first, last = min(step.first for step in steps), max(step.last for step in steps)
    return ChainHop(
        supplier=pair[0],
        recipient=pair[1],
        strength=assessed.judged.strength if assessed.judged else None,
        claims=len(claims),
        origins=len(assessed.origins),
        munitions=count_munitions(assessed.origins),
        first=None if first == date.min else first,
        last=None if last == date.max else last,
        via=tuple(sorted({placed.brief.via for placed in claims if placed.brief.via})),
        in_transit=sum((one.brief.supplier, one.brief.recipient) != pair for one in claims),
        evidence=tuple(placed.id for placed in claims[:EVIDENCE]),
    )


def weigh_apart(claims: Sequence[NetworkClaim], rules: Rules) -> Weight:
    """Tell how strong claims would be if each had an origin of its own, which is soon found."""
    saying_yes = [placed for placed in claims if placed.is_supply]
    apart = Backing(origins=len(saying_yes), texts=len(saying_yes))
    return _level(judge(saying_yes, apart, rules.speaks_for)), len(claims)


def _level(judged: Judged | None) -> int:
    return LEVELS.index(judged.strength) if judged else 0
