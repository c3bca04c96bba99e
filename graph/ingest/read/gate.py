"""Lay out an article: sentences with their mentions, and which of them are worth a parse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from graph.claims.actor import ActorKind, describe_actor
from graph.claims.article import Article
from graph.ingest.lexicons.cues import gate_words, referring_words, sentences_back
from graph.ingest.read.actors import find_actors, find_title_actors
from graph.ingest.read.mentions import ActorMention
from graph.ingest.read.munitions import MunitionMention, find_munitions
from graph.ingest.read.segments import Segment, Sentence, split_segments


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...


S = TypeVar("S", bound=_Spanned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """An article cut into sentences; mentions per sentence; `gated` are indexes of sentences."""

    article: Article
    segments: tuple[Segment, ...]
    sentences: tuple[Sentence, ...]
    actors: tuple[tuple[ActorMention, ...], ...]
    munitions: tuple[tuple[MunitionMention, ...], ...]
    title: tuple[ActorMention, ...]
    gated: tuple[int, ...]
    context: tuple[int, ...]


def outline(article: Article) -> Outline:
    """Cut an article and find its mentions; gate the sentences that may hold a claim."""
    segments = split_segments(article.text)
    sentences = tuple(sentence for segment in segments for sentence in segment.sentences)
    found = find_actors(article)
    actors = _per_sentence(found, sentences)
    munitions = _per_sentence(
        tuple(_without_actors(find_munitions(article.text), found)), sentences
    )
    words = gate_words()
    gated = tuple(
        index
        for index, sentence in enumerate(sentences)
        if munitions[index]
        or (actors[index] and words.search(article.text, sentence.start, sentence.end))
    )
    return Outline(
        article=article,
        segments=segments,
        sentences=sentences,
        actors=actors,
        munitions=munitions,
        title=find_title_actors(article),
        gated=gated,
        context=_context(article.text, sentences, gated),
    )


def _without_actors(
    munitions: Sequence[MunitionMention], actors: Sequence[ActorMention]
) -> Iterator[MunitionMention]:
    """Cut a group's name off the munition that follows it ("gave M23 mortars")."""
    ends = {
        actor.start: actor.end
        for actor in actors
        if all(describe_actor(one).kind is ActorKind.NON_STATE for one in actor.actors)
    }
    for munition in munitions:
        end = ends.get(munition.start)
        rest = munition.text[end - munition.start :] if end is not None else ""
        if end is None or not rest.strip():
            yield munition
            continue
        start = munition.end - len(rest.lstrip())
        yield replace(munition, start=start, text=rest.lstrip())


def _context(text: str, sentences: Sequence[Sentence], gated: Sequence[int]) -> tuple[int, ...]:
    """Choose what is parsed: gated sentences, and those that they may refer back to."""
    wanted = set(gated)
    refers = referring_words()
    for index in gated:
        if not refers.search(text, sentences[index].start, sentences[index].end):
            continue
        for other in range(index - 1, max(-1, index - 1 - sentences_back()), -1):
            if sentences[other].segment >= sentences[index].segment - 1:
                wanted.add(other)
    return tuple(sorted(wanted))


def _per_sentence(
    mentions: Sequence[S], sentences: Sequence[Sentence]
) -> tuple[tuple[S, ...], ...]:
    starts = [sentence.start for sentence in sentences]
    found: list[list[S]] = [[] for _ in sentences]
    for mention in mentions:
        index = bisect_right(starts, mention.start) - 1
        # Where an article was filed says nothing about who acts in it.
        if index >= 0 and sentences[index].body <= mention.start < sentences[index].end:
            found[index].append(mention)
    return tuple(tuple(row) for row in found)
