"""The archive read again by a crew, and what that changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from graph.archive.archive import Archive
from graph.archive.rereading import Reread
from graph.claims.claim import Extractor
from graph.ingest.fetched import Failed
from graph.spread.batching import batches
from graph.spread.handing import Handing
from graph.spread.keeping import keep
from graph.spread.work import Item, Outcome

Happened: TypeAlias = Reread | Failed
"""What became of an article."""


def reread(
    archive: Archive,
    current: Extractor | None,
    open_handing: Callable[[], Handing],
    tell: Callable[[Happened], None],
) -> None:
    """Read again what stands and was not read last by this extractor; all of it for None.

    Every new reading is on the disk when it is told of; to go on after an interruption, run it
    again. Raises StorageError and ClusterError.
    """
    due = batches(_items(archive, current))
    first = next(due, None)
    if first is None:
        return
    for outcomes in open_handing().read(chain([first], due)):
        _keep(archive, outcomes, tell)


def _items(archive: Archive, current: Extractor | None) -> Iterator[Item]:
    for read in archive.rereading.due(current):
        article = read.article
        name = f"{article.id} ({article.title})" if article.title else article.id
        yield Item(name=name, article=article)


def _keep(archive: Archive, outcomes: Sequence[Outcome], tell: Callable[[Happened], None]) -> None:
    for happened in keep(outcomes, archive.rereading.add_many):
        tell(happened)
