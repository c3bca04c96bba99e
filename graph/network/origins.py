"""How many independent origins claims have: copies and the same evidence source count once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TypeAlias

from graph.claims.evidence import SourceKind
from graph.claims.lookalikes import seen_name
from graph.network.bare import is_bare
from graph.network.cells import Heading, NetworkClaim

FirstCopy: TypeAlias = Callable[[str], str]
"""Names the first of the articles that are copies of one another."""

MANY_NAMES = 64
"""Names of sources in one article beyond which they are not compared with one another."""

_WORD = re.compile(r"\w+")
_NEVER = datetime.max.replace(tzinfo=UTC)


def group_by_origin(
    claims: Sequence[NetworkClaim], first: FirstCopy
) -> tuple[tuple[NetworkClaim, ...], ...]:
    """Part claims by origin, in the order of their first claims.

    Claims that name the same evidence source, or rest on the same words, have one origin. What an
    article says itself, or has from people it does not name ("officials", "a panel"), has its
    publisher for its origin, as has what others take from that publisher; where the article names
    sources too, it is taken to have it from the first of them. A source that an article names in
    full and in brief ("the ministry") is one. Copies of a text add nothing: each of their claims
    goes with one of the copy that comes first, whatever sources they put in.
    """
    if len(claims) < 2:
        return tuple((placed,) for placed in claims)
    groups = _Groups(len(claims))
    for original, places in by_text(claims, first):
        _join_text(claims, original, places, groups)
    if groups.apart > 1:
        groups.join_by([placed.words for placed in claims])
    parted: dict[int, list[NetworkClaim]] = {}
    for place, placed in enumerate(claims):
        parted.setdefault(groups.of(place), []).append(placed)
    return tuple(map(tuple, parted.values()))


def count_origins(claims: Sequence[NetworkClaim], first: FirstCopy) -> int:
    """Count the independent origins of claims."""
    return len(group_by_origin(claims, first))


def by_text(
    claims: Sequence[NetworkClaim], first: FirstCopy
) -> Iterator[tuple[str, Sequence[int]]]:
    """Part the places of claims by text; each with the article that told it first.

    That is the copy that was published first, or came in first on that day: the order in which
    articles are taken in is another after a rebuild.
    """
    texts: dict[str, list[int]] = {}
    for place, placed in enumerate(claims):
        texts.setdefault(first(placed.article.id), []).append(place)
    for known, places in texts.items():
        if len(places) == 1:
            yield claims[places[0]].article.id, places
            continue
        headings = {claims[place].article.id: claims[place].article for place in places}
        if len(headings) == 1:
            yield next(iter(headings)), places
            continue
        yield min(headings.values(), key=lambda one: (*age(one), one.id != known)).id, places


def age(article: Heading) -> tuple[date, datetime]:
    """Order articles by when they were published, or known; then by when they came in."""
    return article.known or date.max, article.came or _NEVER


def _join_text(
    claims: Sequence[NetworkClaim], original: str, places: Sequence[int], groups: _Groups
) -> None:
    """Join the claims of one text and its copies."""
    if len(places) == 1:
        alone = claims[places[0]]
        named_by = _name(_source(alone)) or plain(alone.article.publisher or "")
        if named_by:
            groups.join_named(places[0], named_by)
        return
    told = [place for place in places if claims[place].article.id == original]
    named = {place: name for place in told if (name := _source(claims[place])) is not None}
    full = _in_full(named.values())
    sources = {place: full[name] for place, name in named.items() if _name(full[name])}
    for place, name in sources.items():
        groups.join_named(place, name)
    known = {name: place for place, name in reversed(sources.items())}
    known |= {brief: known[name] for brief, name in full.items() if name in known}
    own = next(iter(sources), told[0])
    publisher = claims[told[0]].article.publisher
    if publisher and not sources:
        groups.join_named(own, plain(publisher))
    for place in places:
        if place not in sources:
            copied = _source(claims[place]) if place not in told else None
            groups.join(place, known.get(copied, own) if copied else own)


def _in_full(names: Iterable[str]) -> Mapping[str, str]:
    """Find the fullest name for each: one that has all of its words, and more."""
    words = {name: frozenset(_WORD.findall(name)) for name in names}
    if len(words) > MANY_NAMES:
        return dict(zip(words, words, strict=True))
    return {
        name: max((one for one in words if own <= words[one]), key=lambda one: len(words[one]))
        for name, own in words.items()
    }


def _name(source: str | None) -> str | None:
    """Keep what tells a source from those of other articles."""
    return None if source is None or is_bare(source) else source


def _source(placed: NetworkClaim) -> str | None:
    """Name the evidence source, if it can be told from others of its article."""
    source = placed.brief.source
    if source is None or source.kind is SourceKind.ANONYMOUS:
        return None
    return plain(source.name)


@lru_cache(maxsize=16384)
def plain(name: str) -> str:
    """Write a name so that "The Ledger" is "ledger"."""
    return " ".join(seen_name(name).casefold().split()).removeprefix("the ")


class _Groups:
    """Places, some of them joined."""

    def __init__(self, places: int) -> None:
        self._parents = list(range(places))
        self._named: dict[str, int] = {}
        self.apart = places
        """How many groups there are."""

    def join(self, place: int, other: int) -> None:
        """Join the groups of two places."""
        one, two = self.of(place), self.of(other)
        if one != two:
            self.apart -= 1
            self._parents[max(one, two)] = min(one, two)

    def join_named(self, place: int, name: str) -> None:
        """Join a place with those of the same name."""
        self.join(place, self._named.setdefault(name, place))

    def join_by(self, signs: Iterable[int]) -> None:
        """Join the places with the same sign; there is one for each."""
        seen: dict[int, int] = {}
        for place, sign in enumerate(signs):
            self.join(place, seen.setdefault(sign, place))

    def of(self, place: int) -> int:
        """Find the first place of a group."""
        while self._parents[place] != place:
            self._parents[place] = self._parents[self._parents[place]]
            place = self._parents[place]
        return place
