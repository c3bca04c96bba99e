"""The words that name a source, and which sort of source they name."""

from __future__ import annotations

import functools
import re

from spacy.tokens import Doc, Token

from graph.claims.evidence import Source, SourceKind
from graph.ingest.resolve.lexicon import either, ordered, words

LEXICON = "attribution"
KINDS = "attribution_kinds"
_KIND_OF_LIST = {"strong_official": SourceKind.OFFICIAL}
_KEPT_LEFT = frozenset({"compound", "amod", "poss", "nmod", "nummod", "quantmod", "case", "punct"})
_KEPT_PREPOSITIONS = frozenset({"of", "for", "on", "in", "at", "from", "by"})
_ENDS = frozenset(',;:.()–—"“”')
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
        end = _end_of_part(token) if token.left_edge.i == last else last
        if end == last:
            break
        last = min(end, first + _LONGEST)
    return max(first, last - _LONGEST), last


def _end_of_part(token: Token) -> int:
    """Find where a part after the head stops to belong to the name; its start if it never does."""
    start = token.left_edge.i
    shortest = 1
    if token.dep_ == "prep" and token.lower_ in _KEPT_PREPOSITIONS:
        shortest, longest = 2, 5
    elif token.dep_ in {"cc", "conj"} or (token.dep_ == "appos" and token.pos_ == "PROPN"):
        longest = 6
    else:
        return start
    # The parser hangs what follows a comma below the last noun: it is no part of the name.
    part = token.doc[start : token.right_edge.i + 1]
    end = next((below.i for below in part if below.text in _ENDS), token.right_edge.i + 1)
    has_verb = any(below.pos_ == "VERB" for below in token.doc[start:end])
    return end if not has_verb and shortest <= end - token.i <= longest else start


@functools.cache
def _kind_patterns() -> tuple[tuple[SourceKind, re.Pattern[str]], ...]:
    return tuple(
        (
            _KIND_OF_LIST.get(name) or SourceKind(name),
            re.compile(rf"(?<![\w-])(?:{either(words(KINDS, name))})(?![\w-])"),
        )
        for name in ordered(KINDS, "order")
    )


def kind_of(name: str, determiner: str = "", said_of_it: str = "") -> SourceKind:
    """Tell which sort of source a name stands for.

    `determiner` is what stood before it, `said_of_it` what the text adds in apposition: that
    decides where the name itself does not tell.
    """
    lowered = name.lower().replace("’", "'").replace("'s", "")
    parts = lowered.split()
    marks = words(KINDS, "unnamed_marks")
    is_unmarked = determiner.lower() in marks or (bool(parts) and parts[0] in marks)
    heads = words(KINDS, "unnamed_heads")
    if is_unmarked and any(part in heads for part in parts):
        return SourceKind.ANONYMOUS
    for told in (lowered, said_of_it.lower()):
        for kind, pattern in _kind_patterns():
            if pattern.search(told):
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
    source = Source(name=name, kind=kind_of(name, before, _apposition(head.doc, last)))
    return source, span.start_char, span.end_char


def _apposition(doc: Doc, after: int) -> str:
    """Give the words between the comma after a name and the next mark: ", a research group,"."""
    if after >= len(doc) or doc[after].text != ",":
        return ""
    words_after = doc[after + 1 : after + 1 + _LONGEST]
    if not words_after or words_after[0].lower_ not in {"a", "an", "the"}:
        return ""
    end = next((token.i for token in words_after if token.text in _ENDS), words_after.end)
    return str(doc[after + 1 : end].text)
