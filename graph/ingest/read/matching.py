"""Find many names in one pass over a text (Aho-Corasick), whole words only, longest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from graph.ingest.read.folding import fold

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Generic[T]):
    """A name found at `start:end` of the text, and what the lexicon holds for it."""

    start: int
    end: int
    entry: T


class Matcher(Generic[T]):
    """An automaton over folded names; equal names share their entries as the caller gave them."""

    def __init__(self, entries: Mapping[str, T]) -> None:
        folded: dict[str, T] = {}
        for name, entry in entries.items():
            folded.setdefault(fold(name), entry)
        self._entries = tuple(folded.values())
        self._automaton = AhoCorasick(list(folded))

    def find(self, folded_text: str) -> tuple[Match[T], ...]:
        """Find names in a folded text, in order; of those that overlap the longest, then first."""
        return tuple(longest(self.find_all(folded_text)))

    def find_all(self, folded_text: str) -> Iterator[Match[T]]:
        """Find all names in a folded text, those that overlap too."""
        found = self._automaton.find_matches_as_indexes(folded_text, overlapping=True)
        entries = self._entries
        for index, start, end in found:
            if is_whole(folded_text, start, end):
                yield Match(start=start, end=end, entry=entries[index])


def is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether `start:end` begins and ends at word boundaries."""
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return False
    return end == len(text) or not (text[end].isalnum() and text[end - 1].isalnum())


def longest(found: Iterable[Match[T]]) -> Iterator[Match[T]]:
    """Keep the longest of overlapping matches, of equal length the first; in order of the text."""
    kept: list[Match[T]] = []
    for match in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and match.start < kept[-1].end:
            if match.end - match.start > kept[-1].end - kept[-1].start:
                kept[-1] = match
            continue
        kept.append(match)
    yield from kept
