"""The predicate lexicon: words, roles, stages (`predicates.toml`)."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any

from graph.claims.claim import Stage
from graph.errors import LexiconError

_FILE = "predicates.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateClass:
    """Words that share a role map; slots are named in the head of `predicates.toml`.

    `default` is the munition when none is named, `munition` the one whatever is named, `only` the
    munitions that the class takes, `never` those (with all below) that it does not, `only_with`
    words of which the sentence must hold one. The flags are told in the head of the file.
    """

    id: str
    stage: Stage
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    theme: tuple[str, ...]
    default: str | None = None
    munition: str | None = None
    only: frozenset[str] = frozenset()
    only_with: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    needs: str | None = None
    home: bool = False
    named_only: bool = False
    mutual: bool = False
    acquires: bool = False
    goods: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A word that governs predicates: `lends` is the role its subject plays for a noun below.

    With `on` "noun" it moves the stage of nouns only; one that `wishes` makes a purchase a request.
    """

    id: str
    lends: str
    stage: Stage | None = None
    on: str | None = None
    wishes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicates:
    """The lexicon, by lemma; a verb or noun may be predicate and operator at once."""

    verbs: Mapping[str, tuple[PredicateClass, ...]]
    nouns: Mapping[str, tuple[PredicateClass, ...]]
    aid: PredicateClass
    gift: PredicateClass
    operators: Mapping[str, Operator]


@functools.cache
def predicates() -> Predicates:
    """Read the lexicon; raises LexiconError on unknown paths and words listed twice as operator."""
    content = resources.files("graph.ingest.lexicons").joinpath(_FILE).read_text(encoding="utf-8")
    tables = tomllib.loads(content)
    paths: dict[str, list[str]] = tables["paths"]
    nouns = _by_word(tables["nouns"], paths)
    return Predicates(
        verbs=MappingProxyType(_by_word(tables["verbs"], paths)),
        nouns=MappingProxyType(nouns),
        aid=next(_class(t, paths) for t in tables["nouns"] if t["id"] == "aid"),
        gift=next(_class(t, paths) for t in tables["nouns"] if t["id"] == "gift"),
        operators=MappingProxyType(_operators(tables["operators"])),
    )


def _by_word(
    tables: list[dict[str, Any]], paths: dict[str, list[str]]
) -> dict[str, tuple[PredicateClass, ...]]:
    found: dict[str, tuple[PredicateClass, ...]] = {}
    for table in tables:
        entry = _class(table, paths)
        for word in table["words"].split():
            found[word] = (*found.get(word, ()), entry)
    return found


def _class(table: dict[str, Any], paths: dict[str, list[str]]) -> PredicateClass:
    return PredicateClass(
        id=table["id"],
        stage=Stage(table["stage"]),
        supplier=_slots(table["supplier"], paths),
        recipient=_slots(table["recipient"], paths),
        theme=_slots(table["theme"], paths),
        default=table.get("default"),
        munition=table.get("munition"),
        only=frozenset(table.get("only", ())),
        only_with=frozenset(table.get("only_with", ())),
        never=frozenset(table.get("never", ())),
        needs=table.get("needs"),
        home=table.get("home", False),
        named_only=table.get("named_only", False),
        mutual=table.get("mutual", False),
        acquires=table.get("acquires", False),
        goods=table.get("goods", False),
    )


def _slots(names: list[str], paths: dict[str, list[str]]) -> tuple[str, ...]:
    slots: list[str] = []
    for name in names:
        if not name.startswith("$"):
            slots.append(name)
        elif name[1:] in paths:
            slots.extend(paths[name[1:]])
        else:
            raise LexiconError(_FILE, 0, f"no path is called {name}")
    return tuple(slots)


def _operators(tables: list[dict[str, Any]]) -> dict[str, Operator]:
    found: dict[str, Operator] = {}
    for table in tables:
        entry = Operator(
            id=table["id"],
            lends=table["lends"],
            stage=Stage(table["stage"]) if "stage" in table else None,
            on=table.get("on"),
            wishes=table.get("wishes", False),
        )
        for word in table["words"].split():
            if word in found:
                raise LexiconError(_FILE, 0, f"operator {word} stands twice")
            found[word] = entry
    return found
