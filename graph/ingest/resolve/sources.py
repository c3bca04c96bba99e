"""Who is said to know: the evidence source of a predicate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from graph.claims.evidence import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """To whom the text ascribes a statement, and how.

    `start` and `end` are the source's words in code points of the predicate's Doc, -1 when the
    source was carried over from a neighbouring sentence or there is none. `verb` is the lemma of
    the word that ascribes. `hedged`: it doubts (alleges, suspects) or the source is unnamed;
    `denies`: it denies. `reason` is the id of the rule and the words.
    """

    source: Source | None
    verb: str | None
    hedged: bool
    denies: bool
    reason: str
    start: int = -1
    end: int = -1


NO_ATTRIBUTION = Attribution(source=None, verb=None, hedged=False, denies=False, reason="")


def attribution_of(
    predicate: Token,
    *,
    before: Sequence[str] = (),
    after: Sequence[str] = (),
) -> Attribution:
    """Find who is said to know what the predicate tells; the nearest who knows, when nested.

    `before` and `after` are texts of the neighbouring sentences of the same paragraph (or turn of
    an interview), in order of the text: a speaker is carried from them into quotes and
    continuations ("he added", "the report says").
    """
    del predicate, before, after
    return NO_ATTRIBUTION
