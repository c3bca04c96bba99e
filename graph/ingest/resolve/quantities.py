"""How many: the numbers of a text, and the one that counts a munition."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from graph.claims.claim import Quantity
from graph.ingest.resolve.lexicon import either, numbers, words
from graph.ingest.resolve.numerals import LEXICON, numerals

REACH = 9
"""Words that may stand between a number and what it counts."""
MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PART", "ADV", "SYM", "X"})
FAR = 60
"""Code points from a munition within which "twelve of them" speaks of it."""
_FOLLOWING = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention:
    """A number with its bounds; no part of a designation, ordinal, date or sum of money."""

    start: int
    end: int
    text: str
    min: int | None
    max: int | None
    approximate: bool


@functools.cache
def _refused() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Write what before or after a number shows that it counts nothing: a date, a calibre."""
    months = either(numbers("dates", "months"))
    after = either(words(LEXICON, "not_counted"))
    return (
        re.compile(rf"(?:\b(?:{months})|[$€£¥]|\b[A-Z]{{2,3}}\$?)\s?\Z"),
        re.compile(rf"[\s-](?:(?:{after})\b|(?:{months})\b)"),
    )


def find_quantities(text: str) -> tuple[QuantityMention, ...]:
    """Find numbers in words and digits, in order, in code points of the text."""
    before, after = _refused()
    return tuple(
        QuantityMention(
            start=found.start,
            end=found.end,
            text=text[found.start : found.end],
            min=found.min,
            max=found.max,
            approximate=found.approximate,
        )
        for found in numerals(text)
        if not before.search(text[max(0, found.start - 12) : found.start])
        and not after.match(text[found.end : found.end + _FOLLOWING])
        and not _is_year(text, found.start, found.end)
    )


def _is_year(text: str, start: int, end: int) -> bool:
    word = text[start:end].rsplit(maxsplit=1)[-1]
    if not (word.isdigit() and len(word) == 4 and word[:2] in {"19", "20"}):
        return False
    lead = text[max(0, start - 12) : start].split()
    return bool(lead) and (
        lead[-1].endswith("(") or lead[-1].lower() in words("dates", "year_before")
    )


def quantity_of(
    munition: Span, quantities: Sequence[QuantityMention], *, offset: int = 0
) -> Quantity | None:
    """Find how many of a munition the words around its mention say.

    `offset` is where the munition's Doc starts in the text that `quantities` were found in.
    """
    ends = {mention.end - offset: mention for mention in quantities}
    own = _inside(munition, quantities, offset)
    if own is not None:
        return _quantity(own, munition, None)
    return (
        _before(munition.start, munition, ends)
        or _one(munition)
        or _after(munition, quantities, offset)
    )


def _inside(
    munition: Span, quantities: Sequence[QuantityMention], offset: int
) -> QuantityMention | None:
    """Find a number that the munition's words begin with ("3,000 rifles")."""
    for mention in quantities:
        start, end = mention.start - offset, mention.end - offset
        if munition.start_char <= start and end < munition.end_char:
            lead = munition.doc.text[munition.start_char : start].strip().lower()
            if not lead or lead in words(LEXICON, "between") | words(LEXICON, "ordinals"):
                return mention
    return None


def _before(
    at: int, munition: Span, ends: dict[int, QuantityMention], measure: Token | None = None
) -> Quantity | None:
    """Walk left from a word over what may stand between a number and what it counts."""
    doc = munition.doc
    for index in range(at - 1, max(-1, at - 1 - REACH), -1):
        token = doc[index]
        mention = ends.get(token.idx + len(token))
        if mention is not None:
            return _partial(token, mention, munition, ends, measure)
        if token.lower_ == "of" and measure is None:
            return _measured(index, munition, ends)
        if token.lower_ in words(LEXICON, "ordinals") and not _is_plural(munition.root):
            is_compound = index + 1 < len(doc) and doc[index + 1].tag_ == "HYPH"
            return None if is_compound else _ordinal(token, munition)
        if not _may_stand_between(token):
            return None
    return None


def _is_plural(root: Token) -> bool:
    """Tell whether a noun stands for several, designations ("TB2s") with them."""
    if root.tag_ in {"NNS", "NNPS"}:
        return True
    return root.text.endswith("s") and not root.text.islower() and root.text[:-1].isupper()


def _may_stand_between(token: Token) -> bool:
    if token.lower_ in words(LEXICON, "between") or token.tag_ in {"VBN", "VBG", "HYPH", "POS"}:
        return True
    return token.pos_ in MODIFIERS or token.text in "\"'“”‘’«»-–"


def _partial(
    token: Token,
    mention: QuantityMention,
    munition: Span,
    ends: dict[int, QuantityMention],
    measure: Token | None,
) -> Quantity:
    """Prefer the part that is told of to the whole: "six of the 24"."""
    first = token.i
    while first and token.doc[first].idx > token.idx + len(token) - len(mention.text):
        first -= 1
    lead = [t for t in token.doc[max(0, first - 2) : first] if t.lower_ == "of" and t.i]
    if lead:
        word = lead[-1].nbor(-1)
        part = ends.get(word.idx + len(word))
        if part is not None:
            return _quantity(part, munition, measure)
        if word.lower_ in words(LEXICON, "ordinals"):
            return _ordinal(word, munition)
    return _quantity(mention, munition, measure)


def _measured(of: int, munition: Span, ends: dict[int, QuantityMention]) -> Quantity | None:
    """Read "47,000 rounds of X", "a battery of X", "six of the X", "dozens of X"."""
    if of == 0:
        return None
    word = munition.doc[of - 1]
    mention = ends.get(word.idx + len(word))
    if mention is not None:
        return _quantity(mention, munition, None)
    if word.lower_ in words(LEXICON, "ordinals"):
        return _ordinal(word, munition)
    measures = words(LEXICON, "measures") - words(LEXICON, "kinds")
    if word.lower_ not in measures:
        return None
    counted = _before(word.i, munition, ends, measure=word)
    if counted is not None:
        return counted
    lead = word.doc[word.i - 1] if word.i else None
    if lead is not None and lead.lower_ in words(LEXICON, "ones") and word.tag_ == "NN":
        return Quantity(text=lead.text, min=1, max=1, unit=word.text, approximate=False)
    return None


def _ordinal(token: Token, munition: Span) -> Quantity:
    return Quantity(text=token.text, min=1, max=1, unit=_unit(munition), approximate=False)


def _one(munition: Span) -> Quantity | None:
    """Read "a frigate": one, when the word is singular."""
    root = munition.root
    is_thing = root.tag_ in {"NN", "NNP"} and root.dep_ != "compound" and not _is_plural(root)
    if not is_thing or _last_word(root).lower() in words(LEXICON, "uncounted"):
        return None
    doc = munition.doc
    first = doc[munition.start]
    if first.lower_ in words(LEXICON, "ones"):
        return _quantity_of_one(first, munition)
    for index in range(munition.start - 1, max(-1, munition.start - 6), -1):
        token = doc[index]
        if token.lower_ in words(LEXICON, "ones"):
            return _quantity_of_one(token, munition)
        if not _may_stand_between(token) or token.lower_ == "of":
            return None
    return None


def _quantity_of_one(token: Token, munition: Span) -> Quantity:
    return Quantity(text=token.text, min=1, max=1, unit=_unit(munition), approximate=False)


def _after(munition: Span, quantities: Sequence[QuantityMention], offset: int) -> Quantity | None:
    """Read "X: 82", "X (12)", "X, 36 of them"."""
    text = munition.doc.text
    for mention in quantities:
        start, end = mention.start - offset, mention.end - offset
        if start <= munition.end_char or end > len(text):
            continue
        if text[end:].startswith(" of them") and start <= munition.end_char + FAR:
            return _quantity(mention, munition, None)
        if start > munition.end_char + 4:
            continue
        between = text[munition.end_char : start].strip()
        tail = text[end : end + 10]
        is_listed = between in {":", "(", "|", "–", "x", "×"} and not tail.startswith("-")
        if is_listed or (between == "," and tail.startswith(" in all")):
            return _quantity(mention, munition, None)
    return None


def _quantity(mention: QuantityMention, munition: Span, measure: Token | None) -> Quantity:
    return Quantity(
        text=mention.text,
        min=mention.min,
        max=mention.max,
        unit=measure.text if measure is not None else _unit(munition),
        approximate=mention.approximate,
    )


def _unit(munition: Span) -> str | None:
    """Name what is counted when the munition's own head is a plain noun."""
    word = _last_word(munition.root)
    return word if munition.root.pos_ == "NOUN" and word.islower() else None


def _last_word(token: Token) -> str:
    """Take the last word of a token: a mention may have been made one token of several words."""
    return token.text.split()[-1]
