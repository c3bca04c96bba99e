"""The words of a sentence that ascribe what a predicate tells, nearest first."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.claims.evidence import SourceKind
from graph.ingest.resolve.asides import adjuncts, beside
from graph.ingest.resolve.lexicon import words
from graph.ingest.resolve.saying import (
    Ascriber,
    agent_of,
    calls_false,
    denies,
    doubts,
    hedges,
    is_apart,
    is_passive,
    subject_of,
)
from graph.ingest.resolve.speakers import LEXICON, kind_of, name_span

CLAUSES = frozenset(
    {"ccomp", "parataxis", "advcl", "dep", "xcomp", "pcomp", "acl", "relcl", "conj"}
)
FINDERS = frozenset(
    {SourceKind.MONITOR, SourceKind.INVESTIGATION, SourceKind.INTELLIGENCE, SourceKind.MEDIA}
)
GOVERNED = CLAUSES | {"dobj", "prep", "oprd", "nsubjpass", "nsubj"}


def find_ascribers(predicate: Token) -> Iterator[Ascriber]:
    """Yield what ascribes the predicate: above it first, then beside it, then around it."""
    seen: set[int] = set()
    for ascriber in (*_above(predicate), *beside(predicate)):
        if ascriber.word.i not in seen:
            seen.add(ascriber.word.i)
            yield ascriber


def _above(predicate: Token) -> Iterator[Ascriber]:
    child = predicate
    for depth, token in enumerate((predicate, *predicate.ancestors)):
        if depth == 0:
            yield from _own(token)
        elif token.pos_ in {"VERB", "AUX"} and child.dep_ in GOVERNED:
            yield from _governing(token, child)
        elif token.lemma_.lower() in words(LEXICON, "carriers"):
            yield from _carrying(token, child)
        yield from adjuncts(token)
        child = token


def _own(predicate: Token) -> Iterator[Ascriber]:
    """Read a predicate that ascribes by itself: "X denies it", "investigators traced it"."""
    for child in predicate.children:
        if child.lower_ in words(LEXICON, "hedging_adverbs"):
            yield Ascriber(rule="adverb", word=child, source=None, hedges=True)
    lemma = predicate.lemma_.lower()
    is_denial = (denies(lemma) and _is_about_words(predicate)) or calls_false(predicate)
    if predicate.pos_ != "VERB" or not (is_denial or lemma in words(LEXICON, "plain")):
        return
    subject = agent_of(predicate) if is_passive(predicate) else subject_of(predicate)
    if subject is not None:
        yield Ascriber(rule="own", word=predicate, source=subject, denies=is_denial)


def _is_about_words(verb: Token) -> bool:
    """Tell whether what is rejected is a statement ("the claim", "the deal") and not a transfer."""
    objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    is_denial = verb.lemma_.lower() == "deny"
    if any(c.dep_ == "dative" or (c.dep_ == "prep" and c.lower_ == "to") for c in verb.children):
        return False
    if not objects:
        return is_denial or any(c.dep_ in {"ccomp", "xcomp"} for c in verb.children)
    said = words(LEXICON, "carriers") | words(LEXICON, "pronouns") | words(LEXICON, "falsehood")
    done = words("status", "transfers") if is_denial else frozenset()
    return any(c.lemma_.lower() in said | done for c in objects)


def _governing(verb: Token, child: Token) -> Iterator[Ascriber]:
    lemma = verb.lemma_.lower()
    is_object = child.dep_ in {"dobj", "nsubj", "nsubjpass", "prep"}
    if lemma not in words(LEXICON, "verbs") or is_apart(verb, child):
        return
    if is_object and not (doubts(lemma) or calls_false(verb)):
        yield from _finding(verb, lemma)
    elif child.dep_ == "conj" or (
        child.dep_ == "advcl" and verb.i < child.i and not _is_followed_by_mark(verb)
    ):
        return
    elif is_passive(verb):
        yield _passive(verb, lemma)
    else:
        yield from _saying(verb, child, lemma)


def _passive(verb: Token, lemma: str) -> Ascriber:
    """Read "was confirmed by X", "is said to", "X is quoted as saying"."""
    if any(c.dep_ == "prep" and c.lower_ == "as" for c in verb.children):
        quoted = subject_of(verb) if lemma in {"quote", "cite"} else None
        return Ascriber(rule="quoted-as", word=verb, source=quoted, hedges=quoted is None)
    agent = agent_of(verb)
    is_denial = denies(lemma) or calls_false(verb)
    is_hearsay = hedges(lemma) or (agent is None and not is_denial)
    return Ascriber(rule="passive", word=verb, source=agent, hedges=is_hearsay, denies=is_denial)


def _saying(verb: Token, child: Token, lemma: str) -> Iterator[Ascriber]:
    """Read "X said that", and with verbs of doubt and denial "X denied sending"."""
    is_clause = child.dep_ in {"ccomp", "parataxis", "advcl", "dep"} or doubts(lemma)
    is_own_act = lemma in words(LEXICON, "addressing") and _tells_own_act(child)
    if not is_clause or is_own_act:
        return
    subject = subject_of(verb)
    if subject is None and lemma in words(LEXICON, "clausal"):
        return
    if subject is None or subject.lower_ not in {"i", "we", "you"}:
        is_denial = denies(lemma) or calls_false(verb)
        yield Ascriber(
            rule="says", word=verb, source=subject, hedges=hedges(lemma), denies=is_denial
        )


def _is_followed_by_mark(verb: Token) -> bool:
    return verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].is_punct


def _finding(verb: Token, lemma: str) -> Iterator[Ascriber]:
    """Read "investigators traced rifles that Oslo sent": the finder knows of the rifles."""
    subject = subject_of(verb) if lemma in words(LEXICON, "finding") else None
    if subject is not None and kind_of(subject.doc[slice(*name_span(subject))].text) in FINDERS:
        yield Ascriber(rule="finds", word=verb, source=subject)


def _tells_own_act(clause: Token) -> bool:
    """Tell whether it is its own act that one tells another of: "told Riga that it would"."""
    subjects = [c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}]
    return any(c.lower_ in words(LEXICON, "anaphors") for c in subjects)


def _carrying(noun: Token, child: Token) -> Iterator[Ascriber]:
    """Read "X's claim that", "a report by X that", "reports in X that"."""
    if child.dep_ not in {"acl", "relcl", "ccomp", "prep", "appos", "advcl"}:
        return
    if child.dep_ == "prep" and child.lower_ not in {"of", "about", "that"}:
        return
    lemma = noun.lemma_.lower()
    author = next((c for c in noun.children if c.dep_ == "poss"), None) or next(
        (
            below
            for c in noun.children
            if c.dep_ in {"prep", "agent"}
            and c.lower_ in {"by", "from", "in", "of"}
            and c is not child
            for below in c.children
            if below.dep_ == "pobj"
        ),
        None,
    )
    if author is None:
        author = next(
            (
                c
                for c in noun.children
                if c.dep_ in {"compound", "amod"} and c.pos_ in {"PROPN", "NOUN"}
            ),
            None,
        )
    if author is None and noun.dep_ == "dobj" and noun.head.lemma_ in words(LEXICON, "holding"):
        author = subject_of(noun.head)
    is_doubtful = lemma in words(LEXICON, "doubtful")
    if author is not None or is_doubtful:
        yield Ascriber(rule="carrier", word=noun, source=author, hedges=is_doubtful)
