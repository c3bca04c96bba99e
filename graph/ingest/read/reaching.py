"""The arguments that stand farther off: stray phrases, purposes, what is helped to be made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Token

from graph.ingest.lexicons.cues import phrase_cues
from graph.ingest.read.grammar import SUBJECTS, Argument, objects_of, phrase_arguments

_CLAUSES = frozenset(
    {"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "parataxis", "conj", "csubj", "csubjpass"}
)
_INNER_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "parataxis"})


def stray_phrases(
    verb: Token, is_boundary: Callable[[Token], bool], found: Sequence[Argument]
) -> Iterator[Argument]:
    """Rescue prepositional phrases that the parser hung on an argument of the verb."""
    seen = {argument.token.i for argument in found}
    stack = [child for child in verb.children if child.dep_ not in _CLAUSES]
    stack.extend(a.token for a in found if a.how in ("relative", "reduced relative"))
    visited: set[int] = {verb.i}
    while stack:
        token = stack.pop(0)
        if token.i in visited or is_boundary(token):
            continue
        visited.add(token.i)
        if token.dep_ in ("prep", "dative") and token.head.i != verb.i:
            for argument in phrase_arguments(token):
                if argument.token.i not in seen:
                    seen.add(argument.token.i)
                    yield Argument(slot=argument.slot, token=argument.token, how="rescued")
        if _may_hold_stray(token):
            stack.extend(child for child in token.children if child.dep_ not in _INNER_CLAUSES)


def _may_hold_stray(token: Token) -> bool:
    """Tell whether to look inside: not in most phrases, but in a name, a time, or after a sum."""
    if token.dep_ != "prep" or token.lower_ in phrase_cues().transparent:
        return True
    if any(inner.pos_ == "PROPN" for inner in objects_of(token)):
        return True
    if any(child.tag_ == "$" or child.like_num for child in token.head.children):
        return True
    return any(t.like_num or any(c.isdigit() for c in t.text) for t in token.subtree)


def benefit_arguments(verb: Token) -> Iterator[Argument]:
    """Find for whom it is done: "to bolster Russia's war", "in support of Ukraine"."""
    for child in verb.children:
        if child.dep_ in ("advcl", "xcomp") and child.lemma_ in phrase_cues().benefits:
            for inner in child.children:
                if inner.dep_ == "dobj":
                    yield from _self_and_owner(inner)
        elif child.dep_ == "prep" and child.lower_ == "for":
            for inner in objects_of(child):
                yield from _owner(inner)
        elif child.dep_ == "prep" and child.lower_ == "in":
            yield from _supported(child)


def _supported(preposition: Token) -> Iterator[Argument]:
    for noun in objects_of(preposition):
        if noun.lower_ not in ("support", "aid"):
            continue
        for child in noun.children:
            if child.lower_ == "of":
                for inner in objects_of(child):
                    yield from _self_and_owner(inner)


def _self_and_owner(token: Token) -> Iterator[Argument]:
    yield Argument(slot="benefit", token=token)
    yield from _owner(token)


def _owner(token: Token) -> Iterator[Argument]:
    for child in token.children:
        if child.dep_ in ("poss", "amod"):
            yield Argument(slot="benefit", token=child, how="owner")


def complement_arguments(verb: Token) -> Iterator[Argument]:
    """Find what a verb helps another to make: "helped Iran develop missiles"."""
    making = phrase_cues().making
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and child.lemma_ in making:
            yield from _made(child)
        elif child.dep_ == "prep" and child.lower_ in ("in", "with", "by"):
            for inner in objects_of(child):
                if inner.lemma_ in making:
                    yield from _made(inner)


def _made(verb: Token) -> Iterator[Argument]:
    for child in verb.children:
        if child.dep_ == "dobj":
            yield Argument(slot="xobj", token=child)
        elif child.dep_ in SUBJECTS:
            yield Argument(slot="xsubj", token=child)
