"""Fold text for matching, one code point to one code point, so that offsets stay true."""

from __future__ import annotations

import unicodedata

_SAME = {
    "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u00b4": "'", "`": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u0131": "i", "\u0130": "i", "\u0142": "l", "\u0141": "l", "\u00f8": "o", "\u00d8": "o",
    "\u0111": "d", "\u0110": "d",
}  # fmt: skip


class _Folding(dict[int, str]):
    """A translation table that fills itself: lower case, no accents, plain quotes and dashes."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    if character in _SAME:
        return _SAME[character]
    if character.isspace():
        return " "
    lower = unicodedata.normalize("NFKD", character)[0].lower()
    return lower if len(lower) == 1 else character


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Fold a text; the result has the same length, so that a span of one is a span of the other."""
    return text.translate(_FOLDING)
