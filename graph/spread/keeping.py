"""Readings kept together, or one by one where one of them cannot be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, TypeVar

from graph.claims.article import Article
from graph.claims.reading import Reading
from graph.errors import Busy, InputError, MaterielError, UnreadableDocument
from graph.ingest.fetched import Failed
from graph.spread.work import Item, Outcome

Written = TypeVar("Written")
Write: TypeAlias = Callable[[Sequence[tuple[Article, Reading]]], Sequence[Written]]
"""Keeps readings in one transaction, and tells of each what it did."""


def keep(outcomes: Sequence[Outcome], write: Write[Written]) -> Iterator[Failed | Written]:
    """Keep what was read, and give what was done with each; what failed comes first."""
    read: list[tuple[Item, Reading]] = []
    for outcome in outcomes:
        if isinstance(outcome.result, InputError):
            yield Failed(name=outcome.item.name, error=outcome.result)
        else:
            read.append((outcome.item, outcome.result))
    if read:
        yield from _keep(read, write)


def _keep(
    read: Sequence[tuple[Item, Reading]], write: Write[Written]
) -> Iterator[Failed | Written]:
    try:
        written = write([(item.article, reading) for item, reading in read])
    except (ValueError, InputError, Busy) as wrong:
        if len(read) == 1:
            yield Failed(name=read[0][0].name, error=_unkept(wrong))
            return
        for one in read:
            yield from _keep([one], write)
        return
    yield from written


def _unkept(wrong: ValueError | MaterielError) -> MaterielError:
    """Say of a reading that the archive refuses it."""
    if isinstance(wrong, MaterielError):
        return wrong
    return UnreadableDocument(
        f"what the reader made of it cannot be kept: {wrong}",
        field="text",
        remedy="Everything else is kept; report it with the article, so that it is mended",
    )
