"""The words that govern a predicate: they move its stage and lend it arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.claims.claim import Stage
from graph.ingest.lexicons.predicates import Operator, PredicateClass, predicates
from graph.ingest.read.arguments import verb_arguments
from graph.ingest.read.grammar import VERBAL, Argument, is_passive
from graph.ingest.read.words import lemma_of

_DEPTH = 5
"""How many words up a governor may stand."""
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "nsubjpass", "attr", "oprd", "pobj"})
_LINKS = frozenset({"prep", "conj", "compound", "acl", "appos", "amod", "nmod"})
_LENT = frozenset({"with", "to", "for", "from"})
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "would", "wo"})


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
        below, token = token, token.head
        if token.i == below.i:
            return
        as_subject = below.dep_ in ("nsubj", "csubj")
        if below.dep_ in _LINKS and not _is_purpose(below):
            if token.pos_ not in ("NOUN", "PROPN"):
                continue
        elif not (below.dep_ in _COMPLEMENTS or as_subject or _is_purpose(below)):
            return
        if token.pos_ in (*VERBAL, "NOUN", "ADJ"):
            yield Governor(token=token, operator=_operator_of(token), as_subject=as_subject)


def _operator_of(token: Token) -> Operator | None:
    """Find what the lexicon knows of a word; a verb that ends "up" somewhere stops nothing."""
    operator = predicates().operators.get(lemma_of(token))
    if operator is None or operator.stage is not Stage.SUSPENSION:
        return operator
    return None if any(child.dep_ == "prt" for child in token.children) else operator


def _is_purpose(token: Token) -> bool:
    """Tell whether a verb is the infinitive that an operator governs, over some words between."""
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)
    return infinitive and token.dep_ == "advcl" and lemma_of(token.head) in predicates().operators


def lent_arguments(predicate: Token) -> tuple[Argument, ...]:
    """List what governing operators lend to a noun: their subject, as supplier or recipient."""
    found: list[Argument] = []
    for governor in governors(predicate):
        if governor.operator is None:
            continue
        slot = f"lent:{governor.operator.lends}"
        if governor.token.pos_ in VERBAL:
            found.extend(_lent_by_verb(governor, slot))
        else:
            found.extend(
                Argument(slot=slot, token=child, how="governor")
                for child in governor.token.children
                if child.dep_ in ("poss", "amod", "compound", "nmod")
            )
    return tuple(found)


def _lent_by_verb(governor: Governor, slot: str) -> Iterator[Argument]:
    passive = is_passive(governor.token)
    for argument in verb_arguments(governor.token, lambda _: True):
        acts = argument.slot == "subj" and not governor.as_subject
        if acts or (argument.slot == "by" and passive):
            yield Argument(slot=slot, token=argument.token, how="governor")
        elif argument.slot == "iobj":
            yield Argument(slot="lent:recipient", token=argument.token, how="governor")
        elif argument.slot in _LENT and argument.how != "rescued":
            lent = "lent:partner" if argument.slot == "with" else argument.slot
            yield Argument(slot=lent, token=argument.token, how="governor")


def stage_of(predicate: Token, entry: PredicateClass) -> tuple[Stage, str]:
    """Decide how far the transfer has come, and name the word that decided."""
    stage, reason = entry.stage, entry.id
    is_noun = predicate.pos_ not in VERBAL
    if stage is Stage.DELIVERY and not is_noun and is_future(predicate):
        stage, reason = Stage.COMMITMENT, "future"
    for governor in governors(predicate):
        if stage is Stage.DELIVERY and is_noun and is_future(governor.token):
            stage, reason = Stage.COMMITMENT, "future"
        operator = governor.operator
        moved = _moved(stage, operator, entry, is_noun=is_noun) if operator else None
        if operator is not None and moved is not None:
            stage, reason = moved, operator.id
    return stage, reason


def _moved(
    stage: Stage, operator: Operator, entry: PredicateClass, *, is_noun: bool
) -> Stage | None:
    """Tell where an operator moves the stage; None leaves it."""
    if operator.wishes and entry.recipient[:1] == ("subj",):
        return Stage.REQUEST
    if operator.stage is None or (operator.on == "noun" and not is_noun):
        return None
    if operator.stage is Stage.COMMITMENT and stage is not Stage.DELIVERY:
        return None
    return operator.stage


def is_future(verb: Token) -> bool:
    """Tell whether a verb speaks of what is to come: will, shall, is to, going to."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & _FUTURE:
        return True
    if "to" in auxiliaries and verb.dep_ in ("xcomp", "acl"):
        above = verb.head
        return verb.dep_ == "acl" or above.pos_ == "ADJ" or above.lemma_ in ("go", "be", "set")
    return (
        verb.dep_ == "conj"
        and not auxiliaries
        and verb.tag_ == "VB"
        and verb.head.i != verb.i
        and is_future(verb.head)
    )
