"""The words that name a source, and which sort of source they name."""

from __future__ import annotations

import functools
import re

from spacy.tokens import Token

from graph.claims.evidence import Source, SourceKind
from graph.ingest.resolve.lexicon import either, ordered, words

LEXICON = "attribution"
KINDS = "attribution_kinds"
_KIND_OF_LIST = {"strong_official": SourceKind.OFFICIAL}
_KEPT_LEFT = frozenset({"compound", "amod", "poss", "nmod", "nummod", "quantmod", "case", "punct"})
_KEPT_PREPOSITIONS = frozenset({"of", "for", "on", "in", "at", "from", "by"})
_LONGEST = 9
"""Tokens of a name: what is longer is a clause."""


def is_pronoun(token: Token) -> bool:
    """Tell whether the token names nobody by itself."""
    return (token.lower_ in words(LEXICON, "pronouns") and not token.text.isupper()) or (
        token.pos_ == "PRON"
    )


def name_span(head: Token) -> tuple[int, int]:
    """Find the short noun phrase around a head: first token and the one after the last."""
    first = head.i
    for token in reversed(list(head.lefts)):
        if token.dep_ not in _KEPT_LEFT or token.right_edge.i + 1 != first:
            break
        first = token.left_edge.i
    while first < head.i and (head.doc[first].is_punct or head.doc[first].dep_ == "det"):
        first += 1
    last = head.i + 1
    for token in head.rights:
        if token.left_edge.i != last or not _belongs(token):
            break
        last = min(token.right_edge.i + 1, first + _LONGEST)
    return max(first, last - _LONGEST), last


def _belongs(token: Token) -> bool:
    if token.dep_ == "prep" and token.lower_ in _KEPT_PREPOSITIONS:
        return token.right_edge.i - token.i < 5 and not any(
            below.pos_ == "VERB" or below.is_punct for below in token.subtree
        )
    if token.dep_ in {"cc", "conj"} or (token.dep_ == "appos" and token.pos_ == "PROPN"):
        return token.right_edge.i - token.i < 6 and not any(
            below.pos_ == "VERB" or below.is_punct for below in token.subtree
        )
    return False


@functools.cache
def _kind_patterns() -> tuple[tuple[SourceKind, re.Pattern[str]], ...]:
    return tuple(
        (
            _KIND_OF_LIST.get(name) or SourceKind(name),
            re.compile(rf"(?<![\w-])(?:{either(words(KINDS, name))})(?![\w-])"),
        )
        for name in ordered(KINDS, "order")
    )


def kind_of(name: str, determiner: str = "") -> SourceKind:
    """Tell which sort of source a name stands for; `determiner` is what stood before it."""
    lowered = name.lower().replace("’", "'").replace("'s", "")
    parts = lowered.split()
    marks = words(KINDS, "unnamed_marks")
    is_unmarked = determiner.lower() in marks or (bool(parts) and parts[0] in marks)
    heads = words(KINDS, "unnamed_heads")
    if is_unmarked and any(part in heads for part in parts):
        return SourceKind.ANONYMOUS
    for kind, pattern in _kind_patterns():
        if pattern.search(lowered):
            return kind
    return SourceKind.OFFICIAL


def source_of(head: Token) -> tuple[Source, int, int] | None:
    """Name the source that a noun stands for, with its first and last code point in the Doc."""
    first, last = name_span(head)
    span = head.doc[first:last]
    name = " ".join(span.text.split()).strip("\"'“”‘’,;: ")
    if not name or not any(letter.isalpha() for letter in name):
        return None
    before = head.doc[first - 1].text if first else ""
    return Source(name=name, kind=kind_of(name, before)), span.start_char, span.end_char
