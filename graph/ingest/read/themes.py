"""Which munitions a noun phrase holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.ingest.lexicons.cues import phrase_cues
from graph.ingest.lexicons.predicates import predicates
from graph.ingest.read.grammar import objects_of
from graph.ingest.read.munitions import MunitionMention
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.words import lemma_of

_INSIDE = frozenset({"compound", "amod", "nmod", "conj", "appos", "nummod", "dep", "quantmod"})
_NAMING = frozenset({"compound", "amod", "nmod", "poss"})


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
    cues = phrase_cues()
    for child in token.children:
        if child.dep_ in _INSIDE:
            yield child
        elif child.dep_ == "prep":
            if child.lower_ in cues.holding_prepositions or (
                child.lower_ == "in" and _is_sum(token)
            ):
                yield from objects_of(child)
        elif child.dep_ in ("acl", "relcl") and child.lemma_ in cues.holding_verbs:
            yield from _held(child)


def _held(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("dobj", "attr"):
            yield child
        elif child.dep_ == "prep":
            yield from objects_of(child)


def _is_sum(token: Token) -> bool:
    if token.lemma_ in phrase_cues().sums:
        return True
    return any(child.tag_ == "$" or child.text in "$€£" for child in token.subtree)


def top_of(index: int, parsed: ParsedSentence) -> Token:
    """Find the highest token of the munition mention that a token is part of."""
    token = parsed.doc[index]
    mention = parsed.munitions[index]
    while token.head.i != token.i and parsed.munitions.get(token.head.i) is mention:
        token = token.head
    return token


def is_goods(token: Token, parsed: ParsedSentence) -> bool:
    """Tell whether a munition word names goods, not the kind of another thing ("drone attack")."""
    head = top_of(token.i, parsed)
    if head.dep_ not in _NAMING:
        return True
    above = head.head
    while above.dep_ == "compound" and above.head.i not in parsed.munitions:
        above = above.head
    if above.i in parsed.munitions or above.i in parsed.actors:
        return True
    lemma = lemma_of(above)
    return lemma in predicates().nouns or lemma in phrase_cues().carriers
