"""Words that stand for an actor without naming one (`reference.toml`)."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceWords:
    """Lower-case words; `country_nouns` give the states that a noun may mean (empty: any).

    Of a publisher's folded name, `publishers` map a part to the state whose "we" it is,
    `publishing_offices` are parts that make it a government when it names a state, unless one of
    `publishing_press` is in it outside the phrases of `publishing_official`.
    """

    first: frozenset[str]
    second: frozenset[str]
    third: frozenset[str]
    personal: frozenset[str]
    definite: frozenset[str]
    dual: frozenset[str]
    speaking: frozenset[str]
    opposing: frozenset[str]
    persons: frozenset[str]
    offices: frozenset[str]
    institutions: frozenset[str]
    groups: frozenset[str]
    stores: frozenset[str]
    country_nouns: Mapping[str, frozenset[str]]
    group_nouns: Mapping[str, frozenset[str]]
    publishing_offices: tuple[str, ...]
    publishing_press: tuple[str, ...]
    publishing_official: tuple[str, ...]
    publishers: Mapping[str, str]


@functools.cache
def reference_words() -> ReferenceWords:
    """Read `reference.toml`."""
    content = resources.files("graph.ingest.lexicons").joinpath("reference.toml")
    tables = tomllib.loads(content.read_text(encoding="utf-8"))
    pronouns = {name: frozenset(words.split()) for name, words in tables["pronouns"].items()}
    return ReferenceWords(
        **pronouns,
        institutions=frozenset(tables["institutions"]["words"].split()),
        groups=frozenset(tables["institutions"]["groups"].split()),
        stores=frozenset(tables["institutions"]["stores"].split()),
        country_nouns=_sets(tables["country_nouns"]),
        group_nouns=_sets(tables["group_nouns"]),
        publishing_offices=tuple(tables["publishing"]["offices"]),
        publishing_press=tuple(tables["publishing"]["press"]),
        publishing_official=tuple(tables["publishing"]["official"]),
        publishers=MappingProxyType(tables["publishers"]),
    )


def _sets(table: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({word: frozenset(ids.split()) for word, ids in table.items()})
