"""The arguments that a verb shares with its surroundings: relatives, control, conjuncts."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.ingest.lexicons.cues import phrase_cues
from graph.ingest.read.grammar import (
    ANY_SUBJECT,
    NOMINAL,
    OBJECTS,
    PASSIVE_SUBJECTS,
    RELATIVES,
    SUBJECTS,
    VERBAL,
    Argument,
    is_passive,
    objects_of,
)

_DEPTH = 4
"""How many clauses up a subject may be borrowed from."""
_SHARED_WITHIN = 3
"""How many words may stand between two verbs that share an object."""


def antecedents(verb: Token) -> Iterator[Argument]:
    """Give the noun that a relative clause or participle modifies its slot in it."""
    noun = verb.head
    if verb.dep_ == "acl" and noun.pos_ in NOMINAL:
        yield from _participle(verb, noun)
    elif verb.dep_ in ("csubj", "ccomp") and noun.lemma_ == "be":
        yield from _cleft(verb, noun)
    if verb.dep_ in ("xcomp", "ccomp") and not any(
        c.dep_ in OBJECTS and c.tag_ not in RELATIVES for c in verb.children
    ):
        yield from _long_gap(verb)
    if verb.dep_ == "relcl" and (slot := _gap(verb)) is not None:
        yield Argument(slot=slot, token=noun, how="relative")


def _participle(verb: Token, noun: Token) -> Iterator[Argument]:
    if verb.tag_ == "VBN":
        yield Argument(slot="obj", token=noun, how="reduced relative")
    elif verb.tag_ == "VBG":
        yield Argument(slot="subj", token=noun, how="participle")
    elif is_passive(verb):
        yield Argument(slot="obj", token=noun, how="infinitive")


def _cleft(verb: Token, copula: Token) -> Iterator[Argument]:
    """Read "what we are sending is tanks"."""
    if any(child.tag_ == "WP" and child.dep_ == "dobj" for child in verb.children):
        for child in copula.children:
            if child.dep_ == "attr":
                yield Argument(slot="obj", token=child, how="cleft")


def _long_gap(verb: Token) -> Iterator[Argument]:
    """Find the antecedent over several verbs: "tanks that Berlin is to hand over"."""
    base = verb
    while base.dep_ in ("xcomp", "ccomp") and base.head.i != base.i:
        base = base.head
    if base.dep_ == "relcl" and _gap(base) == "obj":
        yield Argument(slot="obj", token=base.head, how="relative")


def _gap(verb: Token) -> str | None:
    """Name the slot that a relative clause leaves to its antecedent."""
    for child in verb.children:
        if child.tag_ in RELATIVES:
            return "subj" if child.dep_ in SUBJECTS else "obj"
        if (slot := _stranded(child)) is not None:
            return slot
    labels = {child.dep_ for child in verb.children}
    if labels & (OBJECTS | PASSIVE_SUBJECTS):
        return None
    if labels & SUBJECTS or is_passive(verb):
        return "obj"
    return "subj"


def _stranded(child: Token) -> str | None:
    """Name a preposition whose object is the relative pronoun, or left out."""
    if child.dep_ not in ("prep", "agent", "dative") or child.tag_ != "IN":
        return None
    objects = tuple(objects_of(child))
    if not objects or any(token.tag_ in RELATIVES for token in objects):
        return child.lower_
    return None


def borrowed_subject(verb: Token, depth: int = _DEPTH) -> Iterator[Argument]:
    """Lend a subject from the clause above: control, conjuncts, participles, gerunds."""
    if depth == 0:
        return
    above = verb.head
    slot = "obj" if is_passive(verb) else "subj"
    if verb.dep_ == "conj" and above.pos_ in VERBAL:
        same_voice = is_passive(verb) == is_passive(above)
        yield from _subject_of(above, slot if same_voice else "subj", depth)
    elif verb.dep_ in ("xcomp", "ccomp") and above.pos_ in (*VERBAL, "ADJ"):
        yield from _controlled(verb, slot, depth)
    elif verb.dep_ == "advcl" and above.pos_ in VERBAL:
        yield from (
            _controlled(verb, slot, depth) if _infinitive(verb) else _subject_of(above, slot, depth)
        )
    elif verb.dep_ == "pcomp":
        yield from _gerund(verb, slot, depth)
    elif verb.dep_ == "acl":
        yield from _noun_controller(above, slot, depth)


def _infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _controlled(verb: Token, slot: str, depth: int) -> Iterator[Argument]:
    above = verb.head
    if verb.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children):
        return
    called = tuple(_called(above, verb))
    if called:
        yield from (Argument(slot=slot, token=token, how="object control") for token in called)
        return
    controller = next((c for c in above.children if c.dep_ in ("dobj", "dative")), None)
    if (
        controller is not None
        and verb.dep_ != "advcl"
        and controller.i < verb.i
        and controller.tag_ != "IN"
    ):
        yield Argument(slot=slot, token=controller, how="object control")
    else:
        yield from _subject_of(above, slot, depth)


def _called(above: Token, verb: Token) -> Iterator[Token]:
    """Find who is called on: "rely on Iran to send"."""
    if above.lemma_ not in phrase_cues().calling:
        return
    for child in above.children:
        if (
            child.dep_ == "prep"
            and child.lower_ in ("on", "upon", "to", "for")
            and child.i < verb.i
        ):
            yield from objects_of(child)


def _gerund(verb: Token, slot: str, depth: int) -> Iterator[Argument]:
    governor = verb.head.head
    if governor.pos_ not in (*VERBAL, "ADJ"):
        yield from _noun_controller(governor, slot, depth)
        return
    controller = next((c for c in governor.children if c.dep_ == "dobj"), None)
    if controller is not None and verb.head.lower_ in ("of", "for", "from", "with"):
        yield Argument(slot=slot, token=controller, how="object control")
    elif is_passive(governor):
        yield from (
            Argument(slot=slot, token=child, how="raising")
            for child in governor.children
            if child.dep_ in PASSIVE_SUBJECTS
        )
    else:
        yield from _subject_of(governor, slot, depth)


def _noun_controller(noun: Token, slot: str, depth: int) -> Iterator[Argument]:
    """Find whose plan, promise or readiness it is to do something."""
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
    if noun.dep_ in ("dobj", "attr") and above.pos_ in VERBAL:
        yield from _subject_of(above, slot, depth)
    elif noun.dep_ == "pobj" and above.head.pos_ in VERBAL:
        yield from _subject_of(above.head, slot, depth)


def _subject_of(verb: Token, slot: str, depth: int) -> Iterator[Argument]:
    if verb.dep_ == "acomp":
        verb = verb.head
    own = [child for child in verb.children if child.dep_ in ANY_SUBJECT]
    if verb.dep_ == "relcl" and (not own or any(c.tag_ in RELATIVES for c in own)):
        yield Argument(slot=slot, token=verb.head, how="relative")
    elif own:
        yield Argument(slot=slot, token=own[0], how="borrowed")
    elif verb.dep_ == "acl" and verb.tag_ in ("VBG", "VBN"):
        yield Argument(slot=slot, token=verb.head, how="participle")
    else:
        for argument in borrowed_subject(verb, depth - 1):
            yield Argument(slot=slot, token=argument.token, how="borrowed")


def shared_object(verb: Token) -> Iterator[Argument]:
    """Lend the object of the next conjunct: "bought and received tanks"."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i <= _SHARED_WITHIN:
            for grandchild in child.children:
                if grandchild.dep_ == "dobj":
                    yield Argument(slot="obj", token=grandchild, how="shared")
