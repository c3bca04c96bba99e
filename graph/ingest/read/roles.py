"""Which actors a noun phrase holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.ingest.lexicons.cues import phrase_cues
from graph.ingest.lexicons.reference import reference_words
from graph.ingest.read.grammar import objects_of
from graph.ingest.read.mentions import ActorForm, ActorMention
from graph.ingest.read.parsing import ParsedSentence

_MODIFIERS = frozenset({"poss", "amod", "compound", "nmod"})
_DEPTH = 3
_EXAMPLES = frozenset({"as", "including", "like"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """A noun that fills an actor's role: `actors` are empty when it only refers to one."""

    token: Token
    actors: tuple[str, ...]
    mention: ActorMention | None = None


def fillers_at(token: Token, parsed: ParsedSentence) -> tuple[Filler, ...]:
    """Find the actors of a noun phrase, conjuncts included; references come without actors."""
    found: list[Filler] = []
    for head in heads(token):
        filler = filler_of(head, parsed)
        if filler is not None:
            found.append(filler)
        found.extend(_listed(head, filler, parsed))
    return tuple(found)


def _listed(head: Token, filler: Filler | None, parsed: ParsedSentence) -> Iterator[Filler]:
    """Yield members of a list that hang on its head: appositions, "countries such as"."""
    known = filler.actors if filler is not None else ()
    for child in head.children:
        if child.dep_ == "appos" and (filler is None or known):
            yield from (f for f in fillers_at(child, parsed) if f.actors and f.actors != known)
        elif child.dep_ == "prep" and child.lower_ in _EXAMPLES and not known:
            for inner in objects_of(child):
                yield from (f for f in fillers_at(inner, parsed) if f.actors)


def heads(token: Token) -> Iterator[Token]:
    """Yield a token and the conjuncts that follow it."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from heads(child)


def filler_of(head: Token, parsed: ParsedSentence, depth: int = _DEPTH) -> Filler | None:
    """Find the actor of one noun, conjuncts apart."""
    mention = parsed.actors.get(head.i)
    if mention is not None:
        owner = owner_of(head, parsed) if mention.form is ActorForm.COMPANY else None
        named = owner or mention
        return Filler(token=head, actors=named.actors, mention=named)
    if head.i in parsed.munitions and head.lower_ not in reference_words().groups:
        return None
    if head.tag_ in ("PRP", "PRP$"):
        return Filler(token=head, actors=())
    if head.tag_ == "DT" and head.dep_ in ("nsubj", "pobj", "dobj"):
        return Filler(token=head, actors=())
    if head.pos_ in ("NOUN", "PROPN", "ADJ", "NUM"):
        return _of_noun(head, parsed, depth)
    return None


def _of_noun(head: Token, parsed: ParsedSentence, depth: int) -> Filler | None:
    """Read a noun that stands for the actor beside it: "Ukraine's army", "the army of Chad"."""
    words = reference_words()
    is_institution = head.lower_ in words.institutions
    if is_institution or head.pos_ == "PROPN" or head.lower_ in words.stores:
        owner = owner_of(head, parsed)
        if owner is not None:
            return Filler(token=head, actors=owner.actors, mention=owner)
    if depth:
        for inner in _standing_for(head, parsed, is_institution=is_institution):
            return filler_of(inner, parsed, depth - 1)
    refers = head.lower_ in words.country_nouns or head.lower_ in words.group_nouns
    return Filler(token=head, actors=()) if is_institution or refers else None


def _standing_for(head: Token, parsed: ParsedSentence, *, is_institution: bool) -> Iterator[Token]:
    """Yield the nouns whose actor this one stands for."""
    for child in head.children:
        if child.dep_ == "appos" and child.i in parsed.actors:
            yield child
        elif child.dep_ != "prep":
            continue
        elif is_institution and child.lower_ in ("of", "in", "from"):
            yield from (inner for inner in objects_of(child) if inner.i in parsed.actors)
        elif not is_institution and child.lower_ == "of" and _counts(head):
            yield from objects_of(child)


def _counts(head: Token) -> bool:
    return head.pos_ == "NUM" or head.lower_ in phrase_cues().counting


def owner_of(head: Token, parsed: ParsedSentence) -> ActorMention | None:
    """Find the actor that modifies a noun from the left, companies apart."""
    stack = [child for child in head.children if child.dep_ in _MODIFIERS and child.i < head.i]
    while stack:
        child = stack.pop(0)
        mention = parsed.actors.get(child.i)
        if mention is not None and mention.form is not ActorForm.COMPANY:
            return mention
        stack.extend(c for c in child.children if c.dep_ in _MODIFIERS)
    return None
