"""The words that cut a text into sentences and open the gate to the parser (`cues.toml`)."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentCues:
    """How sentences end; words are lower case, the length counts code points."""

    abbreviations: frozenset[str]
    initials: frozenset[str]
    openers: frozenset[str]
    longest_sentence: int


@functools.cache
def segment_cues() -> SegmentCues:
    """Read the `segments` table of `cues.toml`."""
    table = _tables()["segments"]
    return SegmentCues(
        abbreviations=frozenset(table["abbreviations"].split()),
        initials=frozenset(table["initials"].split()),
        openers=frozenset(table["openers"].split()),
        longest_sentence=table["longest_sentence"],
    )


@functools.cache
def referring_words() -> re.Pattern[str]:
    """Make the expression that finds a word that refers back."""
    words = "|".join(map(re.escape, _tables()["gate"]["referring"].split()))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@functools.cache
def sentences_back() -> int:
    """Tell how many sentences before a referring one are read with it."""
    return int(_tables()["gate"]["back"])


@functools.cache
def _tables() -> dict[str, Any]:
    content = resources.files("graph.ingest.lexicons").joinpath("cues.toml")
    return tomllib.loads(content.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCues:
    """What beside a name decides whether, and as whom, it acts; patterns match folded text."""

    prefixes: frozenset[str]
    suffixes: frozenset[str]
    gifts: frozenset[str]
    titles: frozenset[str]
    us_state: re.Pattern[str]
    european_union: re.Pattern[str]
    nato: re.Pattern[str]
    belgium: re.Pattern[str]
    court: re.Pattern[str]
    government_deal: re.Pattern[str]


@functools.cache
def actor_cues() -> ActorCues:
    """Read the `actors` table of `cues.toml`."""
    table: dict[str, str] = _tables()["actors"]
    return ActorCues(
        prefixes=frozenset(table["prefixes"].split()),
        suffixes=frozenset(table["suffixes"].split()),
        gifts=frozenset(table["gifts"].split()),
        titles=frozenset(table["titles"].split()),
        us_state=re.compile(table["us_state"]),
        european_union=re.compile(table["european_union"]),
        nato=re.compile(table["nato"]),
        belgium=re.compile(table["belgium"]),
        court=re.compile(table["court"]),
        government_deal=re.compile(table["government_deal"]),
    )


@functools.cache
def gift_words() -> re.Pattern[str]:
    """Make the expression for what after an actor's name says that it supplied what follows."""
    words = "|".join(sorted(actor_cues().gifts))
    return re.compile(rf"[-\u2010-\u2015 ](?:{words})\b", re.IGNORECASE)


@functools.cache
def holding_exceptions() -> frozenset[str]:
    """Read the verbs whose subject does not hold the arms that are their object."""
    return frozenset(_tables()["gifts"]["not_holding"].split())


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseCues:
    """Words that decide how far a phrase reaches; lower case, lemmas where they inflect."""

    transparent: frozenset[str]
    benefits: frozenset[str]
    making: frozenset[str]
    calling: frozenset[str]
    holding_prepositions: frozenset[str]
    holding_verbs: frozenset[str]
    carriers: frozenset[str]
    counting: frozenset[str]
    sums: frozenset[str]
    kinds: frozenset[str]


@functools.cache
def phrase_cues() -> PhraseCues:
    """Read the `phrases` table of `cues.toml`."""
    return PhraseCues(**{name: frozenset(w.split()) for name, w in _tables()["phrases"].items()})


@functools.cache
def pairing_words() -> frozenset[str]:
    """Read the words that set the items of two lists side by side."""
    return frozenset(_tables()["pairing"]["words"].split())


@functools.cache
def relief_words() -> re.Pattern[str]:
    """Make the expression that finds a word of relief."""
    words = "|".join(_tables()["relief"]["words"].split())
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@functools.cache
def relief_carriers() -> frozenset[str]:
    """Read the munition concepts that, with all below, may carry relief."""
    return frozenset(_tables()["relief"]["carriers"])
