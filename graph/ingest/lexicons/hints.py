"""Words that may stand for a munition, if their sentence says so (`munition_hints.csv`)."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType

from graph.claims.munition import munitions
from graph.errors import LexiconError
from graph.ingest.lexicons.munitions import plural_of

_FILE = "munition_hints.csv"
SAME = "="
"""The concept of a word that stands for a munition named before ("the first six")."""
_KINDS = frozenset({"noun", "word", "number"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What a form may stand for (an id, or SAME); one that counts needs no noun after it."""

    concept: str
    counts: bool


@functools.cache
def munition_hints() -> Mapping[str, Hint]:
    """Read the hints by form, plurals of nouns made; raises LexiconError on a bad row."""
    forms: dict[str, Hint] = {}
    nouns: list[str] = []
    with resources.files("graph.ingest.lexicons").joinpath(_FILE).open(encoding="utf-8") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            concept, form, kind = row["concept"], row["form"], row["kind"]
            if concept != SAME and concept not in munitions():
                raise LexiconError(_FILE, line, f"unknown concept: {concept!r}")
            if not form or form != " ".join(form.lower().split()) or kind not in _KINDS:
                raise LexiconError(
                    _FILE, line, f"not a lower-case noun or word: {form!r}, {kind!r}"
                )
            if form in forms:
                raise LexiconError(_FILE, line, f"listed twice: {form!r}")
            forms[form] = Hint(concept=concept, counts=kind == "number")
            nouns += [form] if kind == "noun" else []
    for form in nouns:
        forms.setdefault(plural_of(form), forms[form])
    return MappingProxyType(forms)
