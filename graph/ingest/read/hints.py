"""Find words that may stand for a munition; the trained network decides whether they do."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence

from graph.ingest.lexicons.hints import SAME, Hint, munition_hints
from graph.ingest.lexicons.munitions import NameKind
from graph.ingest.read.folding import fold
from graph.ingest.read.matching import Match, Matcher
from graph.ingest.read.mentions import ActorMention
from graph.ingest.read.munitions import MunitionMention

_NEXT = 24
"""Code points before a named munition in which "three" counts it, and does not stand for it."""


def find_hints(
    text: str,
    start: int,
    munitions: Sequence[MunitionMention],
    actors: Sequence[ActorMention],
) -> tuple[MunitionMention, ...]:
    """Find the hints in a sentence that begins at `start`, besides its mentions, in order.

    Their concept is an id, or SAME where the word stands for what was named before.
    """
    mentions: tuple[MunitionMention | ActorMention, ...] = (*munitions, *actors)
    taken = [(one.start - start, one.end - start) for one in mentions]
    found = [
        match
        for match in _matcher().find(fold(text))
        if not any(match.start < end and begin < match.end for begin, end in taken)
    ]
    named = [one.start - start for one in munitions]
    named += [match.start for match in found if match.entry.concept != SAME]
    return tuple(_mention(text, start, match) for match in _standing(found, named))


def _standing(found: Iterable[Match[Hint]], named: Sequence[int]) -> Iterator[Match[Hint]]:
    for match in found:
        counted = any(match.end <= begin <= match.end + _NEXT for begin in named)
        if not (match.entry.counts and counted):
            yield match


def _mention(text: str, start: int, match: Match[Hint]) -> MunitionMention:
    return MunitionMention(
        start=start + match.start,
        end=start + match.end,
        text=text[match.start : match.end],
        concept=match.entry.concept,
        designation=None,
        producer=(),
        kind=NameKind.GENERIC,
    )


@functools.cache
def _matcher() -> Matcher[Hint]:
    return Matcher(munition_hints())
