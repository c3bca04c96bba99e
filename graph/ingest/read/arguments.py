"""The arguments of a verb or noun: its own, those it borrows, and those it reaches for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from graph.ingest.read.borrowing import antecedents, borrowed_subject, shared_object
from graph.ingest.read.grammar import (
    OBJECTS,
    PASSIVE_SUBJECTS,
    RELATIVES,
    SUBJECTS,
    Argument,
    is_passive,
    objects_of,
    phrase_arguments,
)
from graph.ingest.read.reaching import benefit_arguments, complement_arguments, stray_phrases

_MODIFIERS = frozenset({"amod", "compound", "nmod", "nummod"})
_PHRASES = frozenset({"prep", "dative", "agent"})


def verb_arguments(verb: Token, is_boundary: Callable[[Token], bool]) -> tuple[Argument, ...]:
    """List the arguments of a verb, its own first; `is_boundary` ends the search for strays."""
    found = [*_own(verb), *antecedents(verb)]
    slots = {argument.slot for argument in found}
    if "subj" not in slots and not (is_passive(verb) and "obj" in slots):
        found.extend(borrowed_subject(verb))
    if all(argument.slot != "obj" for argument in found):
        found.extend(shared_object(verb))
    found.extend(stray_phrases(verb, is_boundary, found))
    found.extend(benefit_arguments(verb))
    found.extend(complement_arguments(verb))
    return tuple(found)


def _own(verb: Token) -> Iterator[Argument]:
    passive = is_passive(verb)
    relative = verb.dep_ in ("relcl", "csubj", "xcomp", "ccomp")
    for child in verb.children:
        if relative and child.tag_ in RELATIVES:
            continue
        if child.dep_ in SUBJECTS:
            yield Argument(slot="subj", token=child)
        elif child.dep_ in PASSIVE_SUBJECTS or child.dep_ in OBJECTS:
            yield Argument(slot="obj", token=child)
        elif child.dep_ in _PHRASES:
            yield from _own_phrase(child, passive=passive)


def _own_phrase(child: Token, *, passive: bool) -> Iterator[Argument]:
    if child.dep_ == "dative" and child.pos_ != "ADP" and child.tag_ != "IN":
        yield Argument(slot="iobj", token=child)
    elif child.dep_ == "prep" and not (passive and child.lower_ == "by"):
        yield from phrase_arguments(child)
    else:
        slot = child.lower_ if child.dep_ == "dative" else "by"
        yield from (Argument(slot=slot, token=token) for token in objects_of(child))


def noun_arguments(noun: Token) -> tuple[Argument, ...]:
    """List the arguments of a noun: possessor, modifiers and prepositional phrases."""
    found: list[Argument] = []
    stack = list(noun.children)
    while stack:
        child = stack.pop(0)
        if child.dep_ == "poss":
            found.append(Argument(slot="poss", token=child))
        elif child.dep_ in _MODIFIERS:
            found.append(Argument(slot="mod", token=child))
            stack.extend(c for c in child.children if c.dep_ in (*_MODIFIERS, "conj"))
        elif child.dep_ == "conj" and child.i < noun.i:
            found.append(Argument(slot="mod", token=child))
        elif child.dep_ in _PHRASES:
            found.extend(phrase_arguments(child))
            stack.extend(_nested(child))
    found.extend(_of_container(noun))
    return tuple(found)


def _nested(preposition: Token) -> Iterator[Token]:
    """Find the phrases inside a phrase: "supply of shells from A to B" nests in many parses."""
    for token in objects_of(preposition):
        for inner in (token, *token.conjuncts):
            for child in inner.children:
                if child.dep_ == "prep" and child.lower_ != "of":
                    yield child


def _of_container(noun: Token) -> Iterator[Argument]:
    """Lend a noun the phrases of what it comes in: "a pipeline of aid to Moscow"."""
    container = noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        container = noun.head.head
        yield from _phrases_after(container, noun)
        for child in container.children:
            if child.dep_ == "poss":
                yield Argument(slot="poss", token=child, how="container")
    if container.dep_ == "dobj":
        yield from _phrases_after(container.head, noun)


def _phrases_after(governor: Token, noun: Token) -> Iterator[Argument]:
    for child in governor.children:
        if child.dep_ == "prep" and child.lower_ in ("to", "for", "from") and child.i > noun.i:
            for argument in phrase_arguments(child):
                yield Argument(slot=argument.slot, token=argument.token, how="rescued")
