"""Cues of status in the scope of a predicate; each rule has an id of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from graph.ingest.resolve.lexicon import ordered, words
from graph.ingest.resolve.scope import ARGUMENTS, Scope

LEXICON = "status"
UNSEEN_LINKS = frozenset({"ccomp", "acl", "xcomp", "dobj", "pobj", "prep", "attr", "nsubj"})
REACH = 4
"""Words around a phrase's place that must hold the predicate's clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A rule that fired and the words that it fired on."""

    rule: str
    words: str

    @property
    def reason(self) -> str:
        """Write rule and words as one."""
        return f"{self.rule}: {self.words}"


def phrase_cue(scope: Scope, key: str, rule: str) -> Cue | None:
    """Find a phrase of a list within the clause of the predicate, lower case."""
    clause = scope.clause
    for phrase in ordered(LEXICON, key):
        at = clause.find(phrase)
        while at >= 0:
            is_word = not clause[at + len(phrase) : at + len(phrase) + 1].isalpha()
            if is_word and not clause[at - 1 : at].isalpha() and scope.covers(at):
                return Cue(rule=rule, words=phrase)
            at = clause.find(phrase, at + 1)
    return None


def among(tokens: Iterable[Token], key: str, rule: str, *, lower: bool = False) -> Cue | None:
    """Find a word of a list among tokens, by lemma or, with `lower`, as written."""
    known = words(LEXICON, key)
    for token in tokens:
        if (token.lower_ if lower else token.lemma_.lower()) in known:
            return Cue(rule=rule, words=token.text)
    return None


def would_cue(scope: Scope) -> Cue | None:
    """Find "would" where nobody reports it: it is then no future of the past."""
    for child in scope.predicate.children:
        if child.dep_ == "aux" and child.lower_ in {"would", "'d", "’d"}:
            return Cue(rule="open.would", words=child.text)
    return None


def open_cue(scope: Scope, *, permits: bool = False) -> Cue | None:
    """Find what leaves the event open: question, modal, condition, weighing.

    `permits`: the frame tells of an approval, so that "may" permits.
    """
    return (
        phrase_cue(scope, "not_excluded", "open.phrase")
        or _question(scope)
        or (None if permits else _modal(scope))
        or _condition(scope)
        or among(scope.around(), "open_adverbs", "open.adverb", lower=True)
        or _weighing(scope)
        or _open_word(scope)
    )


def _question(scope: Scope) -> Cue | None:
    """Read a question; what it takes for granted ("your decision to send") stays asserted."""
    sentence = scope.predicate.sent
    if not sentence.text.rstrip(" \"'”’)").endswith("?"):
        return None
    top = scope.line[-1]
    if top.dep_ in {"relcl", "advcl", "acl", "appos"} or _is_granted(scope):
        return None
    between = sentence.doc[top.i : sentence[-1].i]
    if any(token.text in ".;" for token in between):
        return None
    lead = next((t for t in sentence if t.is_alpha and t.pos_ not in {"CCONJ", "INTJ"}), None)
    if lead is not None and lead.lower_ in words(LEXICON, "granted_questions"):
        return None
    return Cue(rule="open.question", words="?")


def _is_granted(scope: Scope) -> bool:
    nouns = [token for token in scope.line if token.pos_ == "NOUN"]
    definite = {"the", "this", "that", "these", "those"}
    return any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in definite)
        for noun in nouns
        for child in noun.children
    )


def _modal(scope: Scope) -> Cue | None:
    for token in scope.line:
        for child in token.children:
            if child.dep_ == "aux" and child.lemma_.lower() in words(LEXICON, "modals"):
                return Cue(rule="open.modal", words=child.text)
    return None


def _condition(scope: Scope) -> Cue | None:
    conditions = words(LEXICON, "conditions")
    would = any(t.lower_ in words(LEXICON, "conditional_modals") for t in scope.around())
    for token in scope.line:
        for child in token.children:
            if child.dep_ == "mark" and child.lower_ in conditions:
                return Cue(rule="open.condition", words=child.text)
            is_clause = child.dep_ == "advcl" and any(
                below.dep_ == "mark" and below.lower_ in {"if", "unless", "should"}
                for below in child.children
            )
            if is_clause and would:
                return Cue(rule="open.condition", words="if")
    top = scope.line[-1]
    if top.dep_ == "advcl" and any(c.lower_ in {"if", "unless"} for c in top.children):
        return Cue(rule="open.condition", words="if")
    return None


def _weighing(scope: Scope) -> Cue | None:
    weighing, clausal = words(LEXICON, "weighing"), words(LEXICON, "weighing_clausal")
    for token in scope.line[1:]:
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and lemma in weighing - clausal:
            return Cue(rule="open.weighing", words=token.text)
    own = scope.predicate
    if own.pos_ == "VERB" and own.lemma_.lower() in weighing - clausal:
        return Cue(rule="open.weighing", words=own.text)
    return None


def appeal_cue(scope: Scope) -> Cue | None:
    """Find an appeal over what is negated: "urged it not to send"."""
    top = scope.line[-1]
    above = [top.head] if top.dep_ in {"xcomp", "advcl"} else []
    verbs = [token for token in (*scope.line[1:], *above) if token.pos_ == "VERB"]
    return among(verbs, "appealing", "open.appeal")


def unseen_cue(scope: Scope) -> Cue | None:
    """Find "no evidence that", "has not seen" over the event."""
    above: list[Token] = []
    token = scope.line[-1]
    while token.dep_ in UNSEEN_LINKS and len(above) < REACH:
        token = token.head
        above.append(token)
    nouns = [t for t in (*scope.line[1:], *above) if t.lemma_ in words(LEXICON, "unseen_nouns")]
    verbs = [t for t in above if t.lemma_.lower() in words(LEXICON, "unseen_verbs")]
    for token in (*nouns, *verbs):
        for child in token.children:
            if child.lower_ in words(LEXICON, "never_words") and child.dep_ in {"neg", "det"}:
                return Cue(rule="negated.unseen", words=f"{child.text} {token.text}")
    return None


def _open_word(scope: Scope) -> Cue | None:
    own = [scope.predicate, *([scope.munition.root] if scope.munition is not None else [])]
    near = [c for token in own for c in token.children if c.dep_ == "amod"]
    governing = [token for token in scope.line[1:] if token.pos_ == "ADJ"]
    return among([*near, *governing], "open_words", "open.word", lower=True) or among(
        scope.line[1:], "open_nouns", "open.noun"
    )


def negation_cue(scope: Scope) -> Cue | None:
    """Find what negates the event: an adverb, an argument that is none, a verb of failing."""
    return (
        phrase_cue(scope, "no_longer", "no-longer")
        or unseen_cue(scope)
        or _negated_verb(scope)
        or _negated_argument(scope)
        or among([t for t in scope.line[1:] if t.pos_ == "VERB"], "failing", "negated.failing")
        or phrase_cue(scope, "unfulfilled", "negated.unfulfilled")
        or _without(scope)
        or _set_aside(scope)
    )


def _spared(token: Token) -> bool:
    """Tell whether "not" only opens "not only", "not until" and the like."""
    text = token.doc[token.i : token.i + REACH].text.lower()
    return any(text.startswith(phrase) for phrase in ordered(LEXICON, "not_only"))


def _negated_verb(scope: Scope) -> Cue | None:
    for token in scope.line:
        for child in token.children:
            is_negative = child.dep_ in {"neg", "preconj", "cc", "advmod", "det"} and (
                child.lower_ in words(LEXICON, "never_words")
            )
            if is_negative and child.dep_ != "det" and not _spared(child):
                return Cue(rule="negated.verb", words=f"{child.text} {token.text}")
    return None


def _negated_argument(scope: Scope) -> Cue | None:
    arguments = [
        child
        for token in scope.line
        if token.pos_ in {"VERB", "AUX"}
        for child in token.children
        if child.dep_ in ARGUMENTS - {"conj"}
    ]
    nouns = [t for t in scope.line if t.pos_ in {"NOUN", "PROPN", "PRON"}]
    if scope.munition is not None:
        nouns.append(scope.munition.root)
    first, last = scope.edges
    for noun in [*arguments, *nouns]:
        if not first <= noun.i < last:
            continue
        for token in (noun, *noun.lefts):
            is_none = token.lower_ in words(LEXICON, "none_words") or (
                token.dep_ == "neg" and token.i < noun.i
            )
            if is_none and not _spared(token):
                return Cue(rule="negated.argument", words=f"{token.text} {noun.text}")
        lead = noun.doc[max(0, noun.left_edge.i - 2) : noun.i + 1].text.lower()
        for phrase in ordered(LEXICON, "not_one"):
            if f"{phrase} " in lead and not any(s in lead for s in ordered(LEXICON, "not_only")):
                return Cue(rule="negated.argument", words=phrase)
    return None


def _without(scope: Scope) -> Cue | None:
    for token in scope.line:
        is_rather = token.lower_ == "than" and token.i and token.nbor(-1).lower_ == "rather"
        if is_rather or token.lower_ in words(LEXICON, "without"):
            return Cue(rule="negated.without", words=token.text)
    return None


def _set_aside(scope: Scope) -> Cue | None:
    """Read "rather than tanks", "but not one of the launchers" before the munition."""
    if scope.munition is None:
        return None
    first = scope.munition.start
    lead = scope.munition.doc[max(0, first - REACH - 1) : first].text.lower()
    for phrase in ordered(LEXICON, "set_aside"):
        if phrase in f" {lead} ":
            return Cue(rule="negated.set-aside", words=phrase.strip())
    return None


def untrue_cue(scope: Scope) -> Cue | None:
    """Find what calls the whole statement false, with nobody named."""
    return phrase_cue(scope, "untrue", "denied.untrue")


def doubt_cue(scope: Scope) -> Cue | None:
    """Find what makes it hearsay although nobody is named."""
    near = [c for token in scope.line for c in token.children if c.dep_ in {"advmod", "amod"}]
    adverb = among(near, "doubting_adverbs", "alleged.adverb", lower=True)
    return (
        adverb
        or phrase_cue(scope, "doubting_phrases", "alleged.phrase")
        or _passive(scope)
        or among(
            [c for c in near if c.dep_ == "amod"], "doubting_words", "alleged.word", lower=True
        )
        or among([t for t in scope.line[1:] if t.pos_ == "VERB"], "seeming", "alleged.seeming")
    )


def _passive(scope: Scope) -> Cue | None:
    for token in scope.line:
        is_passive = any(c.dep_ == "auxpass" for c in token.children)
        if is_passive and token.lemma_.lower() in words(LEXICON, "doubting_passives"):
            return Cue(rule="alleged.passive", words=token.text)
    return None
