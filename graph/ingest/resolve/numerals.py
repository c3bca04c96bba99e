"""Numbers in words and digits, with what bounds them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from graph.ingest.resolve.lexicon import either, numbers, strings, words

LEXICON = "numbers"
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3}){1,5}(?!\d)|\d{1,12}(?:\.\d{1,6})?"
_SPLIT = re.compile(r"[ \t\n-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number as written: bounds, and whether the words say that it is not exact."""

    start: int
    end: int
    min: int | None
    max: int | None
    approximate: bool


@functools.cache
def _number() -> str:
    """Write one number: vague plural, fixed word, digits or words, in this order."""
    units, scales = either(numbers(LEXICON, "units")), either(numbers(LEXICON, "scales"))
    word = rf"(?:{units})(?:-(?:{units}))?"
    rest = rf"(?:\s(?:and\s)?(?:{word})\b(?![\s-](?:{scales})))?"
    scaled = rf"(?:{word}|an?|{_DIGITS})(?:[\s-](?:{scales})\b{rest})+"
    return rf"(?:{scaled}|(?:{word})\b|{_DIGITS})"


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    bounds, number = either(strings(LEXICON, "bounds")), _number()
    vague = either(numbers(LEXICON, "vague"))
    fixed = either(numbers(LEXICON, "fixed"))
    verbs = "".join(rf"(?<!\b{re.escape(verb)}\s)" for verb in words(LEXICON, "with_over"))
    bound = rf"(?P<bound>(?!over\s)(?:{bounds})|{verbs}over)"
    lead = rf"(?<![\w$€£¥.,-])(?:{bound}\s(?:the\s)?)?"
    single = (
        rf"(?P<vague>{vague})\b|(?P<fixed>{fixed})\b"
        rf"|(?P<number>{number})(?:\s\(\d[\d,]*\))?(?P<plus>\+)?"
    )
    ranged = rf"(?P<low>{number})(?P<join>\s(?:to|or|and)\s|\s?[-–—]\s?)(?P<high>{number})"
    after = r"(?![\w%‰$€£])(?!-\d)(?![.,]\d)"
    return (
        re.compile(rf"{lead}(?P<between>between\s)?{ranged}{after}", re.IGNORECASE),
        re.compile(rf"{lead}(?:{single}){after}", re.IGNORECASE),
    )


def numerals(text: str) -> tuple[Numeral, ...]:
    """Find the numbers of a text in order; of those that overlap, the first and longest."""
    ranged, single = _patterns()
    found: list[Numeral] = []
    for match in ranged.finditer(text):
        numeral = _range(match)
        if numeral is not None:
            found.append(numeral)
    found.extend(_single(match) for match in single.finditer(text))
    found.sort(key=lambda numeral: (numeral.start, -numeral.end))
    kept: list[Numeral] = []
    for numeral in found:
        if not kept or numeral.start >= kept[-1].end:
            kept.append(numeral)
    return tuple(kept)


def _range(match: re.Match[str]) -> Numeral | None:
    low, high = number_of(match["low"]), number_of(match["high"])
    if match["join"].strip() == "and" and not match["between"]:
        return None
    scale = _scale(match["high"])
    if low < scale <= high and low * scale <= high:
        low *= scale
    if low >= high:
        return None
    return Numeral(start=match.start(), end=match.end(), min=low, max=high, approximate=True)


def _scale(text: str) -> int:
    """Find the scale word of a number: "two to three thousand"."""
    last = _SPLIT.split(text.lower())[-1]
    return numbers(LEXICON, "scales").get(last, 1)


def _single(match: re.Match[str]) -> Numeral:
    bound = strings(LEXICON, "bounds").get(_plain(match["bound"] or ""), "")
    if match["vague"]:
        least = numbers(LEXICON, "vague")[_plain(match["vague"])]
        return Numeral(start=match.start(), end=match.end(), min=least, max=None, approximate=True)
    if match["fixed"]:
        number = numbers(LEXICON, "fixed")[_plain(match["fixed"])]
    else:
        number = number_of(match["number"])
    if match["plus"]:
        bound = "least"
    return Numeral(
        start=match.start(),
        end=match.end(),
        min=None if bound == "most" else number,
        max=None if bound == "least" else number,
        approximate=bool(bound),
    )


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def number_of(text: str) -> int:
    """Count what a number in words or digits says; a fraction of a scale is rounded."""
    units, scales = numbers(LEXICON, "units"), numbers(LEXICON, "scales")
    total = 0.0
    part = 0.0
    for word in _SPLIT.split(text.lower()):
        if word in units:
            part += units[word]
        elif word in scales:
            scale = scales[word]
            part = (part or 1) * scale
            if scale > 100:
                total, part = total + part, 0.0
        elif word[:1].isdigit():
            part += _digits(word)
    return round(total + part)


def _digits(word: str) -> float:
    return float(re.sub(r"[,\u00a0\u202f]", "", word))
