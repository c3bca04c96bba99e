"""Which actors and munitions a noun phrase holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.ingest.lexicons.predicates import predicates
from graph.ingest.lexicons.reference import reference_words
from graph.ingest.read.arguments import objects_of
from graph.ingest.read.mentions import ActorForm, ActorMention
from graph.ingest.read.munitions import MunitionMention
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.words import lemma_of

_MODIFIERS = frozenset({"poss", "amod", "compound", "nmod"})
_HOLDING_PREPOSITIONS = frozenset({"of", "including", "like", "as", "with", "worth", "plus"})
_HOLDING_VERBS = frozenset({"include", "comprise", "consist", "contain", "carry", "cover", "involve"})
_INSIDE = frozenset({"compound", "amod", "nmod", "conj", "appos", "nummod", "dep", "quantmod"})


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
        filler = _filler(head, parsed, depth=3)
        if filler is not None:
            found.append(filler)
        found.extend(_listed(head, filler, parsed))
    return tuple(found)


def _listed(head: Token, filler: Filler | None, parsed: ParsedSentence) -> Iterator[Filler]:
    """Yield members of a list that hang on its head: appositions, "countries such as"."""
    for child in head.children:
        if child.dep_ == "appos" and (filler is None or filler.actors):
            known = filler.actors if filler is not None else ()
            yield from (f for f in fillers_at(child, parsed) if f.actors and f.actors != known)
        elif child.dep_ == "prep" and child.lower_ in ("as", "including", "like") and (
            filler is None or not filler.actors
        ):
            for inner in objects_of(child):
                yield from (f for f in fillers_at(inner, parsed) if f.actors)


def filler_of(head: Token, parsed: ParsedSentence) -> Filler | None:
    """Find the actor of one noun, conjuncts apart."""
    return _filler(head, parsed, depth=3)


def heads(token: Token) -> Iterator[Token]:
    """Yield a token and the conjuncts that follow it."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from heads(child)


def _filler(head: Token, parsed: ParsedSentence, depth: int) -> Filler | None:
    mention = parsed.actors.get(head.i)
    if mention is not None:
        if mention.form is ActorForm.COMPANY and (owner := _modifier(head, parsed)) is not None:
            return Filler(token=head, actors=owner.actors, mention=owner)
        return Filler(token=head, actors=mention.actors, mention=mention)
    if head.i in parsed.munitions and head.lower_ not in reference_words().groups:
        return None
    if head.tag_ in ("PRP", "PRP$") or (head.tag_ == "DT" and head.dep_ in ("nsubj", "pobj", "dobj")):
        return Filler(token=head, actors=())
    if head.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return None
    return _institution(head, parsed, depth)


def _institution(head: Token, parsed: ParsedSentence, depth: int) -> Filler | None:
    words = reference_words()
    known = head.lower_ in words.institutions
    if known or head.pos_ == "PROPN" or head.lower_ in words.stores:
        owner = _modifier(head, parsed)
        if owner is not None:
            return Filler(token=head, actors=owner.actors, mention=owner)
    if depth:
        for child in head.children:
            if child.dep_ == "appos" and child.i in parsed.actors:
                return _filler(child, parsed, depth - 1)
            if known and child.dep_ == "prep" and child.lower_ in ("of", "in", "from"):
                for inner in objects_of(child):
                    if inner.i in parsed.actors:
                        return _filler(inner, parsed, depth - 1)
            if not known and child.dep_ == "prep" and child.lower_ == "of" and _counts(head):
                for inner in objects_of(child):
                    return _filler(inner, parsed, depth - 1)
    if known or head.lower_ in words.country_nouns or head.lower_ in words.group_nouns:
        return Filler(token=head, actors=())
    return None


def _counts(head: Token) -> bool:
    return head.pos_ == "NUM" or head.lower_ in ("thousands", "hundreds", "dozens", "number", "members", "parts", "elements", "most", "some", "part")


def _modifier(head: Token, parsed: ParsedSentence) -> ActorMention | None:
    stack = [child for child in head.children if child.dep_ in _MODIFIERS and child.i < head.i]
    while stack:
        child = stack.pop(0)
        mention = parsed.actors.get(child.i)
        if mention is not None and mention.form is not ActorForm.COMPANY:
            return mention
        stack.extend(c for c in child.children if c.dep_ in _MODIFIERS)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A munition that a predicate passes; `mention` is None for the predicate's own default."""

    token: Token
    mention: MunitionMention | None


def themes_at(token: Token, parsed: ParsedSentence) -> tuple[Theme, ...]:
    """Find the munitions of a noun phrase: head, modifiers, conjuncts, "of" and "including"."""
    found: dict[int, Theme] = {}
    seen: set[int] = set()
    stack = [token]
    while stack:
        current = stack.pop(0)
        if current.i in seen:
            continue
        seen.add(current.i)
        mention = parsed.munitions.get(current.i)
        if mention is not None and mention.start not in found and is_goods(current, parsed):
            found[mention.start] = Theme(token=current, mention=mention)
        stack.extend(_inside(current))
    return tuple(found[start] for start in sorted(found))


def _inside(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in _INSIDE:
            yield child
        elif child.dep_ == "prep" and (
            child.lower_ in _HOLDING_PREPOSITIONS or (child.lower_ == "in" and _is_sum(token))
        ):
            yield from objects_of(child)
        elif child.dep_ in ("acl", "relcl") and child.lemma_ in _HOLDING_VERBS:
            for grandchild in child.children:
                if grandchild.dep_ in ("dobj", "attr"):
                    yield grandchild
                elif grandchild.dep_ == "prep":
                    yield from objects_of(grandchild)


def _is_sum(token: Token) -> bool:
    return any(child.tag_ == "$" or child.text in "$€£" for child in token.subtree) or (
        token.lemma_ in ("dollar", "euro", "pound")
    )


def is_goods(token: Token, parsed: ParsedSentence) -> bool:
    """Tell whether a munition word names goods, not the kind of another thing ("drone attack")."""
    mention = parsed.munitions[token.i]
    head = token
    while head.head.i != head.i and parsed.munitions.get(head.head.i) is mention:
        head = head.head
    if head.dep_ not in ("compound", "amod", "nmod", "poss"):
        return True
    above = head.head
    while above.dep_ == "compound" and above.head.i not in parsed.munitions:
        above = above.head
    if above.i in parsed.munitions or above.i in parsed.actors:
        return True
    return lemma_of(above) in predicates().nouns or lemma_of(above) in _CARRIERS


_CARRIERS = frozenset(
    "system launcher battery component kit part equipment shipment batch load order stock "
    "capability package squadron unit battalion brigade fleet crate container set piece variant "
    "model version type family round team expert specialist base class series".split()
)
