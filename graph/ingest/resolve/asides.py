"""Who speaks beside a statement: "..., X said", "according to X", "by X's count"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.ingest.resolve.lexicon import words
from graph.ingest.resolve.saying import (
    Ascriber,
    denies,
    flanked_subject,
    hedges,
    inverted_subject,
    is_apart,
    is_break,
    subject_of,
)
from graph.ingest.resolve.speakers import LEXICON


def adjuncts(token: Token) -> Iterator[Ascriber]:
    """Read "according to X" and "by X's count" beside a word."""
    for child in token.children:
        if child.lower_ in {"according", "accord"}:
            to = next((below for below in child.children if below.lower_ == "to"), None)
            below = [
                c for c in (to.children if to is not None else child.children) if c.dep_ == "pobj"
            ]
            if below:
                yield Ascriber(rule="according-to", word=child, source=below[0])
        elif child.lower_ in {"by", "on", "in"} and child.dep_ in {"prep", "agent"}:
            yield from _reckoned(child)
        elif child.lower_ in {"citing", "quoting"}:
            cited = next((below for below in child.children if below.dep_ == "dobj"), None)
            if cited is not None:
                yield Ascriber(rule="citing", word=child, source=cited)


def _reckoned(preposition: Token) -> Iterator[Ascriber]:
    for noun in preposition.children:
        if noun.dep_ == "pobj" and noun.lemma_.lower() in words(LEXICON, "reckoning"):
            owner = next((c for c in noun.children if c.dep_ == "poss"), None)
            if owner is not None:
                yield Ascriber(rule="reckoned", word=noun, source=owner)


def beside(predicate: Token) -> Iterator[Ascriber]:
    """Read "..., X said" where the parse hangs the verb of saying below or beside the predicate."""
    above = {token.i for token in predicate.ancestors}
    for token in predicate.doc:
        if token.i == predicate.i or token.i in above:
            continue
        if token.lower_ == "according" and token.i + 1 < len(token.doc):
            yield from adjuncts(token.head)
        elif token.pos_ == "VERB" and _speaks(token) and not is_apart(token, predicate):
            subject = flanked_subject(token) or (
                subject_of(token) if _is_aside(token, predicate) else None
            )
            if subject is not None and subject.lower_ not in {"i", "we", "you"}:
                lemma = token.lemma_.lower()
                yield Ascriber(
                    rule="aside",
                    word=token,
                    source=subject,
                    hedges=hedges(lemma),
                    denies=denies(lemma),
                )


def _speaks(verb: Token) -> bool:
    is_finite = verb.tag_ in {"VBD", "VBZ", "VBP"}
    return is_finite and verb.lemma_.lower() in words(LEXICON, "verbs")


def _is_aside(verb: Token, predicate: Token) -> bool:
    """Tell whether subject and verb stand alone between punctuation: "..., X told Y, ..."."""
    lemma = verb.lemma_.lower()
    objects = {"ccomp", "xcomp"} | (set() if lemma in words(LEXICON, "addressing") else {"dobj"})
    after = [c for c in verb.children if c.i > verb.i and c.dep_ in objects]
    if any(c.dep_ == "ccomp" or not inverted_subject(verb) for c in after):
        return False
    doc = verb.doc
    if any(
        token.text in ";:" for token in doc[min(verb.i, predicate.i) : max(verb.i, predicate.i)]
    ):
        return False
    first = min([verb.i, *(c.left_edge.i for c in verb.children if c.dep_ == "nsubj")])
    return first > 0 and is_break(doc[first - 1])
