"""How many independent origins claims have: copies and the same evidence source count once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from graph.claims.evidence import SourceKind
from graph.network.cells import NetworkClaim
from graph.network.copies import same_words

FirstCopy: TypeAlias = Callable[[str], str]
"""Names the first of the articles that are copies of one another."""


def group_by_origin(
    claims: Sequence[NetworkClaim], first: FirstCopy
) -> tuple[tuple[NetworkClaim, ...], ...]:
    """Part claims by origin, in the order of their first claims.

    Claims that name the same evidence source, or rest on the same words, have one origin. What an
    article says itself, or has from people it does not name, has its publisher for its origin, as
    has what others take from that publisher; where the article names sources too, it is taken to
    have it from the first of them. Copies of a text add nothing: each of their claims goes with one
    of the copy that comes first, whatever sources they put in.
    """
    groups = _Groups(len(claims))
    if len(claims) > 1:
        for places in _by_text(claims, first).values():
            _join_text(claims, places, groups)
        groups.join_by([same_words(placed.claim.passage.quote) for placed in claims])
    parted: dict[int, list[NetworkClaim]] = {}
    for place, placed in enumerate(claims):
        parted.setdefault(groups.of(place), []).append(placed)
    return tuple(map(tuple, parted.values()))


def count_origins(claims: Sequence[NetworkClaim], first: FirstCopy) -> int:
    """Count the independent origins of claims."""
    return len(claims) if len(claims) < 2 else len(group_by_origin(claims, first))


def _by_text(claims: Sequence[NetworkClaim], first: FirstCopy) -> dict[str, list[int]]:
    texts: dict[str, list[int]] = {}
    for place, placed in enumerate(claims):
        texts.setdefault(first(placed.article.id), []).append(place)
    return texts


def _join_text(claims: Sequence[NetworkClaim], places: Sequence[int], groups: _Groups) -> None:
    """Join the claims of one text and its copies."""
    original = claims[places[0]].article.id
    told = [place for place in places if claims[place].article.id == original]
    sources = {place: name for place in told if (name := _source(claims[place])) is not None}
    for place, name in sources.items():
        groups.join_named(place, name)
    known = {name: place for place, name in reversed(sources.items())}
    own = next(iter(sources), told[0])
    publisher = claims[told[0]].article.publisher
    if publisher and not sources:
        groups.join_named(own, _plain(publisher))
    for place in places:
        if place not in sources:
            copied = _source(claims[place]) if place not in told else None
            groups.join(place, known.get(copied, own) if copied else own)


def _source(placed: NetworkClaim) -> str | None:
    """Name the evidence source, if it can be told from others."""
    source = placed.claim.source
    if source is None or source.kind is SourceKind.ANONYMOUS:
        return None
    return _plain(source.name)


def _plain(name: str) -> str:
    """Write a name so that "The Ledger" is "ledger"."""
    return " ".join(name.casefold().split()).removeprefix("the ")


class _Groups:
    """Places, some of them joined."""

    def __init__(self, places: int) -> None:
        self._parents = list(range(places))
        self._named: dict[str, int] = {}

    def join(self, place: int, other: int) -> None:
        """Join the groups of two places."""
        one, two = self.of(place), self.of(other)
        self._parents[max(one, two)] = min(one, two)

    def join_named(self, place: int, name: str) -> None:
        """Join a place with those of the same name."""
        self.join(place, self._named.setdefault(name, place))

    def join_by(self, signs: Sequence[str]) -> None:
        """Join the places with the same sign; there is one for each."""
        seen: dict[str, int] = {}
        for place, sign in enumerate(signs):
            self.join(place, seen.setdefault(sign, place))

    def of(self, place: int) -> int:
        """Find the first place of a group."""
        while self._parents[place] != place:
            self._parents[place] = self._parents[self._parents[place]]
            place = self._parents[place]
        return place
