"""The stages put together: articles in, archive first, then the projections that follow it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from graph.archive.archive import Archive
from graph.archive.judging import Judged
from graph.archive.muting import Muted
from graph.archive.standing import Changed
from graph.claims.article import Article
from graph.claims.publisher import Hearing, publisher_id
from graph.claims.reading import ReadArticle, Reading
from graph.claims.verdict import Ruling
from graph.errors import NotFound, StorageError
from graph.ingest.limits import limits
from graph.ingest.turns import Turns
from graph.ingest.work import Work
from graph.network.network import Network
from graph.projections import Kept, Projections

if TYPE_CHECKING:
    from graph.ingest.reader import Explained  # the parser takes its time to import

INGEST_BATCH = 32
"""Articles that are read and archived in one transaction."""


class Reader(Protocol):
    """Takes claims from articles; called by one thread at a time."""

    def read(self, article: Article) -> Reading:
        """Read one article."""

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read several; readings come in the order of the articles."""

    def explain(self, article: Article) -> Explained:
        """Read one article; tell what made each claim, and what was found and not kept."""


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
        self._projections = Projections(archive=archive, store=store, network=network)
        self._reader = reader
        self.work = Work()
        self._reading = Turns(limits().reading_seconds)

    def hold(self, store: Kept) -> None:
        """Let a store follow too, which another process held until now."""
        self._projections.hold(store)

    def let_go(self) -> None:
        """Let the store follow no longer: it is closed, or goes to another process."""
        self._projections.let_go()

    def catch_up(self) -> int:
        """Let store and network follow the archive, as `Projections.catch_up` does."""
        return self._projections.catch_up()

    def catch_up_network(self) -> int:
        """Let the network alone follow the archive, for answers that do not need the store."""
        return self._projections.catch_up_network()

    def compare(self) -> str | None:
        """Compare the store with the archive, and mend it, as `Projections.compare` does."""
        return self._projections.compare()

    def rebuild(self) -> int:
        """Make the projections anew from the archive; count the articles that stand."""
        return self._projections.rebuild()

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
        self._projections.follow_what_was_written()
        return changed

    def restore(self, article_id: str, *, who: str | None, why: str | None) -> Changed:
        """Restore an article as `Archive.restore` does; the projections follow."""
        changed = self._archive.restore(article_id, who=who, why=why)
        self._projections.follow_what_was_written()
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
        self._projections.follow_what_was_written()
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
        self._projections.follow_what_was_written()
        return muted

    def _ingest(self, batch: Sequence[Article]) -> list[Ingested]:
        reads = {article.id: self._archive.find(article.id) for article in batch}
        fresh = {article.id: article for article in batch if reads[article.id] is None}
        if fresh:
            self._archive.require_space()  # before they are read, which takes longer
        added = self._archive.add_many(self._read(list(fresh.values())))
        is_new = {one.article_id for one in added if one.is_new}
        if is_new:
            self._projections.follow_what_was_written()
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


def _batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    rest = iter(articles)
    while batch := list(islice(rest, size)):
        yield batch
