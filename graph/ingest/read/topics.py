"""Whom an article, or a part of it, is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.claims.actor import ActorKind, describe_actor
from graph.ingest.read.mentions import ActorForm, ActorMention

_TITLE = 3.0
_NAMED = 1.0
_MODIFIER = 0.5
_ENOUGH = 9.0
"""A text that names less is too short to have a protagonist."""
_SHARE = 0.4
"""A protagonist has at least this share of what is said of all that may be one."""


def protagonist(
    mentions: Iterable[ActorMention], title: Sequence[ActorMention], *, besides: frozenset[str]
) -> str | None:
    """Find the actor that mentions dwell on, leaving out some; None when none stands out."""
    weights = _weights(mentions, title)
    for actor in besides:
        weights.pop(actor, None)
    total = sum(weights.values())
    entitled = {actor for mention in title for actor in mention.actors} - besides
    if not weights or (total < _ENOUGH and not entitled):
        return None
    leader = min(weights, key=lambda actor: (-weights[actor], actor))
    kind = describe_actor(leader).kind
    if kind in (ActorKind.NAMED, ActorKind.ORGANISATION) or weights[leader] < _SHARE * total:
        return None
    return leader


def _weights(mentions: Iterable[ActorMention], title: Sequence[ActorMention]) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    for mention in title:
        for actor in mention.actors:
            weights[actor] += _TITLE
    for mention in mentions:
        for actor in mention.actors:
            weights[actor] += _MODIFIER if mention.form is ActorForm.ADJECTIVE else _NAMED
    return weights
