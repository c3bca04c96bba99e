"""Words that are only shown: they stay where they are kept until an answer shows them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping
from threading import Lock
from typing import Protocol

from graph.claims.brief import Wording, Wordings
from graph.claims.reading import ReadArticle

AT_HAND = 1024
"""Readings whose words are kept at hand: those that were shown last."""


class Words(Protocol):
    """Gives the words of a reading by its number."""

    def of(self, reading: int) -> Wording:
        """Give them, from wherever they are kept."""

    def fetch(self, readings: Collection[int]) -> None:
        """Have those of several at hand, which is sooner done at once."""


class OwnWords:
    """The words of one reading, which somebody holds as it is."""

    __slots__ = ("_wording",)

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def of(self, _reading: int) -> Wording:
        """Give them."""
        return self._wording

    def fetch(self, _readings: Collection[int]) -> None:
        """Do nothing: they are here."""


class WordsElsewhere:
    """Words that are fetched when they are shown; any number of threads may ask.

    Those of a reading never change, so that it does not matter when they are fetched: an answer
    shows those of the readings that it was made from.
    """

    def __init__(self) -> None:
        self._kept_by: Wordings | None = None
        self._own: dict[int, Wording] = {}
        self._least = 0  # number of a reading that is kept nowhere else
        self._at_hand: OrderedDict[int, Wording] = OrderedDict()
        self._lock = Lock()

    def kept_by(self, wordings: Wordings) -> None:
        """Tell where they are kept."""
        self._kept_by = wordings

    def keep(self, read: ReadArticle) -> int:
        """Keep words that are kept nowhere else; give a number, below 0, for the reading."""
        with self._lock:
            self._least -= 1
            self._own[self._least] = wording_of(read)
            return self._least

    def forget(self, reading: int) -> None:
        """Forget words that were kept here."""
        self._own.pop(reading, None)

    def of(self, reading: int) -> Wording:
        """Give the words of a reading; raises KeyError if they are nowhere, and StorageError."""
        own = self._own.get(reading)
        if own is not None:
            return own
        found = self._at_hand.get(reading)
        return found or self._fetched((reading,))[reading]

    def fetch(self, readings: Collection[int]) -> None:
        """Have those of several at hand, which is sooner done at once; raises StorageError."""
        with self._lock:
            for reading in readings:
                if reading in self._at_hand:
                    self._at_hand.move_to_end(reading)
            missing = [one for one in readings if one >= 0 and one not in self._at_hand]
        if missing:
            self._fetched(missing)

    def _fetched(self, readings: Collection[int]) -> Mapping[int, Wording]:
        found = self._kept_by.wordings(readings) if self._kept_by is not None else {}
        with self._lock:
            self._at_hand.update(found)
            while len(self._at_hand) > max(AT_HAND, len(found)):
                self._at_hand.popitem(last=False)
        return found


def wording_of(read: ReadArticle) -> Wording:
    """Take the words of a reading."""
    article = read.article
    return Wording(title=article.title, url=article.url, claims=read.reading.claims)
