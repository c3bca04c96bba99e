"""The words that make a sentence worth a parse (`gate.toml`)."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from types import MappingProxyType
from typing import Any

from graph.claims.claim import Stage
from graph.claims.munition import munitions
from graph.errors import LexiconError
from graph.ingest.lexicons.munitions import ANY, munition_words
from graph.ingest.lexicons.predicates import predicates

_FILE = "gate.toml"
_DOUBLING = re.compile(r"[^aeiou][aeiou][bdgklmnprt]\Z")


class Sign(StrEnum):
    """What a word in a sentence is a sign of."""

    SUPPLY = "supply"
    MIDDLING = "middling"
    AID = "aid"
    FIGHTING = "fighting"
    MILITARY = "military"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far the gate looks: sentences either way, and the code points of a brief."""

    actors: int
    beside: int
    brief: int


@functools.cache
def signs() -> Mapping[str, frozenset[Sign]]:
    """Read what each lower-case form is a sign of; raises LexiconError on strange words."""
    tables = _tables()
    found: dict[str, frozenset[Sign]] = {}
    for form, sign in (*_supply(tables["supply"]), *_told(tables["signs"])):
        found[form] = found.get(form, frozenset()) | {sign}
    return MappingProxyType(found)


@functools.cache
def civil_munitions() -> frozenset[str]:
    """Read the munition concepts whose words ordinary life has too."""
    concepts = frozenset(_tables()["munitions"]["civil"])
    if strange := concepts - munitions().keys():
        raise LexiconError(_FILE, 0, f"no munition concepts: {sorted(strange)}")
    return concepts


@functools.cache
def going_on() -> re.Pattern[str]:
    """Make the expression for what may stand for something named before."""
    return re.compile(rf"\b(?:{_either('referring')})\b", re.IGNORECASE)


@functools.cache
def speaking() -> re.Pattern[str]:
    """Make the expression for the first and second person."""
    return re.compile(rf"\b(?:{_either('speaking')})\b", re.IGNORECASE)


@functools.cache
def directing() -> re.Pattern[str]:
    """Make the expression for what, at the end of a text, directs something to a name after it."""
    return re.compile(rf"\b(?:{_either('directing')})\s(?:the\s)?\Z", re.IGNORECASE)


def _either(name: str) -> str:
    return "|".join(_tables()["signs"][name].split())


@functools.cache
def reach() -> Reach:
    """Read how far the gate looks."""
    return Reach(**_tables()["reach"])


def inflections(word: str) -> Iterator[str]:
    """Make the regular forms of a verb or noun, and some that are none; lower case."""
    yield from (word, f"{word}s", f"{word}es", f"{word}ed", f"{word}ing")
    if word.endswith("e"):
        yield from (f"{word}d", f"{word[:-1]}ing")
    if word.endswith("y"):
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied")
    if _DOUBLING.search(word):
        yield from (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")
    if word.endswith("l"):
        yield from (f"{word}led", f"{word}ling")


def _supply(table: dict[str, Any]) -> Iterator[tuple[str, Sign]]:
    known = _stages()
    faint, middling = set(table["faint"].split()), set(table["middling"].split())
    if strange := (faint | middling) - known.keys():
        raise LexiconError(_FILE, 0, f"not in the predicates: {sorted(strange)}")
    for word in table["more"].split():
        known.setdefault(word, set())
        middling.add(word)
    if strange := table["irregular"].keys() - known.keys():
        raise LexiconError(_FILE, 0, f"forms of no word: {sorted(strange)}")
    apart = {Stage.SUSPENSION, Stage.REQUEST}
    for word, stages in known.items():
        if word not in faint:
            sign = Sign.MIDDLING if word in middling or stages & apart else Sign.SUPPLY
            for form in (*inflections(word), *table["irregular"].get(word, "").split()):
                yield form, sign


def _stages() -> dict[str, set[Stage]]:
    """Collect the stages that each word of the predicates may tell of."""
    lexicon = predicates()
    found: dict[str, set[Stage]] = {}
    for words in (lexicon.verbs, lexicon.nouns):
        for word, classes in words.items():
            found.setdefault(word, set()).update(one.stage for one in classes)
    return found


def _told(table: dict[str, Any]) -> Iterator[tuple[str, Sign]]:
    for form in table["aid"].split():
        yield form, Sign.AID
    for form in (*table["fighting"].split(), *table["fighting_phrases"]):
        yield form, Sign.FIGHTING
    for form in munition_words()["military"] - set(table["civil"].split()) - {ANY}:
        yield form, Sign.MILITARY


@functools.cache
def _tables() -> dict[str, Any]:
    content = resources.files("graph.ingest.lexicons").joinpath(_FILE).read_text(encoding="utf-8")
    return tomllib.loads(content)
