"""Which articles are copies of one another, so that ten prints of a wire story count once."""

from __future__ import annotations

import re
import tomllib
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypeAlias

import numpy as np
from rensa import RMinHash

from graph.claims.lookalikes import see
from graph.network.bands import Bands, Keys, Signatures, band_keys

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
        self._slots: dict[str, int] = {}
        self._names: list[str | None] = []  # by slot
        self._free: list[int] = []
        self._signatures = np.empty((0, likeness().places), dtype=np.uint16)  # by slot, cut
        self._first: dict[str, str] = {}  # of those that are not the first themselves
        self._members: dict[str, dict[str, None]] = {}  # of groups of several, the first too
        self._bands = Bands()  # of the first ones

    def add(self, article_id: str, text: str) -> None:
        """Find the group of a text; one that is here already stays where it is."""
        self.add_signed([(article_id, sign(text))])

    def add_signed(self, signed: Iterable[tuple[str, Signature]]) -> None:
        """Find the groups of texts by their signatures, one after the other.

        Those that have no band in common with any other are found to be so all at once.
        """
        fresh = {name: one for name, one in signed if name not in self._slots}
        if not fresh:
            return
        slots = np.array([self._place(name) for name in fresh], dtype=np.int32)
        self._signatures[slots] = _cut(b"".join(fresh.values())).reshape(len(slots), -1)
        keys = band_keys(self._signatures[slots], likeness().bands)
        unique, which, counts = np.unique(keys, return_inverse=True, return_counts=True)
        shared = ((counts > 1) | self._bands.known(unique))[which].reshape(keys.shape)
        alone = ~shared.any(axis=1)
        own = keys[alone]
        if own.size:
            self._bands.add(own.ravel(), np.repeat(slots[alone], own.shape[1]))
        for place in np.flatnonzero(~alone).tolist():
            self._join(int(slots[place]), keys[place])

    def remove(self, article_id: str) -> tuple[str, ...]:
        """Forget an article; where it was the first, those grouped anew for it are given."""
        slot = self._slots.pop(article_id, None)
        if slot is None:
            return ()
        self._names[slot] = None
        self._free.append(slot)
        first = self._first.pop(article_id, article_id)
        members = self._members.get(first, {})
        members.pop(article_id, None)
        if article_id != first:
            if len(members) < 2:
                del self._members[first]
            return ()
        self._members.pop(first, None)
        self._bands.discard(self._keys(slot), slot)
        for member in members:
            self._join(self._slots[member], self._keys(self._slots[member]))
        return tuple(members)

    def clear(self) -> None:
        """Forget everything."""
        Copies.__init__(self)

    def first(self, article_id: str) -> str:
        """Name the first article of a group; an unknown article is alone."""
        return self._first.get(article_id, article_id)

    def find(self, text: str) -> str | None:
        """Name the first article of the group that a text would join."""
        signature = _cut(sign(text))
        nearest = self._nearest(signature, band_keys(signature[None], likeness().bands)[0])
        return None if nearest is None else self._names[nearest]

    def as_now(self) -> Callable[[str], str]:
        """Give `first` as it answers now, for whoever goes on without us."""
        first = dict(self._first)
        return lambda article_id: first.get(article_id, article_id)

    def _place(self, article_id: str) -> int:
        if self._free:
            slot = self._free.pop()
            self._names[slot] = article_id
        else:
            slot = len(self._names)
            self._names.append(article_id)
            if slot == len(self._signatures):
                self._signatures.resize((slot + slot // 8 + 64, likeness().places), refcheck=False)
        self._slots[article_id] = slot
        return slot

    def _keys(self, slot: int) -> Keys:
        keys: Keys = band_keys(self._signatures[slot : slot + 1], likeness().bands)[0]
        return keys

    def _join(self, slot: int, keys: Keys) -> None:
        name = self._name(slot)
        nearest = self._nearest(self._signatures[slot], keys)
        if nearest is not None:
            first = self._name(nearest)
            self._first[name] = first
            self._members.setdefault(first, {first: None})[name] = None
            return
        self._first.pop(name, None)
        crowded = likeness().compared
        sparse = [len(owners) < crowded for owners in self._bands.owners(keys)]
        own = keys[np.array(sparse, dtype=np.bool_)]
        self._bands.add(own, np.full(len(own), slot, dtype=np.int32))

    def _nearest(self, signature: Signatures, keys: Keys) -> int | None:
        """Find the group whose first text is most like it, the older one of equals."""
        seen = {one: None for owners in self._bands.owners(keys) for one in owners}
        if not seen:
            return None
        slots = np.fromiter(seen, dtype=np.int32)
        alike = (self._signatures[slots] == signature).sum(axis=1) / likeness().places
        best = int(alike.argmax())
        return int(slots[best]) if alike[best] >= likeness().alike else None

    def _name(self, slot: int) -> str:
        name = self._names[slot]
        if name is None:
            raise KeyError(slot)
        return name


def sign(text: str) -> Signature:
    """Make the signature of a text as it is seen; case, marks and white space do not count."""
    rule = likeness()
    words = _WORD.findall(see(text).text.casefold())
    last = max(1, len(words) - rule.words + 1)
    made = RMinHash(num_perm=rule.places, seed=rule.seed)
    made.update([" ".join(words[at : at + rule.words]) for at in range(last)])
    return array("I", made.digest()).tobytes()


def signature_size() -> int:
    """Tell how many bytes a signature has."""
    return likeness().places * _PLACE


def _cut(signature: Signature) -> Signatures:
    """Take the lower half of each place, which two texts share by chance once in 65,536."""
    return np.frombuffer(signature, dtype=np.uint32).astype(np.uint16)


@cache
def likeness() -> Likeness:
    """Load the rule."""
    text = resources.files("graph.network").joinpath("likeness.toml").read_text(encoding="utf-8")
    return Likeness(**tomllib.loads(text))


def same_words(quote: str) -> str:
    """Write a quote so that those that differ in case, marks and white space alone are equal."""
    return " ".join(_WORD.findall(see(quote).text.casefold()))
