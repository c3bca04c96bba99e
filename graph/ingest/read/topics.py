"""Whom an article, or a part of it, is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from graph.claims.actor import ActorKind, describe_actor
from graph.ingest.read.mentions import ActorForm, ActorMention

_TITLE = 3.0
_NAMED = 1.0
_MODIFIER = 0.5
_ENOUGH = 9.0
"""A text that names less is too short to have a protagonist."""
_LEADING_SHARE = 0.4
"""A protagonist has at least this share of what is said of all that may be one."""


def protagonist(
    mentions: Iterable[ActorMention], title: Sequence[ActorMention], *, besides: frozenset[str]
) -> str | None:
    """Find the actor that mentions dwell on, leaving out some; None when none stands out."""
    weights: Counter[str] = Counter()
    for mention in title:
        for actor in mention.actors:
            weights[actor] += _TITLE
    for mention in mentions:
        for actor in mention.actors:
            weights[actor] += _MODIFIER if mention.form is ActorForm.ADJECTIVE else _NAMED
    for actor in besides:
        del weights[actor]
    entitled = {actor for mention in title for actor in mention.actors} - besides
    if not weights or (sum(weights.values()) < _ENOUGH and not entitled):
        return None
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    leader, weight = ranked[0]
    if describe_actor(leader).kind in (ActorKind.NAMED, ActorKind.ORGANISATION):
        return None
    if weight < _LEADING_SHARE * sum(weights.values()):
        return None
    return leader
