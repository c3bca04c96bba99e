"""Denials of what an earlier sentence said: "Oslo denied it", "Riga called the report baseless"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.ingest.resolve.lexicon import words
from graph.ingest.resolve.saying import calls_false, denies
from graph.ingest.resolve.sources import Attribution, attribution_of
from graph.ingest.resolve.speakers import LEXICON


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A denial that names no transfer itself; `verb` is where it stands in the Doc."""

    attribution: Attribution
    verb: Token


def may_deny(text: str) -> bool:
    """Tell whether a sentence has a word of denial, so that it is worth a parse."""
    return _denying().search(text) is not None


@functools.cache
def _denying() -> re.Pattern[str]:
    stems = [re.escape(re.sub("y$", "", verb)) + r"\w{0,4}" for verb in words(LEXICON, "denying")]
    false = [re.escape(word) for word in words(LEXICON, "falsehood")]
    return re.compile(rf"\b(?:{'|'.join(sorted(stems + false))})\b", re.IGNORECASE)


def find_denials(doc: Doc, *, before: Sequence[str] = ()) -> Iterator[Denial]:
    """Yield the denials in a sentence that take up what was said before, in order.

    What is denied is the claim of the same sentence or of the one before; the reader repeats it
    with status denied, this source, and this sentence as its quote.
    """
    for token in doc:
        if token.pos_ != "VERB" or not (denies(token.lemma_.lower()) or calls_false(token)):
            continue
        if not _takes_up(token):
            continue
        found = attribution_of(token, before=before)
        if found.denies and found.source is not None:
            yield Denial(attribution=found, verb=token)


def _takes_up(verb: Token) -> bool:
    """Tell whether the object only points back: "it", "the claim", "the report"; or is absent."""
    clauses = [c for c in verb.children if c.dep_ in {"ccomp", "xcomp"} and c.pos_ == "VERB"]
    negations = [c for c in verb.children if c.lower_ in words("status", "never_words")]
    if clauses or negations or verb.sent.text.rstrip().endswith("?"):
        return False
    objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    pointers = words(LEXICON, "carriers") | words(LEXICON, "pronouns") | words(LEXICON, "falsehood")
    return all(c.lemma_.lower() in pointers for c in objects)
