"""How dear: sums of money, and the one that a transfer is worth."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from graph.claims.claim import Value
from graph.ingest.resolve.lexicon import either, numbers, strings
from graph.ingest.resolve.numerals import number_of

LEXICON = "currencies"
FAR = 99
_DECIMALS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueMention:
    """A sum of money in whole units of an ISO 4217 currency."""

    start: int
    end: int
    text: str
    amount: float
    currency: str


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    signs, names = either(strings(LEXICON, "signs")), either(strings(LEXICON, "names"))
    scales = either(numbers(LEXICON, "scales"))
    units = either(numbers("numbers", "units"))
    digits = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,15}(?:\.\d{1,6})?"
    scale = rf"(?:[\s-]?(?P<scale>{scales})\b)?"
    worded = rf"(?P<number>{digits}|(?:{units})(?:[\s-](?:{units}|hundred))?|half\sa|an?)"
    return (
        re.compile(rf"(?<![\w$])(?P<sign>{signs})\s?(?P<number>{digits}){scale}(?!\w)"),
        re.compile(rf"(?<![\w.,$€£]){worded}{scale}[\s-](?P<name>{names})(?![\w])", re.IGNORECASE),
    )


@functools.cache
def _currencies() -> dict[str, str]:
    return {name.lower(): code for name, code in strings(LEXICON, "names").items()}


def find_values(text: str) -> tuple[ValueMention, ...]:
    """Find sums of money, in order, in code points of the text."""
    signed, named = _patterns()
    found = [
        _mention(match, strings(LEXICON, "signs")[match["sign"]]) for match in signed.finditer(text)
    ]
    for match in named.finditer(text):
        currency = _currencies()[" ".join(match["name"].lower().split())]
        is_weight = match["name"].lower() == "pound" and not match["scale"]
        is_bare = match["number"].lower().startswith(("a", "half")) and not match["scale"]
        if not is_weight and not is_bare:
            found.append(_mention(match, currency))
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[ValueMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _mention(match: re.Match[str], currency: str) -> ValueMention:
    scale = numbers(LEXICON, "scales")[match["scale"].lower()] if match["scale"] else 1
    amount = round(_amount(match["number"]) * scale, _DECIMALS)
    return ValueMention(
        start=match.start(), end=match.end(), text=match[0], amount=amount, currency=currency
    )


def _amount(text: str) -> float:
    lowered = text.lower()
    if lowered[0].isdigit():
        return float(lowered.replace(",", ""))
    if lowered.startswith("half"):
        return 0.5
    return 1.0 if lowered in {"a", "an"} else float(number_of(lowered))


def value_of(
    predicate: Token,
    values: Sequence[ValueMention],
    *,
    munition: Span | None = None,
    offset: int = 0,
) -> Value | None:
    """Choose the sum that the transfer is worth; `None` rather than a wrong one.

    `offset` is where the predicate's Doc starts in the text that `values` were found in.
    """
    best: tuple[int, int, ValueMention] | None = None
    for mention in values:
        start, end = mention.start - offset, mention.end - offset
        if start < 0 or end > len(predicate.doc.text):
            continue
        span = predicate.doc.char_span(start, end, alignment_mode="expand")
        cost = _distance(span, predicate, munition) if span is not None else FAR
        if cost < FAR and (best is None or (cost, start) < best[:2]):
            best = (cost, start, mention)
    return Value(amount=best[2].amount, currency=best[2].currency) if best else None


def _distance(span: Span, predicate: Token, munition: Span | None) -> int:
    """Count the steps from the sum to the predicate; FAR over another verb or another thing."""
    own = set(range(munition.start, munition.end)) if munition is not None else set()
    line = {predicate.i, *(token.i for token in predicate.ancestors)}
    inside = set(range(span.start, span.end))
    for step, token in enumerate((span.root, *span.root.ancestors)):
        if token.i in inside:
            continue
        if token.i == predicate.i or token.i in own:
            return step
        if token.pos_ in {"VERB", "AUX"}:
            return step if token.i in line and token.dep_ != "ROOT" else FAR
    return FAR
