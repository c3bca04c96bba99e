"""The grammatical arguments of a verb or noun, with those it borrows from its surroundings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_OBJECTS = frozenset({"dobj", "attr", "oprd"})
_CLAUSES = frozenset(
    {"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "parataxis", "conj", "csubj", "csubjpass"}
)
_RELATIVES = frozenset({"WDT", "WP", "WP$"})
_TRANSPARENT = frozenset({"of", "with", "including", "worth", "by", "via", "through", "from", "at"})
_BENEFITS = frozenset({"help", "support", "bolster", "assist", "aid", "defend", "back", "strengthen", "reinforce", "sustain", "fuel"})
_MAKING = frozenset({"develop", "build", "produce", "manufacture", "make", "assemble", "design", "construct", "modernize", "modernise", "expand", "improve"})
_DEPTH = 4
"""How many clauses up an argument may be borrowed from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A token that heads an argument, the slot it stands in, and how it was found."""

    slot: str
    token: Token
    how: str = ""


def verb_arguments(verb: Token, is_boundary: Callable[[Token], bool]) -> tuple[Argument, ...]:
    """List the arguments of a verb, its own first; `is_boundary` stops the search for stray PPs."""
    found = [*_own(verb), *_relative(verb)]
    slots = {argument.slot for argument in found}
    if "subj" not in slots and not (is_passive(verb) and "obj" in slots):
        found.extend(_borrowed(verb, _DEPTH))
    found.extend(_shared_object(verb, {argument.slot for argument in found}))
    found.extend(_stray(verb, is_boundary, found))
    found.extend(benefit_arguments(verb))
    found.extend(complement_arguments(verb))
    return tuple(found)


def is_passive(verb: Token) -> bool:
    """Tell whether the verb is a passive, a reduced relative included."""
    if any(child.dep_ in ("nsubjpass", "auxpass", "csubjpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "amod"):
        return True
    if any(child.dep_ in ("aux", "nsubj") for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return is_passive(verb.head)
    return verb.dep_ == "advcl" or verb.dep_ == "ROOT"


def _own(verb: Token) -> Iterator[Argument]:
    passive = is_passive(verb)
    for child in verb.children:
        if child.tag_ in _RELATIVES and verb.dep_ in ("relcl", "csubj"):
            continue
        if child.dep_ in _SUBJECTS:
            yield Argument(slot="subj", token=child)
        elif child.dep_ in _PASSIVE_SUBJECTS:
            yield Argument(slot="obj", token=child)
        elif child.dep_ in _OBJECTS:
            yield Argument(slot="obj", token=child)
        elif child.dep_ == "dative":
            yield from _dative(child)
        elif child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and passive):
            yield from (Argument(slot="by", token=t) for t in objects_of(child))
        elif child.dep_ == "prep":
            yield from preposition(child)


def _dative(child: Token) -> Iterator[Argument]:
    if child.pos_ == "ADP" or child.tag_ == "IN":
        yield from (Argument(slot=child.lower_, token=t) for t in objects_of(child))
    else:
        yield Argument(slot="iobj", token=child)


def preposition(prep: Token) -> Iterator[Argument]:
    """List what a preposition governs, chained prepositions ("from out of") included."""
    for token in objects_of(prep):
        if token.dep_ == "prep":
            yield from preposition(token)
        else:
            yield Argument(slot=prep.lower_, token=token)


def objects_of(prep: Token) -> Iterator[Token]:
    """Yield the objects of a preposition."""
    for child in prep.children:
        if child.dep_ in ("pobj", "pcomp", "prep"):
            yield child
        elif child.dep_ == "conj" and child.tag_ == "IN":
            yield from objects_of(child)


def _relative(verb: Token) -> Iterator[Argument]:
    """Give the antecedent of a relative clause, or the noun a participle modifies, its slot."""
    noun = verb.head
    if verb.dep_ == "acl" and noun.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
        if verb.tag_ == "VBN":
            yield Argument(slot="obj", token=noun, how="reduced relative")
        elif verb.tag_ == "VBG":
            yield Argument(slot="subj", token=noun, how="participle")
        elif is_passive(verb):
            yield Argument(slot="obj", token=noun, how="infinitive")
        return
    if verb.dep_ in ("csubj", "ccomp") and noun.lemma_ == "be":
        if any(child.tag_ == "WP" and child.dep_ == "dobj" for child in verb.children):
            for child in noun.children:
                if child.dep_ == "attr":
                    yield Argument(slot="obj", token=child, how="cleft")
    if verb.dep_ in ("xcomp", "ccomp") and not any(c.dep_ in _OBJECTS for c in verb.children):
        yield from _long_gap(verb)
    if verb.dep_ != "relcl":
        return
    slot = _gap(verb)
    if slot:
        yield Argument(slot=slot, token=noun, how="relative")


def _long_gap(verb: Token) -> Iterator[Argument]:
    """Find the antecedent over several verbs: "tanks that Berlin is to hand over"."""
    base = verb
    while base.dep_ in ("xcomp", "ccomp") and base.head.i != base.i:
        base = base.head
    if base.dep_ == "relcl" and _gap(base) == "obj":
        yield Argument(slot="obj", token=base.head, how="relative")


def _gap(verb: Token) -> str | None:
    slots = set()
    for child in verb.children:
        if child.tag_ in _RELATIVES:
            if child.dep_ in _SUBJECTS:
                return "subj"
            return "obj"
        if child.dep_ in ("prep", "agent") or (child.dep_ == "dative" and child.tag_ == "IN"):
            if any(t.tag_ in _RELATIVES for t in objects_of(child)):
                return child.lower_
            if not any(True for _ in objects_of(child)):
                return child.lower_
        if child.dep_ in _SUBJECTS:
            slots.add("subj")
        if child.dep_ in _OBJECTS or child.dep_ in _PASSIVE_SUBJECTS:
            slots.add("obj")
    if "subj" not in slots and "obj" not in slots:
        return "obj" if is_passive(verb) else "subj"
    return "obj" if "obj" not in slots else None


def _borrowed(verb: Token, depth: int) -> Iterator[Argument]:
    """Lend a subject from the clause above: control, conjuncts, participles, gerunds."""
    if depth == 0:
        return
    above = verb.head
    slot = "obj" if is_passive(verb) else "subj"
    if verb.dep_ == "conj" and above.pos_ in ("VERB", "AUX"):
        yield from _subject_of(above, slot, depth, same_voice=is_passive(verb) == is_passive(above))
    elif verb.dep_ in ("xcomp", "ccomp") and above.pos_ in ("VERB", "AUX", "ADJ"):
        controller = next((c for c in above.children if c.dep_ in ("dobj", "dative")), None)
        if verb.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children):
            return
        if controller is not None and controller.i < verb.i and controller.tag_ != "IN":
            yield Argument(slot=slot, token=controller, how="object control")
        else:
            yield from _subject_of(above, slot, depth)
    elif verb.dep_ == "advcl" and above.pos_ in ("VERB", "AUX"):
        yield from _subject_of(above, slot, depth)
    elif verb.dep_ == "pcomp":
        yield from _gerund(verb, slot, depth)
    elif verb.dep_ == "acl":
        yield from _noun_controller(above, slot, depth)


def _gerund(verb: Token, slot: str, depth: int) -> Iterator[Argument]:
    governor = verb.head.head
    if governor.pos_ in ("VERB", "AUX", "ADJ"):
        controller = next((c for c in governor.children if c.dep_ == "dobj"), None)
        if controller is not None and verb.head.lower_ in ("of", "for", "from", "with"):
            yield Argument(slot=slot, token=controller, how="object control")
        elif is_passive(governor):
            yield from (
                Argument(slot=slot, token=c, how="raising")
                for c in governor.children
                if c.dep_ in _PASSIVE_SUBJECTS
            )
        else:
            yield from _subject_of(governor, slot, depth)
    else:
        yield from _noun_controller(governor, slot, depth)


def _noun_controller(noun: Token, slot: str, depth: int) -> Iterator[Argument]:
    for child in noun.children:
        if child.dep_ == "poss":
            yield Argument(slot=slot, token=child, how="possessor")
            return
        if child.dep_ == "prep" and child.lower_ in ("by", "of"):
            yield from (Argument(slot=slot, token=t, how="by") for t in objects_of(child))
            return
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod"):
            yield Argument(slot=slot, token=child, how="modifier")
    above = noun.head
    if noun.dep_ in ("dobj", "attr") and above.pos_ in ("VERB", "AUX"):
        yield from _subject_of(above, slot, depth)
    elif noun.dep_ == "pobj" and above.head.pos_ in ("VERB", "AUX"):
        yield from _subject_of(above.head, slot, depth)


def _subject_of(
    verb: Token, slot: str, depth: int, *, same_voice: bool = True
) -> Iterator[Argument]:
    if verb.dep_ == "acomp":
        verb = verb.head
    own = [child for child in verb.children if child.dep_ in _SUBJECTS | _PASSIVE_SUBJECTS]
    if verb.dep_ == "relcl" and (not own or any(c.tag_ in _RELATIVES for c in own)):
        yield Argument(slot=slot, token=verb.head, how="relative")
    elif own:
        yield Argument(slot=slot if same_voice else "subj", token=own[0], how="borrowed")
    elif verb.dep_ == "acl" and verb.tag_ in ("VBG", "VBN"):
        yield Argument(slot=slot, token=verb.head, how="participle")
    else:
        yield from (
            Argument(slot=slot, token=argument.token, how="borrowed")
            for argument in _borrowed(verb, depth - 1)
        )


def _shared_object(verb: Token, slots: set[str]) -> Iterator[Argument]:
    """Lend the object of a later conjunct: "bought and received tanks"."""
    if "obj" in slots:
        return
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB":
            for grandchild in child.children:
                if grandchild.dep_ == "dobj" and not _between_pronoun(verb, child):
                    yield Argument(slot="obj", token=grandchild, how="shared")


def _between_pronoun(verb: Token, other: Token) -> bool:
    return other.i - verb.i > 3


def _stray(
    verb: Token, is_boundary: Callable[[Token], bool], found: list[Argument]
) -> Iterator[Argument]:
    """Rescue prepositional phrases that the parser hung on an argument of the verb."""
    seen = {argument.token.i for argument in found}
    stack = [child for child in verb.children if child.dep_ not in _CLAUSES]
    stack.extend(
        argument.token for argument in found if argument.how in ("relative", "reduced relative")
    )
    visited: set[int] = {verb.i}
    while stack:
        token = stack.pop(0)
        if token.i in visited or is_boundary(token):
            continue
        visited.add(token.i)
        if token.dep_ in ("prep", "dative") and token.head.i != verb.i:
            for argument in preposition(token):
                if argument.token.i not in seen:
                    seen.add(argument.token.i)
                    yield Argument(slot=argument.slot, token=argument.token, how="rescued")
        if token.dep_ == "prep" and token.lower_ not in _TRANSPARENT and not _is_open(token):
            continue
        stack.extend(
            child
            for child in token.children
            if child.dep_ not in ("relcl", "acl", "advcl", "ccomp", "xcomp", "parataxis")
        )


def _is_open(prep: Token) -> bool:
    """Tell whether a phrase may hold a stray one: it tells a time, or comes after a sum."""
    if any(child.tag_ == "$" or child.like_num for child in prep.head.children):
        return True
    return any(t.like_num or any(c.isdigit() for c in t.text) for t in prep.subtree)


def benefit_arguments(verb: Token) -> Iterator[Argument]:
    """Find for whom it is done: "to bolster Russia's war", "in support of Ukraine"."""
    for child in verb.children:
        if child.dep_ in ("advcl", "xcomp") and child.lemma_ in _BENEFITS:
            for inner in child.children:
                if inner.dep_ == "dobj":
                    yield from _owner_or_self(inner)
        elif child.dep_ == "prep" and child.lower_ in ("in", "for"):
            for inner in objects_of(child):
                if child.lower_ == "for":
                    yield from (a for a in _owner_or_self(inner) if a.how == "owner")
                elif inner.lower_ in ("support", "aid"):
                    for of in inner.children:
                        if of.lower_ == "of":
                            for thing in objects_of(of):
                                yield from _owner_or_self(thing)


def _owner_or_self(token: Token) -> Iterator[Argument]:
    yield Argument(slot="benefit", token=token)
    for child in token.children:
        if child.dep_ in ("poss", "amod"):
            yield Argument(slot="benefit", token=child, how="owner")


def complement_arguments(verb: Token) -> Iterator[Argument]:
    """Find what a verb helps another to make: "helped Iran develop missiles"."""
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and child.lemma_ in _MAKING:
            yield from _complement(child)
        elif child.dep_ == "prep" and child.lower_ in ("in", "with", "by"):
            for inner in objects_of(child):
                if inner.lemma_ in _MAKING:
                    yield from _complement(inner)


def _complement(verb: Token) -> Iterator[Argument]:
    for child in verb.children:
        if child.dep_ == "dobj":
            yield Argument(slot="xobj", token=child)
        elif child.dep_ in _SUBJECTS:
            yield Argument(slot="xsubj", token=child)


def noun_arguments(noun: Token) -> tuple[Argument, ...]:
    """List the arguments of a noun: possessor, modifiers and prepositional phrases."""
    found: list[Argument] = []
    stack = list(noun.children)
    while stack:
        child = stack.pop(0)
        if child.dep_ == "poss":
            found.append(Argument(slot="poss", token=child))
        elif child.dep_ in ("amod", "compound", "nmod", "nummod"):
            found.append(Argument(slot="mod", token=child))
            stack.extend(c for c in child.children if c.dep_ in ("compound", "nmod", "amod", "conj"))
        elif child.dep_ == "conj" and child.i < noun.i:
            found.append(Argument(slot="mod", token=child))
        elif child.dep_ in ("prep", "dative", "agent"):
            found.extend(preposition(child))
            stack.extend(_nested(child))
    found.extend(_of_container(noun))
    return tuple(found)


def _of_container(noun: Token) -> Iterator[Argument]:
    """Lend a noun the phrases of what it comes in: "a pipeline of aid to Moscow"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of" or noun.head.head.pos_ != "NOUN":
        return
    for child in noun.head.head.children:
        if child.dep_ == "prep" and child.lower_ in ("to", "for", "from", "by"):
            yield from (
                Argument(slot=argument.slot, token=argument.token, how="container")
                for argument in preposition(child)
            )
        elif child.dep_ == "poss":
            yield Argument(slot="poss", token=child, how="container")


def _nested(prep: Token) -> list[Token]:
    """List the phrases inside a phrase: "supply of shells from A to B" nests in many parses."""
    nested: list[Token] = []
    for token in objects_of(prep):
        nested.extend(
            child for child in token.children if child.dep_ == "prep" and child.lower_ != "of"
        )
        for conjunct in token.conjuncts:
            nested.extend(
                child for child in conjunct.children if child.dep_ == "prep" and child.lower_ != "of"
            )
    return nested
