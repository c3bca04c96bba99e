"""Which sentences of an article are worth a parse, by the signs of supply in and around them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.ingest.lexicons.gate import (
    Sign,
    civil_munitions,
    directing,
    going_on,
    reach,
    signs,
    speaking,
)
from graph.ingest.read.matching import Match, Matcher
from graph.ingest.read.mentions import ActorMention
from graph.ingest.read.munitions import MunitionMention
from graph.ingest.read.segments import Segment, SegmentKind, Sentence

FoundSign = Match[frozenset[Sign]]
PARTIES = 2
"""A claim has a supplier and a recipient."""
_PASSING = frozenset({Sign.SUPPLY, Sign.MIDDLING, Sign.AID})
_WIDEST = 12
"""Code points before a name that can hold the word that directs something to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceSigns:
    """What one sentence holds: signs, munitions (`civil` if ordinary life has all of them), actors.

    `goes_on` tells of a word that may stand for something named before, `directed` of a munition
    beside "to", "for" or "from" an actor; `parties` counts the actors, and those who say "we" or
    "you" as one; `near` are the actors of the sentences around, the title's and the publisher's.
    """

    words: frozenset[Sign]
    munition: bool
    civil: bool
    goes_on: bool
    directed: bool
    parties: int
    near: frozenset[str]


_SILENT = SentenceSigns(
    words=frozenset(),
    munition=False,
    civil=True,
    goes_on=False,
    directed=False,
    parties=0,
    near=frozenset(),
)
"""A sentence that neither names nor passes anything: nobody asks what else it holds."""


def find_signs(folded: str) -> tuple[FoundSign, ...]:
    """Find the words of the gate in a folded text."""
    return tuple(_matcher().find_all(folded))


@functools.cache
def _matcher() -> Matcher[frozenset[Sign]]:
    return Matcher(signs())


def is_brief(text: str) -> bool:
    """Tell a text that says so little that every sign counts."""
    return len(text) < reach().brief


def is_military(munitions: Sequence[MunitionMention], found: Sequence[FoundSign]) -> bool:
    """Tell whether anything in a text belongs to armies alone."""
    return any(one.concept not in civil_munitions() for one in munitions) or any(
        Sign.MILITARY in match.entry for match in found
    )


def choose(
    signs_in: Sequence[SentenceSigns],
    sentences: Sequence[Sentence],
    segments: Sequence[Segment],
    *,
    brief: bool,
    military: bool,
) -> tuple[int, ...]:
    """Choose the sentences that are worth a parse (indexes, in order)."""
    sure = {
        index
        for index, one in enumerate(signs_in)
        if _opens(one, military=military) or (brief and _may_tell(one, military=military))
    }
    if not sure or not (brief or any(_PASSING & signs_in[i].words for i in sure)):
        return ()
    chosen = {*sure, *_beside(signs_in, sure)}
    return tuple(sorted({*chosen, *_listed(signs_in, sentences, segments, chosen)}))


def _opens(one: SentenceSigns, *, military: bool) -> bool:
    """Tell whether a sentence is by itself worth a parse."""
    supplies, two = Sign.SUPPLY in one.words, one.parties >= PARTIES
    if len(one.near) < PARTIES or not (military or not one.civil or (supplies and two)):
        return False
    if not one.munition:
        return two and Sign.AID in one.words
    if supplies and one.parties:
        return True
    middling = Sign.MIDDLING in one.words
    if Sign.FIGHTING in one.words:
        return two and one.directed and middling
    return two or one.directed or (one.parties > 0 and middling)


def _may_tell(one: SentenceSigns, *, military: bool) -> bool:
    """Tell whether a sentence of a brief is worth a parse."""
    if one.munition or Sign.AID in one.words:
        return bool(one.near)
    return military and Sign.SUPPLY in one.words and len(one.near) >= PARTIES


def _beside(signs_in: Sequence[SentenceSigns], sure: set[int]) -> Iterator[int]:
    """Yield the sentences that go on with a sure one near them that has a word of supply.

    One in which munitions are only fired goes on with nothing.
    """
    width = reach().beside
    telling = {index for index in sure if _PASSING & signs_in[index].words}
    for index, one in enumerate(signs_in):
        supplies = Sign.SUPPLY in one.words and (one.parties or one.goes_on)
        middling = Sign.MIDDLING in one.words and one.parties
        given = one.munition and (Sign.FIGHTING not in one.words or Sign.SUPPLY in one.words)
        if not (given or supplies or middling):
            continue
        if not telling.isdisjoint(range(index - width, index + width + 1)):
            yield index


def _listed(
    signs_in: Sequence[SentenceSigns],
    sentences: Sequence[Sentence],
    segments: Sequence[Segment],
    chosen: set[int],
) -> Iterator[int]:
    """Yield the items with munitions of a list that is opened by, or holds, a chosen sentence."""
    run: list[int] = []
    before = is_chosen = False
    for index, sentence in enumerate(sentences):
        if segments[sentence.segment].kind is not SegmentKind.BULLET:
            if is_chosen:
                yield from run
            run, is_chosen = [], False
            before = index in chosen
            continue
        is_chosen = is_chosen or before or index in chosen
        if signs_in[index].munition:
            run.append(index)
    if is_chosen:
        yield from run


def signs_of(
    text: str,
    sentences: Sequence[Sentence],
    munitions: Sequence[Sequence[MunitionMention]],
    actors: Sequence[Sequence[ActorMention]],
    found: Sequence[Sequence[FoundSign]],
    named: frozenset[str],
) -> tuple[SentenceSigns, ...]:
    """Sum up each sentence; `named` are the actors of the title and the publisher."""
    own = [frozenset(actor for one in row for actor in one.actors) for row in actors]
    width = reach().actors
    return tuple(
        SentenceSigns(
            words=words,
            munition=bool(munitions[index]),
            civil=all(one.concept in civil_munitions() for one in munitions[index]),
            goes_on=going_on().search(text, sentence.start, sentence.end) is not None,
            directed=bool(munitions[index]) and _is_directed(text, actors[index]),
            parties=len(own[index]) + _speaks(text, sentence),
            near=named.union(*own[max(0, index - width) : index + width + 1]),
        )
        if (words := _words_of(found[index], munitions[index])) & _PASSING or munitions[index]
        else _SILENT
        for index, sentence in enumerate(sentences)
    )


def _words_of(found: Sequence[FoundSign], munitions: Sequence[MunitionMention]) -> frozenset[Sign]:
    """Collect the signs; a munition's own name is none of fighting ("attack drones")."""
    names = [(one.start, one.end) for one in munitions]
    return frozenset(
        sign
        for match in found
        for sign in match.entry
        if sign is not Sign.FIGHTING or not any(a <= match.start < b for a, b in names)
    )


def _is_directed(text: str, actors: Sequence[ActorMention]) -> bool:
    return any(
        directing().search(text[max(0, one.start - _WIDEST) : one.start]) is not None
        for one in actors
    )


def _speaks(text: str, sentence: Sentence) -> bool:
    return speaking().search(text, sentence.start, sentence.end) is not None
