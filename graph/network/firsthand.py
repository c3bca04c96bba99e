"""Which claims establish something: no copies in better mouths, and no echoes of an allegation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.claims.claim import Status
from graph.network.cells import NetworkClaim
from graph.network.origins import FirstCopy, by_text, plain
from graph.network.strength import SpeaksFor


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Claims that say yes: those that are judged, and why the others are not."""

    judged: Sequence[NetworkClaim]
    copied: tuple[NetworkClaim, ...] = ()
    echoed: tuple[NetworkClaim, ...] = ()


def firsthand(claims: Sequence[NetworkClaim], first: FirstCopy, speaks_for: SpeaksFor) -> Heard:
    """Leave out what copies say and what echoes an allegation, unless it is theirs to say.

    A copy may be a later edition by the same publisher, or a party's own publication. Of another,
    the sources it puts into the text, or the doubt it leaves out, count for nothing.

    Where all that the sources of an article say is alleged, what it repeats in its own words is no
    more than that; nor is what others quote a paper for that itself alleges no more. A party's own
    publication speaks for itself.
    """
    copied = set(_copied(claims, first, speaks_for))
    kept = [placed for placed in claims if id(placed) not in copied] if copied else claims
    echoed = set(_echoed(kept, speaks_for))
    if not copied and not echoed:
        return Heard(judged=claims)
    return Heard(
        judged=[placed for placed in kept if id(placed) not in echoed],
        copied=tuple(placed for placed in claims if id(placed) in copied),
        echoed=tuple(placed for placed in kept if id(placed) in echoed),
    )


def _copied(
    claims: Sequence[NetworkClaim], first: FirstCopy, speaks_for: SpeaksFor
) -> Iterator[int]:
    """Find the claims that count for nothing because they stand in a copy."""
    for original, places in by_text(claims, first):
        if all(claims[place].article.id == original for place in places):
            continue
        told = [claims[place] for place in places]
        publisher = next(one.article.publisher for one in told if one.article.id == original)
        for placed in told:
            own = placed.article.id == original or _same(placed.article.publisher, publisher)
            if not own and not _is_partys(placed, speaks_for):
                yield id(placed)


def _echoed(claims: Sequence[NetworkClaim], speaks_for: SpeaksFor) -> Iterator[int]:
    """Find the claims that assert what whoever they have it from only alleges."""
    statuses = {placed.brief.status for placed in claims}
    if Status.ALLEGED not in statuses or Status.ASSERTED not in statuses:
        return
    quoted: dict[str, set[Status]] = {}
    printed: dict[str, set[Status]] = {}
    for placed in claims:
        article, status = placed.article, placed.brief.status
        if placed.brief.source is not None:
            quoted.setdefault(article.id, set()).add(status)
        elif article.publisher:
            printed.setdefault(plain(article.publisher), set()).add(status)
    for placed in claims:
        source = placed.brief.source
        if source is not None:
            behind = printed.get(plain(source.name))
        else:
            behind = quoted.get(placed.article.id)
        only_alleged = behind == {Status.ALLEGED} and placed.brief.status is Status.ASSERTED
        if only_alleged and not _is_partys(placed, speaks_for):
            yield id(placed)


def _is_partys(placed: NetworkClaim, speaks_for: SpeaksFor) -> bool:
    """Tell whether a party to the transfer published it."""
    return bool(speaks_for(None, placed.article.publisher) & {*placed.key[:2]})


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and plain(one) == plain(other)
