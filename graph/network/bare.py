"""Sources that a text does not name: "the ministry", "a panel", "two officers" (`bare.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

_WORD = re.compile(r"[^\W_]+")
_PLURAL = re.compile(r"(?<=[^s])s\Z")


@lru_cache(maxsize=16384)
def is_bare(name: str) -> bool:
    """Tell whether a name is made of common nouns, so that it may be anyone's elsewhere."""
    nouns, beside, names = _words()
    told = _WORD.findall(name.casefold())
    if " ".join(told).removeprefix("the ") in names:
        return False
    common = [bool({word, *_singular(word)} & nouns) for word in told]
    return any(common) and all(
        is_noun or word in beside for is_noun, word in zip(common, told, strict=True)
    )


def _singular(word: str) -> tuple[str, ...]:
    if word.endswith("men"):
        return (f"{word[:-3]}man",)
    if word.endswith("ies"):
        return (f"{word[:-3]}y",)
    return (_PLURAL.sub("", word), word.removesuffix("es"))


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    text = resources.files("graph.network").joinpath("bare.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(text)
    names = frozenset(name.casefold() for name in lists["names"])
    return frozenset(lists["nouns"]), frozenset(lists["beside"]), names
