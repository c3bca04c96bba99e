"""What is known of an article when a sentence comes: who was named, who speaks, who is at home."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from graph.ingest.lexicons.cues import sentences_back
from graph.ingest.read.gate import Outline
from graph.ingest.read.mentions import ActorMention
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.segments import Segment, SegmentKind
from graph.ingest.read.topics import protagonist
from graph.ingest.resolve.reference import (
    Discourse,
    Salient,
    referents,
    salient_of,
)

_FAR = 8
"""How many sentences back a definite noun may refer."""


class Surroundings:
    """An article around its sentences; remembers whom subject pronouns stood for."""

    def __init__(self, outline: Outline, parsed: Mapping[int, ParsedSentence]) -> None:
        self.outline = outline
        self.parsed = parsed
        self.home = outline.home
        self._starts = [sentence.start for sentence in outline.sentences]
        self._spoken: dict[int, list[Salient]] = {}

    def before(self, index: int) -> Discourse:
        """Tell what a reader knows when the sentence comes."""
        sentences = self.outline.sentences
        segment = sentences[index].segment
        near = [
            i
            for i in range(index - 1, max(-1, index - 1 - sentences_back()), -1)
            if sentences[i].segment >= segment - 1 and i in self.parsed
        ]
        label = self._label(self.outline.segments[segment])
        is_topic = label is not None and self._is_whole_label(label, segment)
        named = label.actors[:1] if label is not None else ()
        return Discourse(
            before=[(*self._spoken.get(i, ()), *salient_of(self.parsed[i])) for i in near],
            named=[
                mention
                for i in range(index - 1, max(-1, index - 1 - _FAR), -1)
                for mention in reversed(self.outline.actors[i])
            ],
            speaker=named,
            home=self.home,
            topic=named if is_topic else (),
        )

    def _label(self, segment: Segment) -> ActorMention | None:
        """Find the actor in the name before a line's colon: a speaker, or what it is about."""
        if segment.speaker is None:
            return None
        start, end = segment.speaker
        first = max(bisect_right(self._starts, start) - 1, 0)
        return next((m for m in self.outline.actors[first] if start <= m.start < end), None)

    def _is_whole_label(self, mention: ActorMention, segment: int) -> bool:
        span = self.outline.segments[segment].speaker
        return span is not None and self.outline.article.text[slice(*span)].strip() == mention.text

    def remember(self, index: int, token_index: int, discourse: Discourse) -> None:
        """Keep whom a subject pronoun stood for: the next sentence may go on with it."""
        parsed = self.parsed[index]
        found = next(referents(parsed.doc[token_index], parsed, discourse), None)
        if found is not None:
            salient = Salient(actors=found[0], is_subject=True, is_person=True)
            self._spoken.setdefault(index, []).append(salient)

    def protagonist(self, besides: frozenset[str]) -> str | None:
        """Find whom the article is about, if it is long enough to tell."""
        mentions = [mention for mentions in self.outline.actors for mention in mentions]
        return protagonist(mentions, self.outline.title, besides=besides)

    def names(self, actor: str) -> bool:
        """Tell whether the article names an actor."""
        return any(actor in m.actors for mentions in self.outline.actors for m in mentions)

    def neighbours(self, index: int, reach: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the texts of the sentences of the same line, before and after."""
        sentences, text = self.outline.sentences, self.outline.article.text
        near = range(max(0, index - reach), min(len(sentences), index + reach + 1))
        line = [i for i in near if sentences[i].segment == sentences[index].segment]
        return (
            tuple(text[sentences[i].start : sentences[i].end] for i in line if i < index),
            tuple(text[sentences[i].start : sentences[i].end] for i in line if i > index),
        )

    def header(self, index: int) -> Segment | None:
        """Find the line that opens the list in which a sentence is an item."""
        segments = self.outline.segments
        number = self.outline.sentences[index].segment
        if segments[number].kind is not SegmentKind.BULLET:
            return None
        while number >= 0 and segments[number].kind is SegmentKind.BULLET:
            number -= 1
        if number < 0:
            return None
        text = self.outline.article.text[segments[number].start : segments[number].end]
        return segments[number] if text.rstrip().endswith(":") else None
