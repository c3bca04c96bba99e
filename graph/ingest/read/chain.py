"""The words that govern a predicate: they move its stage and lend it arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.claims.claim import Stage
from graph.ingest.lexicons.predicates import Operator, PredicateClass, predicates
from graph.ingest.read.arguments import Argument, is_passive, verb_arguments
from graph.ingest.read.words import lemma_of

_DEPTH = 5
_WISHES = frozenset({"try", "wish", "announce"})
"""Operators that make a purchase a wish: it is not agreed yet."""
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "nsubjpass", "attr", "oprd", "pobj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Governor:
    """A word above a predicate; `operator` is what the lexicon knows of it."""

    token: Token
    operator: Operator | None
    as_subject: bool


def governors(predicate: Token) -> Iterator[Governor]:
    """Walk up from a predicate through what takes it as complement, nearest first."""
    token = predicate
    for _ in range(_DEPTH):
        above = token.head
        if above.i == token.i:
            return
        as_subject = token.dep_ in ("nsubj", "csubj")
        if token.dep_ in ("prep", "conj", "compound", "acl", "appos", "amod", "nmod"):
            token = above
            if token.dep_ in ("prep", "pobj") or token.tag_ == "IN":
                continue
            if token.pos_ not in ("NOUN", "PROPN"):
                continue
        elif token.dep_ in _COMPLEMENTS or as_subject or _is_purpose(token):
            token = above
        else:
            return
        if token.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
            operator = predicates().operators.get(lemma_of(token))
            yield Governor(token=token, operator=operator, as_subject=as_subject)


def _is_purpose(token: Token) -> bool:
    """Tell whether a verb is the infinitive that an operator governs, over some words between."""
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)
    return (
        infinitive and token.dep_ == "advcl" and lemma_of(token.head) in predicates().operators
    )


def lent_arguments(predicate: Token) -> tuple[Argument, ...]:
    """List what governing operators lend to a noun: their subject, as supplier or recipient."""
    found: list[Argument] = []
    for governor in governors(predicate):
        if governor.operator is None:
            continue
        if governor.token.pos_ in ("VERB", "AUX"):
            found.extend(_lent_by_verb(governor))
        else:
            found.extend(
                Argument(slot=f"lent:{governor.operator.lends}", token=child, how="governor")
                for child in governor.token.children
                if child.dep_ in ("poss", "amod", "compound", "nmod")
            )
    return tuple(found)


def _lent_by_verb(governor: Governor) -> Iterator[Argument]:
    assert governor.operator is not None
    lends = governor.operator.lends
    for argument in verb_arguments(governor.token, lambda _: True):
        if argument.slot == "subj" and not governor.as_subject:
            yield Argument(slot=f"lent:{lends}", token=argument.token, how="governor")
        elif argument.slot == "by" and is_passive(governor.token):
            yield Argument(slot=f"lent:{lends}", token=argument.token, how="governor")
        elif argument.slot == "iobj":
            yield Argument(slot="lent:recipient", token=argument.token, how="governor")
        elif argument.slot in ("with", "to", "for", "from") and argument.how != "rescued":
            slot = "lent:partner" if argument.slot == "with" else argument.slot
            yield Argument(slot=slot, token=argument.token, how="governor")


def stage_of(predicate: Token, entry: PredicateClass) -> tuple[Stage, str]:
    """Decide how far the transfer has come, and name the word that decided."""
    stage, reason = entry.stage, entry.id
    is_noun = predicate.pos_ not in ("VERB", "AUX")
    if stage is Stage.DELIVERY and not is_noun and is_future(predicate):
        stage, reason = Stage.COMMITMENT, "future"
    for governor in governors(predicate):
        operator = governor.operator
        if stage is Stage.DELIVERY and is_future(governor.token) and is_noun:
            stage, reason = Stage.COMMITMENT, "future"
        if operator is not None and operator.id in _WISHES and entry.recipient[:1] == ("subj",):
            stage, reason = Stage.REQUEST, operator.id
            continue
        if operator is None or operator.stage is None or (operator.on == "noun" and not is_noun):
            continue
        if operator.stage is Stage.COMMITMENT and stage is not Stage.DELIVERY:
            continue
        stage, reason = operator.stage, operator.id
    return stage, reason


def is_future(verb: Token) -> bool:
    """Tell whether a verb speaks of what is to come: will, shall, is to, going to."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & {"will", "'ll", "\u2019ll", "shall", "would", "wo"}:
        return True
    if "to" in auxiliaries and verb.dep_ in ("xcomp", "acl"):
        above = verb.head
        return above.lemma_ in ("go", "be", "set", "due") or verb.dep_ == "acl" or (
            above.pos_ == "ADJ"
        )
    return verb.dep_ == "conj" and not auxiliaries and verb.tag_ == "VB" and is_future(verb.head)
