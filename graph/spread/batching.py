"""Articles put together to batches: some at a time, and long ones by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.spread.work import Item

ARTICLES = 32
"""Articles of a batch: as many as the reader parses together."""

CHARACTERS = 200_000
"""Code points from which a batch is full, so that none takes many times as long as others."""


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Put items together in their order; holds no more than one batch."""
    batch: list[Item] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += len(item.article.text)
        if len(batch) >= ARTICLES or characters >= CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
