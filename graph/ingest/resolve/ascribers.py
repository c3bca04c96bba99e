"""The words of a sentence that ascribe what a predicate tells, nearest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.ingest.resolve.lexicon import words
from graph.ingest.resolve.speakers import LEXICON

CLAUSES = frozenset(
    {"ccomp", "parataxis", "advcl", "dep", "xcomp", "pcomp", "acl", "relcl", "conj"}
)
GOVERNED = CLAUSES | {"dobj", "prep", "oprd", "nsubjpass", "nsubj"}
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
FALSEHOOD_REACH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Ascriber:
    """A word that ascribes, the head of who it ascribes to (None: nobody named), and its sense."""

    rule: str
    word: Token
    source: Token | None
    hedges: bool = False
    denies: bool = False


def find_ascribers(predicate: Token) -> Iterator[Ascriber]:
    """Yield what ascribes the predicate: above it first, then beside it, then around it."""
    seen: set[int] = set()
    for ascriber in (*_above(predicate), *_beside(predicate)):
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
        yield from _adjuncts(token)
        child = token


def _own(predicate: Token) -> Iterator[Ascriber]:
    """Read a predicate that ascribes by itself: "X denies it", "investigators traced it"."""
    for child in predicate.children:
        if child.lower_ in words(LEXICON, "hedging_adverbs"):
            yield Ascriber(rule="adverb", word=child, source=None, hedges=True)
    lemma = predicate.lemma_.lower()
    denies = (_denies(lemma) and _is_about_words(predicate)) or _calls_false(predicate)
    if predicate.pos_ != "VERB" or not (denies or lemma in words(LEXICON, "plain")):
        return
    subject = _agent(predicate) if _is_passive(predicate) else subject_of(predicate)
    if subject is not None:
        yield Ascriber(rule="own", word=predicate, source=subject, denies=denies)


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
    if lemma not in words(LEXICON, "verbs") or _is_apart(verb, child):
        return
    is_clause = child.dep_ in {"ccomp", "parataxis", "advcl", "dep"} or (
        child.dep_ in {"xcomp", "pcomp", "prep"} and _doubts(lemma)
    )
    is_object = child.dep_ in {"dobj", "nsubj", "nsubjpass", "prep"}
    if is_object and not (_doubts(lemma) or _calls_false(verb)):
        return
    if child.dep_ == "conj" or (child.dep_ == "advcl" and verb.i < child.i and not _trails(verb)):
        return
    if _is_passive(verb):
        agent = _agent(verb)
        denies = _denies(lemma) or _calls_false(verb)
        hedges = _hedges(lemma) or (agent is None and not denies)
        yield Ascriber(rule="passive", word=verb, source=agent, hedges=hedges, denies=denies)
        return
    if not is_clause and not _denies(lemma):
        return
    subject = subject_of(verb)
    if subject is None and lemma in words(LEXICON, "clausal"):
        return
    if subject is not None and subject.lower_ in {"i", "we", "you"}:
        return
    yield Ascriber(
        rule="says",
        word=verb,
        source=subject,
        hedges=_hedges(lemma),
        denies=_denies(lemma) or _calls_false(verb),
    )


def _is_apart(verb: Token, child: Token) -> bool:
    """Tell whether a semicolon stands between them: two statements that the parse has joined."""
    first, last = sorted((verb.i, child.i))
    return any(token.text == ";" for token in verb.doc[first:last])


def _trails(verb: Token) -> bool:
    return verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].is_punct


def _hedges(lemma: str) -> bool:
    return lemma in words(LEXICON, "hedging")


def _denies(lemma: str) -> bool:
    return lemma in words(LEXICON, "denying")


def _doubts(lemma: str) -> bool:
    return _hedges(lemma) or _denies(lemma)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ == "auxpass" for child in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and not _has_perfect(verb)
    )


def _has_perfect(verb: Token) -> bool:
    return any(child.lemma_ == "have" for child in verb.children)


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in {"agent", "prep"} and child.lower_ == "by":
            return next((below for below in child.children if below.dep_ == "pobj"), None)
    return None


def subject_of(verb: Token) -> Token | None:
    """Find the subject of a verb, its own or the one that it shares with a verb before it."""
    current = verb
    for _ in range(4):
        own = [child for child in current.children if child.dep_ in {"nsubj", "nsubjpass"}]
        inverted = _inverted(current) if current is verb else None
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


def _inverted(verb: Token) -> Token | None:
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


def _calls_false(verb: Token) -> bool:
    if verb.lemma_.lower() not in words(LEXICON, "labelling"):
        return False
    reach = verb.doc[verb.i : verb.i + FALSEHOOD_REACH]
    return any(token.lower_ in words(LEXICON, "falsehood") for token in reach)


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
    doubts = lemma in words(LEXICON, "doubtful")
    if author is not None or doubts:
        yield Ascriber(rule="carrier", word=noun, source=author, hedges=doubts)


def _adjuncts(token: Token) -> Iterator[Ascriber]:
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


def _beside(predicate: Token) -> Iterator[Ascriber]:
    """Read "..., X said" where the parse hangs the verb of saying below or beside the predicate."""
    above = {token.i for token in predicate.ancestors}
    for token in predicate.doc:
        if token.i == predicate.i or token.i in above:
            continue
        if token.lower_ == "according" and token.i + 1 < len(token.doc):
            yield from _adjuncts(token.head)
        elif token.pos_ == "VERB" and _is_aside(token, predicate):
            subject = subject_of(token)
            if subject is not None and subject.lower_ not in {"i", "we", "you"}:
                lemma = token.lemma_.lower()
                yield Ascriber(
                    rule="aside",
                    word=token,
                    source=subject,
                    hedges=_hedges(lemma),
                    denies=_denies(lemma),
                )


def _is_aside(verb: Token, predicate: Token) -> bool:
    """Tell whether subject and verb stand alone between punctuation: "..., X told Y, ..."."""
    lemma = verb.lemma_.lower()
    if lemma not in words(LEXICON, "verbs") or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return False
    objects = {"ccomp", "xcomp"} | (set() if lemma in words(LEXICON, "addressing") else {"dobj"})
    after = [c for c in verb.children if c.i > verb.i and c.dep_ in objects]
    if any(c.dep_ == "ccomp" or not _inverted(verb) for c in after):
        return False
    doc = verb.doc
    if any(
        token.text in ";:" for token in doc[min(verb.i, predicate.i) : max(verb.i, predicate.i)]
    ):
        return False
    first = min([verb.i, *(c.left_edge.i for c in verb.children if c.dep_ == "nsubj")])
    return first > 0 and _is_break(doc[first - 1])


def _is_break(token: Token) -> bool:
    return token.is_punct and token.text not in {"-", "'"}
