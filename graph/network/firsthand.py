"""Which claims establish something: copies of a text cannot put it into better mouths."""

from __future__ import annotations

from collections.abc import Sequence

from graph.network.cells import NetworkClaim
from graph.network.origins import FirstCopy, by_text, plain
from graph.network.strength import SpeaksFor


def firsthand(
    claims: Sequence[NetworkClaim], first: FirstCopy, speaks_for: SpeaksFor
) -> Sequence[NetworkClaim]:
    """Leave out what copies say, unless it is for themselves to say.

    A copy may be a later edition by the same publisher, or a party's own publication. Of another,
    the sources it puts into the text, or the doubt it leaves out, count for nothing.
    """
    left_out = {
        place
        for original, places in by_text(claims, first)
        for place in places
        if claims[place].article.id != original
    }
    if not left_out:
        return claims
    publishers = {
        first(placed.article.id): placed.article.publisher
        for place, placed in enumerate(claims)
        if place not in left_out
    }
    return [
        placed
        for place, placed in enumerate(claims)
        if place not in left_out
        or _same(placed.article.publisher, publishers[first(placed.article.id)])
        or speaks_for(None, placed.article.publisher) & {*placed.key[:2]}
    ]


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and plain(one) == plain(other)
