"""Words that may stand for a munition, if their sentence says so (`munition_hints.csv`)."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType

from graph.claims.munition import munitions
from graph.errors import LexiconError
from graph.ingest.lexicons.munitions import plural_of

_FILE = "munition_hints.csv"
SAME = "="
"""The concept of a word that stands for a munition named before ("the first six")."""


@functools.cache
def munition_hints() -> Mapping[str, str]:
    """Read the concept of each form, plurals of nouns made; raises LexiconError on a bad row."""
    forms: dict[str, str] = {}
    with resources.files("graph.ingest.lexicons").joinpath(_FILE).open(encoding="utf-8") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            concept, form, kind = row["concept"], row["form"], row["kind"]
            if concept != SAME and concept not in munitions():
                raise LexiconError(_FILE, line, f"unknown concept: {concept!r}")
            if not form or form != form.lower() or kind not in ("noun", "word"):
                raise LexiconError(
                    _FILE, line, f"not a lower-case noun or word: {form!r}, {kind!r}"
                )
            forms.setdefault(form, concept)
            if kind == "noun":
                forms.setdefault(plural_of(form), concept)
    return MappingProxyType(forms)
