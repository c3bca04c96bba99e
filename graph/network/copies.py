"""Which articles are copies of one another, so that ten prints of a wire story count once."""

from __future__ import annotations

import re
import tomllib
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypeAlias

from rensa import RMinHash

Signature: TypeAlias = bytes
"""Four bytes for each place."""
_PLACE = 4

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """When two texts are copies (`likeness.toml`)."""

    words: int
    places: int
    bands: int
    compared: int
    alike: float
    seed: int


class Copies:
    """Groups of articles with near-identical texts; not safe for threads by itself.

    Each group is known by its first article, the only one that later texts are compared with: a
    flood of copies costs a look-up each, and texts that drift step by step do not run together.
    """

    def __init__(self) -> None:
        self._signatures: dict[str, Signature] = {}
        self._first: dict[str, str] = {}  # of those that are not the first themselves
        self._members: dict[str, dict[str, None]] = {}
        self._bands: dict[int, list[str]] = {}

    def add(self, article_id: str, text: str) -> None:
        """Find the group of a text; one that is here already stays where it is."""
        if article_id not in self._signatures:
            self._join(article_id, sign(text))

    def remove(self, article_id: str) -> tuple[str, ...]:
        """Forget an article; where it was the first, those grouped anew for it are given."""
        signature = self._signatures.pop(article_id, None)
        if signature is None:
            return ()
        first = self._first.pop(article_id, article_id)
        members = self._members[first]
        del members[article_id]
        if article_id != first:
            return ()
        del self._members[first]
        for band in _bands(signature):
            known = self._bands[band]
            if first in known:
                known.remove(first)
            if not known:
                del self._bands[band]
        for member in members:
            self._join(member, self._signatures[member])
        return tuple(members)

    def clear(self) -> None:
        """Forget everything."""
        for kept in (self._signatures, self._first, self._members, self._bands):
            kept.clear()

    def first(self, article_id: str) -> str:
        """Name the first article of a group; an unknown article is alone."""
        return self._first.get(article_id, article_id)

    def find(self, text: str) -> str | None:
        """Name the first article of the group that a text would join."""
        return self._nearest(sign(text))

    def as_now(self) -> Callable[[str], str]:
        """Give `first` as it answers now, for whoever goes on without us."""
        first = dict(self._first)
        return lambda article_id: first.get(article_id, article_id)

    def _join(self, article_id: str, signature: Signature) -> None:
        self._signatures[article_id] = signature
        first = self._nearest(signature)
        if first is None:
            first = article_id
            self._first.pop(article_id, None)
            for band in _bands(signature):
                known = self._bands.setdefault(band, [])
                if len(known) < likeness().compared:
                    known.append(first)
        else:
            self._first[article_id] = first
        self._members.setdefault(first, {})[article_id] = None

    def _nearest(self, signature: Signature) -> str | None:
        """Find the group whose first text is most like it, the older one of equals."""
        seen = {one: None for band in _bands(signature) for one in self._bands.get(band, ())}
        best, nearest = likeness().alike, None
        for first in seen:
            alike = _alike(self._signatures[first], signature)
            if alike > best or (nearest is None and alike == best):
                best, nearest = alike, first
        return nearest


def sign(text: str) -> Signature:
    """Make the signature of a text; letters' case, marks and white space do not count."""
    rule = likeness()
    words = _WORD.findall(text.casefold())
    last = max(1, len(words) - rule.words + 1)
    made = RMinHash(num_perm=rule.places, seed=rule.seed)
    made.update([" ".join(words[at : at + rule.words]) for at in range(last)])
    return array("I", made.digest()).tobytes()


def _alike(one: Signature, other: Signature) -> float:
    """Estimate the share of shingles that two texts have in common."""
    pairs = zip(memoryview(one).cast("I"), memoryview(other).cast("I"), strict=True)
    return sum(a == b for a, b in pairs) * _PLACE / len(one)


def _bands(signature: Signature) -> Iterator[int]:
    rows = len(signature) // likeness().bands
    for at in range(0, len(signature), rows):
        yield hash((at, signature[at : at + rows]))


@cache
def likeness() -> Likeness:
    """Load the rule."""
    text = resources.files("graph.network").joinpath("likeness.toml").read_text(encoding="utf-8")
    return Likeness(**tomllib.loads(text))


def same_words(quote: str) -> str:
    """Write a quote so that those that differ in case, marks and white space alone are equal."""
    return " ".join(_WORD.findall(quote.casefold()))
