"""Arguments, and the small questions of grammar that finding them asks (labels are spaCy's)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
ANY_SUBJECT = SUBJECTS | PASSIVE_SUBJECTS
OBJECTS = frozenset({"dobj", "attr", "oprd"})
RELATIVES = frozenset({"WDT", "WP", "WP$"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
VERBAL = frozenset({"VERB", "AUX"})
_DIRECTIONS = frozenset({"from", "out", "over", "back", "off", "on", "up", "down", "across"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A token that heads an argument, the slot it stands in, and how it was found."""

    slot: str
    token: Token
    how: str = ""


def is_passive(verb: Token) -> bool:
    """Tell whether the verb is a passive, a reduced relative included."""
    if any(child.dep_ in PASSIVE_SUBJECTS or child.dep_ == "auxpass" for child in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "amod"):
        return True
    if any(child.dep_ in ("aux", "nsubj") for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        return is_passive(verb.head)
    return verb.dep_ in ("advcl", "ROOT")


def objects_of(preposition: Token) -> Iterator[Token]:
    """Yield what a preposition governs."""
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp", "prep"):
            yield child
        elif child.dep_ == "conj" and child.tag_ == "IN":
            yield from objects_of(child)


def phrase_arguments(preposition: Token) -> Iterator[Argument]:
    """Make arguments of a prepositional phrase.

    In a chain of directions the last names the slot ("over to"), else the first ("according to").
    """
    for token in objects_of(preposition):
        if token.dep_ != "prep":
            yield Argument(slot=preposition.lower_, token=token)
        elif preposition.lower_ in _DIRECTIONS:
            yield from phrase_arguments(token)
        else:
            for argument in phrase_arguments(token):
                yield Argument(slot=preposition.lower_, token=argument.token)
