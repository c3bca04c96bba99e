"""Find supply predicates in a parsed sentence, and who and what fill their roles."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.ingest.lexicons.predicates import PredicateClass, predicates
from graph.ingest.read.arguments import noun_arguments, verb_arguments
from graph.ingest.read.chain import lent_arguments
from graph.ingest.read.filling import fill
from graph.ingest.read.frame import Frame
from graph.ingest.read.grammar import VERBAL, Argument
from graph.ingest.read.nominals import aid_frames, gift_frames
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.sharing import complete_frames, join_frames, split_frame
from graph.ingest.read.words import last_word, lemma_of


def find_frames(parsed: ParsedSentence) -> tuple[Frame, ...]:
    """Find the frames of a sentence, in order of their predicates."""
    frames: list[Frame] = []
    taken: set[int] = set()
    for token in parsed.doc:
        for entry, arguments in _candidates(token, parsed):
            frame = fill(token, entry, arguments, parsed)
            if frame is not None:
                frames.extend(split_frame(frame, parsed))
                taken.update(theme.token.i for theme in frame.themes)
                break
    frames.extend(gift_frames(parsed))
    frames.extend(aid_frames(parsed, taken))
    return complete_frames(sorted(join_frames(frames), key=lambda frame: frame.predicate.i))


def _candidates(
    token: Token, parsed: ParsedSentence
) -> Iterator[tuple[PredicateClass, tuple[Argument, ...]]]:
    """Yield the lexicon's classes of a word, each with the word's arguments."""
    lemma = lemma_of(token)
    lexicon = predicates()
    if token.pos_ in VERBAL and lemma in lexicon.verbs and token.dep_ != "amod":
        arguments = verb_arguments(token, _is_predicate)
        for entry in lexicon.verbs[lemma]:
            yield entry, arguments
    elif token.pos_ in ("NOUN", "PROPN") and token.i not in parsed.actors:
        for entry in lexicon.nouns.get(last_word(token), lexicon.nouns.get(lemma, ())):
            yield entry, _of_noun(token)


def _of_noun(token: Token) -> tuple[Argument, ...]:
    return (
        *noun_arguments(token),
        *_predicated(token),
        *lent_arguments(token),
        Argument(slot="self", token=token),
    )


def _predicated(noun: Token) -> Iterator[Argument]:
    """Give what a noun is said to be: "the main supplier is X", "X, its main supplier"."""
    above = noun.head
    if noun.dep_ == "attr":
        yield from _as_being(above, ("nsubj",))
    elif noun.dep_ == "nsubj" and above.lemma_ in ("be", "include", "remain"):
        yield from _as_being(above, ("attr", "dobj"))
    elif noun.dep_ == "appos":
        yield Argument(slot="is", token=above, how="apposition")
    elif noun.dep_ == "pobj" and above.lower_ == "as":
        yield from _as_being(above.head, ("nsubj", "nsubjpass", "dobj"))
    for child in noun.children:
        if child.dep_ == "appos":
            yield Argument(slot="is", token=child, how="apposition")
        elif child.dep_ == "prep" and child.lower_ in ("like", "as", "including"):
            yield from (Argument(slot="is", token=c, how="example") for c in child.children)


def _as_being(verb: Token, labels: tuple[str, ...]) -> Iterator[Argument]:
    for child in verb.children:
        if child.dep_ in labels:
            yield Argument(slot="is", token=child, how="copula")


def _is_predicate(token: Token) -> bool:
    """Tell whether a token is a supply verb of its own, whose phrases are not another's."""
    if token.pos_ != "VERB" or token.dep_ in ("amod", "compound"):
        return False
    return token.lemma_.lower() in predicates().verbs
