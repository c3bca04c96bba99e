"""Lay out an article: sentences with their mentions, and which of them are worth a parse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from graph.claims.actor import ActorKind, describe_actor
from graph.claims.article import Article
from graph.ingest.lexicons.cues import referring_words, sentences_back
from graph.ingest.lexicons.gate import Sign
from graph.ingest.read.actors import find_actors, find_publisher_actors, find_title_actors
from graph.ingest.read.apposition import without_appositions
from graph.ingest.read.folding import fold
from graph.ingest.read.mentions import ActorMention
from graph.ingest.read.munitions import MunitionMention, find_munitions
from graph.ingest.read.segments import Segment, Sentence, split_segments
from graph.ingest.read.signs import (
    PARTIES,
    FoundSign,
    choose,
    find_signs,
    is_brief,
    is_military,
    signs_of,
)
from graph.ingest.resolve.reference import home_of_publisher


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...


S = TypeVar("S", bound=_Spanned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """An article cut into sentences; mentions per sentence; `gated` are indexes of sentences.

    `home` is the state that says "we", where a government publishes. Where nothing is gated, the
    article need not have been cut: it may have no sentences here.
    """

    article: Article
    segments: tuple[Segment, ...]
    sentences: tuple[Sentence, ...]
    actors: tuple[tuple[ActorMention, ...], ...]
    munitions: tuple[tuple[MunitionMention, ...], ...]
    title: tuple[ActorMention, ...]
    home: str | None
    gated: tuple[int, ...]
    context: tuple[int, ...]

    def actors_of(self, index: int) -> frozenset[str]:
        """Give the ids of the actors that a sentence names."""
        return _actors_of(self.actors[index])


def outline(article: Article) -> Outline:
    """Find what of an article is worth a parse; one without anything is not even cut up."""
    munitions, words = find_munitions(article.text), find_signs(fold(article.text))
    if not (is_brief(article.text) or _may_tell(munitions, words)):
        return _nothing(article)
    named = _Named.of(article)
    if not is_brief(article.text) and len(named.all) < PARTIES:
        return _nothing(article)
    return _cut_up(article, munitions, words, named)


def lay_out(article: Article) -> Outline:
    """Cut an article up whatever it says, and find what is worth a parse."""
    text = article.text
    return _cut_up(article, find_munitions(text), find_signs(fold(text)), _Named.of(article))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """The actors of an article: mentions of text and title, and ids of all that is not text.

    `home` is the state that the publisher speaks for.
    """

    text: tuple[ActorMention, ...]
    title: tuple[ActorMention, ...]
    home: str | None
    around: frozenset[str]

    @classmethod
    def of(cls, article: Article) -> _Named:
        """Find the actors of text, title and publisher."""
        title, publisher = find_title_actors(article), find_publisher_actors(article)
        home = home_of_publisher(article.publisher, publisher)
        return cls(
            text=find_actors(article),
            title=title,
            home=home,
            around=_actors_of((*title, *publisher)) | ({home} if home is not None else set()),
        )

    @property
    def all(self) -> frozenset[str]:
        """Give the ids of all."""
        return self.around | _actors_of(self.text)


def _cut_up(
    article: Article,
    munitions: Sequence[MunitionMention],
    words: Sequence[FoundSign],
    named: _Named,
) -> Outline:
    text = article.text
    segments = split_segments(text)
    sentences = tuple(sentence for segment in segments for sentence in segment.sentences)
    actors_in = _per_sentence(named.text, sentences)
    goods = without_appositions(text, tuple(_without_actors(munitions, named.text)))
    munitions_in = _per_sentence(tuple(goods), sentences)
    words_in = _per_sentence(words, sentences)
    gated = choose(
        signs_of(text, sentences, munitions_in, actors_in, words_in, named=named.around),
        sentences,
        segments,
        brief=is_brief(text),
        military=is_military(munitions, words),
    )
    return Outline(
        article=article,
        segments=segments,
        sentences=sentences,
        actors=actors_in,
        munitions=munitions_in,
        title=named.title,
        home=named.home,
        gated=gated,
        context=_context(text, sentences, actors_in, gated),
    )


def _may_tell(munitions: Sequence[MunitionMention], words: Sequence[FoundSign]) -> bool:
    """Tell, before anything dearer is looked for, whether a text may say that aid passes."""
    if not munitions:
        return any(Sign.AID in match.entry for match in words) and is_military(munitions, words)
    return is_military(munitions, words) or any(Sign.SUPPLY in match.entry for match in words)


def _actors_of(mentions: Iterable[ActorMention]) -> frozenset[str]:
    return frozenset(actor for mention in mentions for actor in mention.actors)


def _nothing(article: Article) -> Outline:
    return Outline(
        article=article,
        segments=(),
        sentences=(),
        actors=(),
        munitions=(),
        title=(),
        home=None,
        gated=(),
        context=(),
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


def _context(
    text: str,
    sentences: Sequence[Sentence],
    actors: Sequence[Sequence[ActorMention]],
    gated: Sequence[int],
) -> tuple[int, ...]:
    """Choose what is parsed: gated sentences, and those with actors that they may refer back to."""
    wanted = set(gated)
    refers = referring_words()
    for index in gated:
        if not refers.search(text, sentences[index].start, sentences[index].end):
            continue
        for other in range(index - 1, max(-1, index - 1 - sentences_back()), -1):
            if actors[other] and sentences[other].segment >= sentences[index].segment - 1:
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
