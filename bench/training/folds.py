"""Divide rows into folds so that no sentence, twin or document stands in two of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from bench.training.rows import Row

FOLDS = 4
_SHORTEST = 6
"""Words that a sentence must have, to say that two rows share a text."""


def divide(rows: Sequence[Row], folds: int) -> list[int]:
    """Give each row the number of its fold; the same rows give the same folds."""
    leaders = list(range(len(rows)))

    def leader(index: int) -> int:
        while leaders[index] != index:
            leaders[index] = leaders[leaders[index]]
            index = leaders[index]
        return index

    first: dict[str, int] = {}
    for index, row in enumerate(rows):
        for key in (row.group, *_sentences(row)):
            leaders[leader(index)] = leader(first.setdefault(key, index))
    return [_number(rows[leader(index)].group, folds) for index in range(len(rows))]


def _sentences(row: Row) -> set[str]:
    text = row.outline.article.text.lower()
    found = (" ".join(text[one.start : one.end].split()) for one in row.outline.sentences)
    return {sentence for sentence in found if len(sentence.split()) >= _SHORTEST}


def _number(key: str, folds: int) -> int:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) % folds
