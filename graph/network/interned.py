"""Things that many claims share, each kept once and known by a number."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)


class Interned(Generic[Thing]):
    """Numbers things in the order in which they come; none is ever forgotten."""

    __slots__ = ("_numbers", "things")

    def __init__(self) -> None:
        self._numbers: dict[Thing, int] = {}
        self.things: list[Thing] = []

    def number(self, thing: Thing) -> int:
        """Give the number of a thing, a new one if it is the first of its kind."""
        known = self._numbers.get(thing)
        if known is None:
            known = self._numbers[thing] = len(self.things)
            self.things.append(thing)
        return known

    def give(self, things: Iterable[Thing]) -> list[int]:
        """Give the numbers of several."""
        known = self._numbers
        return [known[one] if one in known else self.number(one) for one in things]
