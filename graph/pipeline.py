"""The stages put together: articles in, archive first, then the projections that follow it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from threading import RLock
from typing import TYPE_CHECKING, Protocol, TypeVar

from graph.archive.archive import Archive
from graph.archive.judging import Judged
from graph.archive.muting import Muted
from graph.archive.standing import Changed
from graph.claims.article import Article
from graph.claims.publisher import Hearing, publisher_id
from graph.claims.reading import ReadArticle, Reading
from graph.claims.verdict import Ruling
from graph.errors import NotFound, StorageError, StorageFull, StoreDamaged
from graph.ingest.limits import limits
from graph.ingest.turns import Turns
from graph.ingest.work import Work
from graph.network.network import Network

if TYPE_CHECKING:
    from graph.ingest.reader import Explained  # the parser takes its time to import

INGEST_BATCH = 32
"""Articles that are read and archived in one transaction."""

COMPARED = 200
"""Last changes whose articles are compared with the store to the letter when it is opened."""

_COMPARISONS = 3
"""How often that is begun again because somebody writes meanwhile."""

_BEHIND = -2
"""What is noted as followed while the store stays behind."""

Item = TypeVar("Item")

_log = logging.getLogger(__name__)


class Reader(Protocol):
    """Takes claims from articles; called by one thread at a time."""

    def read(self, article: Article) -> Reading:
        """Read one article."""

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read several; readings come in the order of the articles."""

    def explain(self, article: Article) -> Explained:
        """Read one article; tell what made each claim, and what was found and not kept."""


class Projection(Protocol):
    """What can be made from the archive: the store and the network."""

    def add_many(self, reads: Iterable[ReadArticle]) -> None:
        """Take in articles in order of sequence, each in place of what it contributed before.

        One that is withdrawn contributes nothing, as if it had never come.
        """

    def sequence(self) -> int:
        """Tell the archive's sequence number that it has taken in, 0 when empty."""

    def clear(self) -> None:
        """Forget everything."""


class Kept(Projection, Protocol):
    """A projection on the disk."""

    def damage(self) -> str | None:
        """Say what was found wrong with what it holds, which `clear` mends; None if nothing."""

    def report_damage(self, message: str) -> None:
        """Take down that it was found damaged."""

    def differs(self, standing: Collection[str], last: Iterable[ReadArticle]) -> str | None:
        """Compare it with what stands in the archive and, to the letter, with some that do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """An article with its reading, durable; `is_new` is False if it was archived before.

    A known article that is withdrawn stays so.
    """

    read: ReadArticle
    is_new: bool


class Pipeline:
    """Composes reader, archive, store and network; threads may use it.

    `store` is None where another process holds it: that process catches up by itself.
    """

    def __init__(
        self, *, archive: Archive, store: Kept | None, network: Network, reader: Reader
    ) -> None:
        self._archive = archive
        self._network = network
        self._store = store
        self._reader = reader
        self.work = Work()
        self._reading = Turns(limits().reading_seconds)
        self._projecting = RLock()
        self._followed = -1  # all projections have taken in the archive up to here

    def hold(self, store: Kept) -> None:
        """Let a store follow too, which another process held until now."""
        with self._projecting:
            self._store = store
            self._followed = -1
            self.catch_up()

    def ingest(self, article: Article) -> Ingested:
        """Read and archive one article; a known one is not read again.

        On return it is durable. If a projection fails then, the article is safe all the same:
        the failure is logged, and the next catch_up makes up for it.
        """
        return self._ingest([article])[0]

    def ingest_many(self, articles: Iterable[Article]) -> Iterator[Ingested]:
        """Read and archive articles in batches, in order; what is yielded is durable."""
        for batch in _batches(articles, INGEST_BATCH):
            yield from self._ingest(batch)

    def read(self, article: Article) -> Reading:
        """Read an article and keep nothing of it."""
        with self._turn(1):
            return self._reader.read(article)

    def explain(self, article: Article) -> Explained:
        """Read an article, tell why it is read so, and keep nothing of it."""
        with self._turn(1):
            return self._reader.explain(article)

    def withdraw(self, article_id: str, *, who: str | None, why: str) -> Changed:
        """Withdraw an article as `Archive.withdraw` does; the projections follow."""
        changed = self._archive.withdraw(article_id, who=who, why=why)
        self._project()
        return changed

    def restore(self, article_id: str, *, who: str | None, why: str | None) -> Changed:
        """Restore an article as `Archive.restore` does; the projections follow."""
        changed = self._archive.restore(article_id, who=who, why=why)
        self._project()
        return changed

    def judge(self, claim_id: str, ruling: Ruling, *, who: str, why: str | None) -> Judged:
        """Keep a verdict on a claim as `Archive.judge` does; the projections follow.

        The network finds its article: it is made to follow the archive first.
        """
        self.catch_up_network()
        placed = self._network.claim(claim_id)
        gone = None if placed else self._archive.find_withdrawn(claim_id)
        article_id = placed.article.id if placed else gone.article.id if gone else None
        if article_id is None:
            raise NotFound("claim", claim_id)
        judged = self._archive.judge(article_id, claim_id, ruling, who=who, why=why)
        self._project()
        return judged

    def hear(self, publisher: str, decision: Hearing, *, who: str, why: str | None) -> Muted:
        """Mute a publisher or hear it again, as `Archive.hear` does; the projections follow.

        It is named by its id or its name. Raises NotFound where no article of it stands.
        """
        self.catch_up_network()
        wanted = publisher_id(publisher)
        article_id = self._network.article_by(wanted)
        if article_id is None:
            raise NotFound("publisher", publisher)
        muted = self._archive.hear(article_id, decision, who=who, why=why)
        self._project()
        return muted

    def catch_up(self) -> int:
        """Let the projections follow the archive; count the articles that changed.

        Cheap when nothing changed, so that it can come before every answer. The network is first:
        it is up to date even if the store then raises StorageError. A store that is damaged is
        filled anew; one whose disk is full stays behind, and answers what it can.
        """
        if self._archive.sequence() == self._followed and not self._is_damaged():
            return 0
        with self._projecting:
            last = self._archive.sequence()
            taken = self._follow(self._network, last)
            try:
                taken = max(taken, self._store_follows(last))
            except StorageFull as full:
                if self._followed != _BEHIND:
                    _log.error("the store stays behind: %s", full)  # it says all
                self._followed = _BEHIND
                return taken
            self._followed = last
        return taken

    def compare(self) -> str | None:
        """Catch up, and compare the store with the archive; one that differs is filled anew.

        Of the last articles that changed every quad is compared, of all others that they are
        there: their files were compared when they were opened. Says what differed.
        """
        found = None
        if self._store is None:
            self.catch_up()
            return None
        for _ in range(_COMPARISONS):
            self.catch_up()
            standing, last = self._archive.standing()
            reads = self._archive.since(max(last - COMPARED, 0))
            try:
                found = self._store.differs(standing, reads)
            except StoreDamaged as damaged:
                found = str(damaged)
            if self._archive.sequence() == last == self._store.sequence():
                break  # else somebody wrote meanwhile
        if found is not None:
            self._store.report_damage(found)
            self.catch_up()
        return found

    def catch_up_network(self) -> int:
        """Let the network alone follow the archive, for answers that do not need the store."""
        if self._archive.sequence() == self._network.sequence():
            return 0
        with self._projecting:
            return self._follow(self._network, self._archive.sequence())

    def rebuild(self) -> int:
        """Make the projections anew from the archive; count the articles that stand."""
        with self._projecting:
            self._followed = -1
            self._network.clear()
            if self._store is not None:
                self._store.clear()
            self.catch_up()
            return self._network.counts().articles

    def _is_damaged(self) -> bool:
        return self._store is not None and self._store.damage() is not None

    def _store_follows(self, last: int) -> int:
        """Let the store take in what is new; all, into an empty one, where it is damaged."""
        if self._store is None:
            return 0
        try:
            if not self._is_damaged():
                return self._follow(self._store, last)
        except StoreDamaged:
            _log.exception("the store is found damaged")
        _log.error("the store is filled anew from the archive: %s", self._store.damage())
        self._store.clear()
        return self._follow(self._store, last)

    def _ingest(self, batch: Sequence[Article]) -> list[Ingested]:
        reads = {article.id: self._archive.find(article.id) for article in batch}
        fresh = {article.id: article for article in batch if reads[article.id] is None}
        if fresh:
            self._archive.require_space()  # before they are read, which takes longer
        added = self._archive.add_many(self._read(list(fresh.values())))
        is_new = {one.article_id for one in added if one.is_new}
        if is_new:
            self._project()
        ingested: list[Ingested] = []
        for article in batch:
            read = reads[article.id] or self._archive.find(article.id)
            if read is None:
                raise StorageError(f"Article {article.id} is gone from the archive")
            ingested.append(Ingested(read=read, is_new=article.id in is_new))
            is_new.discard(article.id)  # the second of two in a batch is known
        new = sum(one.is_new for one in ingested)
        self.work.count(new=new, known=len(ingested) - new)
        return ingested

    def _read(self, articles: Sequence[Article]) -> list[tuple[Article, Reading]]:
        if not articles:
            return []
        with self._turn(len(articles)):
            if len(articles) == 1:
                return [(articles[0], self._reader.read(articles[0]))]
            readings = list(self._reader.read_many(articles))
        return list(zip(articles, readings, strict=True))

    @contextmanager
    def _turn(self, articles: int) -> Iterator[None]:
        """Wait for the reader, which one thread at a time may ask; long articles let others in."""
        self.work.count(waiting=articles)
        try:
            self._reading.acquire(articles)
        finally:
            self.work.count(waiting=-articles)
        try:
            yield
        finally:
            self._reading.release()

    def _project(self) -> None:
        """Catch up after the archive said yes: from here on, nothing may take that back."""
        try:
            self.catch_up()
        except (StorageError, OSError):
            _log.exception("a projection did not follow the archive; it will at the next catch_up")

    def _follow(self, projection: Projection, last: int) -> int:
        start = projection.sequence()
        if start > last:
            raise StorageError(
                f"The {type(projection).__name__} has taken in {start} changes, but the archive "
                f"holds {last}: it was made from another archive. Run `materiel rebuild` if the "
                "archive is the right one"
            )
        taken = 0

        def counted(coming: Iterable[Item]) -> Iterator[Item]:
            nonlocal taken
            for item in coming:
                taken += 1
                yield item

        if isinstance(projection, Network):
            briefs = self._archive.briefs(start, projection.marker)
            projection.follow(counted(briefs), self._archive, self._archive.muted)
        else:  # whole, so that an empty store can load in bulk
            projection.add_many(counted(self._archive.since(start)))
        return taken


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
