"""Gists of sentences: what is left of them when somebody has altered them.

A gist is a number in which each word of a sentence sets a bit, so that order, numbers, filling
words and endings do not count, and two are compared in a moment.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from zlib import crc32

import numpy as np
import numpy.typing as npt

from graph.claims.actor import describe_actor
from graph.claims.claim import Claim
from graph.claims.lookalikes import see

GIST = 24
"""Bytes of a gist."""

PARTS = GIST // 8
"""Numbers of 64 bits that make a gist."""

_UNTOLD = ("common", "numbers", "transfers")
_WORD = re.compile(r"[^\W\d_]+")

Gists = npt.NDArray[np.uint64]
Sizes = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """When two sentences are one (`gists.toml`); `edition` tells this rule from any other."""

    letters: int
    stem: int
    bits: int
    fewest: int
    least: int
    most: int
    around: int
    shared: int
    contained: float
    alike: float
    common: frozenset[str]
    edition: str


@cache
def sameness() -> Sameness:
    """Load the rule."""
    text = resources.files("graph.network").joinpath("gists.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)
    common = frozenset(" ".join(rows.pop(name) for name in _UNTOLD).split())
    edition = hashlib.sha256(text.encode()).hexdigest()[:12]
    rule = Sameness(**rows, common=common, edition=edition)
    if rule.bits != GIST * 8:
        raise ValueError(f"gists.toml: gists have {GIST * 8} bits, not {rule.bits}")
    return rule


def gist_of(text: str, start: int, end: int, matter: Collection[str] = ()) -> int:
    """Make the gist of a sentence of a text, of what stands around it too where it is short.

    The words of its `matter`, names and goods that whoever tells it must name, do not count.
    """
    rule = sameness()
    spoken = frozenset(word[: rule.stem] for told in matter for word in _seen(told))
    words = _words(text[start:end], spoken)
    if len(words) < rule.fewest:
        after = _words(text[end : end + rule.around], spoken)
        before = _words(text[max(0, start - rule.around) : start], spoken)
        words += [word for word in _nearest(before, after) if word not in words]
        words = words[: rule.fewest]
    gist = 0
    for word in words[: rule.most]:
        gist |= 1 << _bit(word)
    return gist


def _nearest(before: list[str], after: list[str]) -> Iterator[str]:
    """Give words around a sentence, the next ones first; what follows comes before."""
    back = before[::-1]
    for place in range(max(len(back), len(after))):
        yield from after[place : place + 1]
        yield from back[place : place + 1]


def matter_of(claim: Claim) -> tuple[str, ...]:
    """Name what anybody who tells this must name: both actors, and the goods."""
    ends = (describe_actor(claim.supplier).label, describe_actor(claim.recipient).label)
    return (*ends, claim.munition_text or "", claim.designation or "")


def _words(text: str, spoken: frozenset[str]) -> list[str]:
    rule = sameness()
    found = (word for word in _seen(text) if word not in rule.common and len(word) > 1)
    kept = (word[: rule.letters] for word in found if word[: rule.stem] not in spoken)
    return list(dict.fromkeys(kept))


def _seen(text: str) -> list[str]:
    return _WORD.findall(see(text).text.casefold())


@lru_cache(maxsize=65536)
def _bit(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) % (GIST * 8)


def are_one(one: int, other: int) -> bool:
    """Tell whether two gists are of one sentence."""
    both = (one & other).bit_count()
    if both < sameness().shared:
        return False
    sizes = np.array([one.bit_count()]), np.array([other.bit_count()])
    return bool(same(np.array([both]), *sizes)[0])


def same(both: Sizes, one: Sizes, other: Sizes) -> Flags:
    """Tell of bits in common, beside those by chance, whether they are of one sentence."""
    rule = sameness()
    by_chance = one * other / rule.bits
    shared = (both - by_chance) / np.maximum(0.2, 1 - (one + other) / rule.bits)
    shared = np.minimum(shared, both)
    found: Flags = (
        (both >= rule.shared)
        & (shared >= rule.contained * np.minimum(one, other))
        & (shared >= rule.alike * (one + other - shared))
    )
    return found


def near(rows: Gists, others: Gists, of_rows: Sizes, of_others: Sizes) -> Flags:
    """Tell of each of some gists, in parts, and each of others whether they are of one sentence.

    Told beside are their sizes: how many bits are set.
    """
    both = np.zeros((len(rows), len(others)), dtype=np.int16)
    for part in range(PARTS):
        both += np.bitwise_count(rows[:, None, part] & others[None, :, part])
    found: Flags = both >= sameness().shared
    at, other = np.nonzero(found)
    found[at, other] = same(both[at, other].astype(np.int64), of_rows[at], of_others[other])
    return found
