"""Words that ascribe, and who they ascribe to: the grammar of saying."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from graph.ingest.resolve.lexicon import words
from graph.ingest.resolve.speakers import LEXICON

NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP", "NUM", "PART", "CCONJ", "PRON"})
WIDEST = 12
"""Words of a speaker's name between two punctuation marks."""
FALSEHOOD_REACH = 12
"""Words after "calls" within which "baseless" labels what is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ascriber:
    """A word that ascribes, the head of who it ascribes to (None: nobody named), and its sense."""

    rule: str
    word: Token
    source: Token | None
    hedges: bool = False
    denies: bool = False


def hedges(lemma: str) -> bool:
    """Tell whether a verb doubts or blames."""
    return lemma in words(LEXICON, "hedging")


def denies(lemma: str) -> bool:
    """Tell whether a verb denies."""
    return lemma in words(LEXICON, "denying")


def doubts(lemma: str) -> bool:
    """Tell whether a verb doubts or denies."""
    return hedges(lemma) or denies(lemma)


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is a passive."""
    return any(child.dep_ == "auxpass" for child in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and not _has_perfect(verb)
    )


def _has_perfect(verb: Token) -> bool:
    return any(child.lemma_ == "have" for child in verb.children)


def agent_of(verb: Token) -> Token | None:
    """Find the agent of a passive."""
    for child in verb.children:
        if child.dep_ in {"agent", "prep"} and child.lower_ == "by":
            return next((below for below in child.children if below.dep_ == "pobj"), None)
    return None


def subject_of(verb: Token) -> Token | None:
    """Find the subject of a verb, its own or the one that it shares with a verb before it."""
    flanked = flanked_subject(verb)
    if flanked is not None:
        return flanked
    current = verb
    for _ in range(4):
        own = [child for child in current.children if child.dep_ in {"nsubj", "nsubjpass"}]
        inverted = inverted_subject(current) if current is verb else None
        if inverted is not None:
            return inverted
        if own:
            return _antecedent(own[0], current)
        if current.dep_ not in {"conj", "xcomp", "advcl", "acl"}:
            return None
        if current.dep_ == "acl" and current.head.pos_ in {"NOUN", "PROPN"}:
            return current.head
        current = current.head
    return None


def inverted_subject(verb: Token) -> Token | None:
    """Find who speaks in '"...", said X', whatever the parse takes for the subject."""
    if verb.i == 0 or not verb.nbor(-1).is_punct or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    if verb.lemma_.lower() not in words(LEXICON, "verbs"):
        return None
    after = [c for c in verb.children if c.i > verb.i and c.dep_ in {"nsubj", "dobj", "npadvmod"}]
    return after[0] if after else None


def _antecedent(subject: Token, verb: Token) -> Token:
    """Put the noun for "who" and "which"."""
    is_relative = subject.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl"
    return verb.head if is_relative else subject


def calls_false(verb: Token) -> bool:
    """Tell whether a verb calls something baseless, a lie, a hoax."""
    if verb.lemma_.lower() not in words(LEXICON, "labelling"):
        return False
    reach = verb.doc[verb.i : verb.i + FALSEHOOD_REACH]
    return any(token.lower_ in words(LEXICON, "falsehood") for token in reach)


def is_apart(verb: Token, child: Token) -> bool:
    """Tell whether a semicolon stands between them: two statements that the parse has joined."""
    first, last = sorted((verb.i, child.i))
    return any(token.text == ";" for token in verb.doc[first:last])


def flanked_subject(verb: Token) -> Token | None:
    """Read ", the ministry said," by its punctuation alone, however it was parsed."""
    doc, after = verb.doc, verb.i + 1
    if after >= len(doc) or not (is_break(doc[after]) or doc[after].lower_ in {"on", "in", "at"}):
        return None
    first = verb.i
    while first and verb.i - first < WIDEST and doc[first - 1].pos_ in NAMING:
        first -= 1
    if first in {0, verb.i} or not is_break(doc[first - 1]):
        return None
    nouns = [t for t in doc[first : verb.i] if t.pos_ in {"NOUN", "PROPN", "PRON"}]
    bare = [t for t in nouns if t.dep_ not in {"pobj", "poss", "compound", "nmod"}]
    heads = bare or nouns
    return heads[-1] if heads else None


def is_break(token: Token) -> bool:
    """Tell whether a mark parts what stands before it from what follows."""
    return token.is_punct and token.text not in {"-", "'"}
