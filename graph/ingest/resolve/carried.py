"""Speakers of neighbouring sentences, found in their plain text."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from graph.claims.evidence import Source
from graph.ingest.resolve.lexicon import either, strings, words
from graph.ingest.resolve.speakers import KINDS, LEXICON, kind_of

_CAP = r"[A-Z][\w’'.-]*"
_LINK = r"(?:of|for|the|de|al|bin|von|van|on|in)"
_ROLE = r"(?:[a-z][\w’'-]*\s){0,3}"
_ADDED = re.compile(r",\s((?:an?|the|one)\s[^,.;\n]{1,80})")
_OPENING, _CLOSING = "“«„", "”»"


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    forms = either(strings(LEXICON, "said"))
    heads = either(words(KINDS, "carried_heads"))
    proper = rf"{_CAP}(?:\s(?:{_LINK}\s){{0,2}}{_CAP}){{0,5}}(?:\s(?:{heads})(?:\s{_CAP}){{0,3}})?"
    lead = "the|an?|its|his|their|one|two|three|four|several|some|senior"
    place = rf"(?:\s(?:of|in|at)\s(?:the\s)?{_CAP})?"
    common = rf"(?i:{lead})\s(?:{_CAP}\s){{0,2}}{_ROLE}(?:{heads}){place}"
    name = rf"(?P<name>{proper}|{common})"
    inverted = either(words(LEXICON, "inverted"))
    works = either(words(LEXICON, "works"))
    lead_in = r"(?:(?:an?|the|its|their|new|recent)\s)?(?:[\w-]+\s){0,3}?"
    work = rf"{lead_in}(?:{works})\s(?:by|from|of)\s"
    return (
        re.compile(
            rf"(?<![\w’'.-]){name}(?:,\s[^,.;\n]{{1,60}},)?"
            rf"\s(?:has\s|have\s|had\s|also\s)?(?:{forms})\b"
        ),
        re.compile(rf"\b(?:{inverted})\s(?:the\s)?{name}"),
        re.compile(rf"\b[Aa]ccording\sto\s(?:{work})?(?:the\s)?{name}"),
    )


def speakers(text: str) -> tuple[Source, ...]:
    """Find who speaks in a sentence, in order of the text."""
    pronouns = words(LEXICON, "pronouns")
    found: list[tuple[int, Source]] = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            name = match["name"].strip(" ,.'’")
            determiner, _, rest = name.partition(" ")
            if determiner.lower() in {"the", "a", "an", "one", "two", "three", "four", "several"}:
                name = rest
            else:
                determiner = ""
            if name and name.lower() not in pronouns:
                kind = kind_of(name, determiner, _said_of_it(text, match))
                found.append((match.start(), Source(name=name, kind=kind)))
    found.sort(key=lambda pair: pair[0])
    return tuple(source for _, source in found)


def _said_of_it(text: str, match: re.Match[str]) -> str:
    """Give what stands before a speaker's name in the match, and what is added behind it."""
    before = text[match.start() : match.start("name")]
    added = _ADDED.match(text, match.end("name"))
    return f"{before} {added[1] if added else ''}"


def last_speaker(before: Sequence[str]) -> Source | None:
    """Find the nearest speaker of the sentences before."""
    for text in reversed(before):
        named = speakers(text)
        if named:
            return named[-1]
    return None


def first_speaker(after: Sequence[str]) -> Source | None:
    """Find who speaks at the head of the next sentence."""
    named = speakers(after[0]) if after else ()
    return named[0] if named else None


def is_quoted(text: str, position: int) -> bool:
    """Tell whether a place in a text stands between quotation marks."""
    opened = False
    for letter in text[:position]:
        if letter in _OPENING:
            opened = True
        elif letter in _CLOSING:
            opened = False
        elif letter == '"':
            opened = not opened
    return opened
