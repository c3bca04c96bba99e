"""Articles that come in: those that are known left out, the others read by a crew and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeAlias

from graph.archive.archive import Archive
from graph.claims.article import Article
from graph.claims.reading import ReadArticle, Reading
from graph.ingest.fetched import Failed
from graph.spread.batching import ARTICLES, batches
from graph.spread.handing import Handing
from graph.spread.keeping import keep
from graph.spread.work import Item, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An article that was read and is on the disk, with so many claims.

    `is_new` is False if it was known: it was read again, or somebody else was faster.
    """

    claims: int
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An article that was not read, as it is kept; it comes with its reading if it is withdrawn."""

    item: Item
    withdrawn: ReadArticle | None = None


Happened: TypeAlias = Kept | Known | Failed
"""What became of an article, or of what should have been one."""


class Ingesting:
    """Reads what comes in and is not known, and tells what becomes of everything, once.

    With `again`, what is known is read too, and gets another reading unless it is withdrawn.
    """

    def __init__(
        self, archive: Archive, tell: Callable[[Happened], None], *, again: bool = False
    ) -> None:
        self._archive = archive
        self._tell = tell
        self._again = again
        self._underway: set[str] = set()

    def ingest(self, coming: Iterable[Item | Failed], open_handing: Callable[[], Handing]) -> None:
        """Go through all that comes; nobody is called to read before there is something to.

        Raises StorageError and ClusterError; what was told as kept is kept.
        """
        fresh = batches(self._fresh(iter(coming)))
        first = next(fresh, None)
        if first is None:
            return
        handing = open_handing()
        for outcomes in handing.read(chain([first], fresh)):
            self._keep(outcomes)

    def _fresh(self, coming: Iterator[Item | Failed]) -> Iterator[Item]:
        """Yield what is to be read; of all else tell what it is."""
        while some := list(islice(coming, ARTICLES)):
            ids = [one.article.id for one in some if isinstance(one, Item)]
            known = self._archive.rereading.known(ids)
            for one in some:
                if isinstance(one, Failed):
                    self._tell(one)
                elif self._is_wanted(one, known):
                    self._underway.add(one.article.id)
                    yield one

    def _is_wanted(self, item: Item, known: Mapping[str, bool]) -> bool:
        """Tell whether an article is to be read; if it is not, tell that it is known."""
        article_id = item.article.id
        if article_id in self._underway:
            self._tell(Known(item=item))
            return False
        stands = known.get(article_id)
        if stands is None or (stands and self._again):
            return True
        self._tell(Known(item=item, withdrawn=None if stands else self._archive.find(article_id)))
        return False

    def _keep(self, outcomes: Sequence[Outcome]) -> None:
        """Keep what was read together in one transaction, and tell of each."""
        for happened in keep(outcomes, self._write):
            self._tell(happened)
        # Only now: until it is kept, the same article is not known from the archive.
        self._underway.difference_update(one.item.article.id for one in outcomes)

    def _write(self, pairs: Sequence[tuple[Article, Reading]]) -> list[Kept]:
        added = self._archive.add_many(pairs)
        if self._again:
            known = [pair for pair, one in zip(pairs, added, strict=True) if not one.is_new]
            self._archive.rereading.add_many(known)
        return [
            Kept(claims=len(reading.claims), is_new=one.is_new)
            for (_, reading), one in zip(pairs, added, strict=True)
        ]
