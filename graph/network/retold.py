"""Which texts tell the same sentence, altered perhaps, whatever stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import numpy as np

from graph.network.cells import NetworkClaim
from graph.network.gists import GIST, PARTS, are_one, near, sameness
from graph.network.origins import FirstCopy, age

FEW = 12
"""Gists up to which they are compared one by one."""

_AT_ONCE = 256


def as_one(claims: Sequence[NetworkClaim], first: FirstCopy) -> FirstCopy:
    """Tell which articles are copies as `first` does, and by the sentences of these claims too.

    Claims must be of one supplier and one recipient. From the oldest text on, one that has a
    sentence of an older text goes with the oldest of those: so a chain of copies hangs together,
    and who takes sentences from two others goes with one of them and does not make them one.
    """
    texts: dict[str, list[NetworkClaim]] = {}
    for placed in claims:
        texts.setdefault(first(placed.article.id), []).append(placed)
    if len(texts) < 2:
        return first
    gists, of_text, names = _in_order(texts)
    older = _older_few(gists, of_text) if len(gists) <= FEW else _older_many(gists, of_text)
    if not older:
        return first
    joined: dict[str, str] = {}
    for text in sorted(older):
        known = names[older[text]]
        joined[names[text]] = joined.get(known, known)
    return lambda article_id: joined.get(name := first(article_id), name)


def _in_order(
    texts: dict[str, list[NetworkClaim]],
) -> tuple[list[int], list[int], list[str]]:
    """Give gists with the numbers of their texts, the oldest text first, and the texts' names."""
    least = sameness().least
    ordered = sorted(texts.items(), key=_age)
    gists: list[int] = []
    of_text: list[int] = []
    for number, (_, told) in enumerate(ordered):
        own = {placed.gist: None for placed in told if placed.gist.bit_count() >= least}
        gists += own
        of_text += [number] * len(own)
    return gists, of_text, [name for name, _ in ordered]


def _age(text: tuple[str, list[NetworkClaim]]) -> tuple[date, datetime, str]:
    name, told = text
    return (*min(age(placed.article) for placed in told), name)


def _older_few(gists: Sequence[int], of_text: Sequence[int]) -> dict[int, int]:
    """Find for each text the oldest one before it that it has a sentence of."""
    found: dict[int, int] = {}
    for place, gist in enumerate(gists):
        text = of_text[place]
        for before in range(place):
            other = of_text[before]
            if other >= found.get(text, text):
                break
            if are_one(gist, gists[before]):
                found[text] = other
                break
    return found


def _older_many(gists: Sequence[int], of_text: Sequence[int]) -> dict[int, int]:
    """Find what `_older_few` does, many at a time."""
    written = b"".join(gist.to_bytes(GIST, "little") for gist in gists)
    parts = np.frombuffer(written, dtype=np.uint64).reshape(-1, PARTS)
    texts = np.array(of_text)
    sizes = np.bitwise_count(parts).sum(axis=1, dtype=np.int64)
    found: dict[int, int] = {}
    for start in range(0, len(gists), _AT_ONCE):
        rows = slice(start, start + _AT_ONCE)
        end = min(start + _AT_ONCE, len(gists))
        alike = near(parts[rows], parts[:end], sizes[rows], sizes[:end])
        alike &= texts[None, :end] < texts[rows, None]
        for row in np.flatnonzero(alike.any(axis=1)).tolist():
            text, other = of_text[start + row], of_text[int(alike[row].argmax())]
            found[text] = min(other, found.get(text, other))
    return found
