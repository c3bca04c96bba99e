"""What claims are judged by, and what comes of it: whose word counts, and how many tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.claims.publisher import publisher_id
from graph.network.cells import NetworkClaim
from graph.network.firsthand import Heard, firsthand
from graph.network.origins import FirstCopy, group_by_origin
from graph.network.retold import as_one
from graph.network.strength import Backing, Judged, SpeaksFor, judge

_ALONE = Backing(origins=1, texts=1)
_NONE = Backing(origins=0, texts=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What rows are judged by: which articles are copies, and for whom a claim is said.

    `muted` are the ids of publishers whose claims establish nothing.
    """

    first: FirstCopy
    speaks_for: SpeaksFor
    muted: frozenset[str] = frozenset()

    def is_muted(self, placed: NetworkClaim) -> bool:
        """Tell whether people muted the publisher of a claim."""
        publisher = placed.article.publisher
        return bool(self.muted) and publisher is not None and publisher_id(publisher) in self.muted

    def heard(self, claims: Sequence[NetworkClaim]) -> Sequence[NetworkClaim]:
        """Leave out the claims of publishers that are muted."""
        if not self.muted:
            return claims
        return [placed for placed in claims if not self.is_muted(placed)]

    def assess(self, claims: Sequence[NetworkClaim]) -> Assessed:
        """Part claims by origin and judge those that say yes, without the copies.

        Of publishers that are muted, nothing is judged, and nothing has an origin.
        """
        if len(claims) == 1 and not self.muted:  # most cells hold one, and there is little to weigh
            return self._assess_one(claims)
        given, claims = claims, self.heard(claims)
        muted = () if len(claims) == len(given) else tuple(filter(self.is_muted, given))
        first = as_one(claims, self.first)
        origins = group_by_origin(claims, first)
        supplies = tuple(placed for placed in claims if placed.is_supply)
        agreeing = sum(any(placed.is_supply for placed in told) for told in origins)
        heard = firsthand(supplies, first, self.speaks_for)
        texts = len({first(placed.article.id) for placed in supplies})
        backing = Backing(origins=agreeing, texts=texts)
        return Assessed(
            claims=given,
            told=claims or given,
            muted=muted,
            supplies=supplies,
            origins=origins,
            heard=heard,
            backing=backing,
            judged=judge(heard.judged, backing, self.speaks_for),
        )

    def _assess_one(self, claims: Sequence[NetworkClaim]) -> Assessed:
        one = claims[0]
        supplies = (one,) if one.is_supply else ()
        backing = _ALONE if supplies else _NONE
        return Assessed(
            claims=claims,
            told=claims,
            muted=(),
            supplies=supplies,
            origins=((one,),),
            heard=Heard(judged=supplies),
            backing=backing,
            judged=judge(supplies, backing, self.speaks_for) if supplies else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """Claims by origin, those that say yes, and how well these establish it; None without any.

    Of those that say yes, not all are `heard`; `backing` is how broad they are together. `muted`
    are those of publishers that are muted, `told` the others, or these where there are no others.
    """

    claims: Sequence[NetworkClaim]
    told: Sequence[NetworkClaim]
    muted: tuple[NetworkClaim, ...]
    supplies: tuple[NetworkClaim, ...]
    origins: tuple[tuple[NetworkClaim, ...], ...]
    heard: Heard
    backing: Backing
    judged: Judged | None
