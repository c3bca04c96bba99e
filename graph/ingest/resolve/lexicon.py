"""The word lists of the attribute readers (`graph/ingest/lexicons/*.toml`), each read once."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType

from graph.errors import LexiconError

Table = Mapping[str, str | int | float]


@functools.cache
def _content(name: str) -> Mapping[str, object]:
    file = f"{name}.toml"
    folder = resources.files("graph.ingest").joinpath("lexicons")
    try:
        text = folder.joinpath(file).read_text(encoding="utf-8")
        return MappingProxyType(tomllib.loads(text))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(file, 0, str(error)) from error


@functools.cache
def words(name: str, key: str) -> frozenset[str]:
    """Read one word list of a lexicon; LexiconError when it is absent or no list of words."""
    return frozenset(ordered(name, key))


@functools.cache
def ordered(name: str, key: str) -> tuple[str, ...]:
    """Read one word list in the order of the file."""
    value = _content(name).get(key)
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise LexiconError(f"{name}.toml", 0, f"{key} is no list of words")
    if len(set(value)) != len(value):
        raise LexiconError(f"{name}.toml", 0, f"{key} holds a word twice")
    return tuple(value)


@functools.cache
def numbers(name: str, key: str) -> Mapping[str, int]:
    """Read one table of words and whole numbers."""
    value = _content(name).get(key)
    if not isinstance(value, dict) or not all(type(number) is int for number in value.values()):
        raise LexiconError(f"{name}.toml", 0, f"{key} is no table of whole numbers")
    return MappingProxyType(value)


@functools.cache
def strings(name: str, key: str) -> Mapping[str, str]:
    """Read one table of words and what they stand for."""
    value = _content(name).get(key)
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise LexiconError(f"{name}.toml", 0, f"{key} is no table of words")
    return MappingProxyType(value)


def either(entries: frozenset[str] | tuple[str, ...] | Mapping[str, object]) -> str:
    """Write a regular expression for any of the entries, longest first, spaces as any space."""
    ranked = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "|".join(re.escape(entry).replace(r"\ ", r"\s") for entry in ranked)
