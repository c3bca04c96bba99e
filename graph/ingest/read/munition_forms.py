"""The forms that munitions are looked for by, and what each may be."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from graph.ingest.lexicons.munitions import (
    Context,
    HeadRule,
    MunitionName,
    NameKind,
    munition_heads,
    munition_names,
    munition_words,
    spellings,
)
from graph.ingest.read.folding import fold

FREE = Context()
"""The context of a name that needs no cue."""
_CASED = Context(case=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormEntry:
    """What one form may be; `free` names need no cue, `glues` tells of a model's name."""

    names: tuple[tuple[MunitionName, bool], ...]
    free: tuple[MunitionName, ...]
    glues: bool
    heads: tuple[HeadRule, ...]
    head_is_plural: bool
    cues: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """All forms that are looked for, in order, and what each may be.

    Entries are made when a text first has the form: most of a hundred thousand never turn up.
    """

    automaton: AhoCorasick
    patterns: tuple[str, ...]
    names: Mapping[str, Sequence[tuple[MunitionName, bool]]]
    heads: Mapping[str, tuple[tuple[HeadRule, ...], bool]]
    cues: Mapping[str, AbstractSet[str]]


@functools.cache
def forms() -> Forms:
    """Make all forms, once."""
    names: dict[str, list[tuple[MunitionName, bool]]] = {}
    for name in munition_names():
        spelled = dict(reversed(list(spellings(name.form, exact=name.context.exact))))
        for form, plural in spelled.items():
            names.setdefault(fold(form), []).append((name, plural))
    heads: dict[str, tuple[tuple[HeadRule, ...], bool]] = {}
    for head, rules in munition_heads().items():
        for form, plural in spellings(head):
            heads.setdefault(fold(form), (rules, plural))
    cues: dict[str, set[str]] = {}
    for cue in sorted(_cue_sets()):
        for word in munition_words()[cue]:
            cues.setdefault(fold(word), set()).add(cue)
    patterns = sorted({*names, *heads, *cues})
    return Forms(
        automaton=AhoCorasick(patterns),
        patterns=tuple(patterns),
        names=names,
        heads=heads,
        cues=cues,
    )


@functools.cache
def entry_of(index: int) -> FormEntry:
    """Tell what the form of this place in `patterns` may be."""
    known = forms()
    pattern = known.patterns[index]
    names = tuple(known.names.get(pattern, ()))
    heads, head_is_plural = known.heads.get(pattern, ((), False))
    return FormEntry(
        names=names,
        free=tuple(name for name, _ in names if name.context in (FREE, _CASED)),
        glues=any(name.kind is NameKind.SYSTEM for name, _ in names),
        heads=heads,
        head_is_plural=head_is_plural,
        cues=frozenset(known.cues.get(pattern, ())),
    )


def _cue_sets() -> frozenset[str]:
    return frozenset(n.context.near for n in munition_names() if n.context.near)
