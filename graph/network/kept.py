"""What is made of whole pairs, kept by pair until something of the pair changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Generic, TypeVar

from graph.network.cells import Pair

Thing = TypeVar("Thing")

CHANGED = 65_536
"""Pairs of which it is known when they changed last; before that, any may have."""


class KeptByPair(Generic[Thing]):
    """Things by pair; not safe for threads by itself.

    They are made while others go on: what was forgotten after the revision that a thing was made
    from is not kept. Of `most`, each thing takes `size`; the oldest go first.
    """

    def __init__(self, most: int, size: Callable[[Thing], int] = lambda _: 1) -> None:
        self._most = most
        self._size = size
        self._kept: dict[Pair, Thing] = {}
        self._taken = 0
        self._asked = False
        self._forgotten: dict[Pair, int] = {}
        """The revision at which a pair changed last."""
        self._all_forgotten = 0

    @property
    def any(self) -> bool:
        """Tell whether there is anything to forget, or may be in the making."""
        return self._asked

    def look_up(self, pairs: Collection[Pair]) -> tuple[Mapping[Pair, Thing], Sequence[Pair]]:
        """Give what is kept of these pairs, and those of which nothing is."""
        self._asked = True
        kept = self._kept
        known = {pair: kept[pair] for pair in pairs if pair in kept}
        missing = [pair for pair in pairs if pair not in known] if len(known) < len(pairs) else ()
        return known, missing

    def keep(self, made: Mapping[Pair, Thing], revision: int) -> None:
        """Keep what was made of pairs as they were at a revision."""
        for pair, thing in made.items():
            if max(self._forgotten.get(pair, 0), self._all_forgotten) <= revision:
                self._drop(pair)
                self._kept[pair] = thing
                self._taken += self._size(thing)
        while self._taken > self._most:
            self._drop(next(iter(self._kept)))

    def forget(self, pair: Pair, revision: int) -> None:
        """Forget what was made of a pair that is another as of a revision."""
        if len(self._forgotten) >= CHANGED and pair not in self._forgotten:
            self._all_forgotten = max(self._forgotten.values())  # what is kept stays as it is
            self._forgotten.clear()
        self._forgotten[pair] = revision
        self._drop(pair)

    def forget_all(self, revision: int) -> None:
        """Forget everything: all pairs are others as of a revision."""
        self._all_forgotten = revision
        self._forgotten.clear()
        self._kept.clear()
        self._taken = 0

    def _drop(self, pair: Pair) -> None:
        thing = self._kept.pop(pair, None)
        if thing is not None:
            self._taken -= self._size(thing)
