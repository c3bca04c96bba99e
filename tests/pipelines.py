"""A pipeline with everything at hand, for tests."""

import threading
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from graph.archive.archive import Archive
from graph.claims.article import Article, make_article
from graph.claims.evidence import Passage
from graph.claims.reading import ReadArticle, Reading
from graph.errors import StorageError, StorageFull, StoreDamaged
from graph.ingest.learned.weighing import Weighed
from graph.ingest.read.gate import lay_out
from graph.ingest.reader import Explained
from graph.network.network import Network
from graph.pipeline import Pipeline
from tests.making import EXTRACTOR, make_claim


class OneClaimReader:
    """Takes one claim, always the same, from every article; keeps count and tells of overlap."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._busy = threading.Lock()

    def read(self, article: Article) -> Reading:
        assert self._busy.acquire(blocking=False), "one call at a time"
        self.seen.append(article.id)
        passage = Passage.of(article.text, 0, len(article.text))
        claim = make_claim(passage, supplier="POL", recipient="UKR", munition="battle-tank")
        self._busy.release()
        return Reading(article_id=article.id, extractor=EXTRACTOR, claims=(claim,))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        return (self.read(article) for article in articles)

    def explain(self, article: Article) -> Explained:
        claims = self.read(article).claims
        weighed = tuple(Weighed(claim=claim, rules=(), score=None) for claim in claims)
        return Explained(outline=lay_out(article), weighed=weighed)


class ListStore:
    """A store that keeps what it is given, or fails when told to."""

    def __init__(self) -> None:
        self.reads: dict[str, ReadArticle] = {}
        self.full = False
        self.no_space = False
        self.found: str | None = None
        self._sequence = 0

    def add_many(self, reads: Iterable[ReadArticle]) -> None:
        for read in reads:
            if self.full:
                raise StorageError("the store is full")
            if self.no_space:
                raise StorageFull("no space")
            if self.found:
                raise StoreDamaged(self.found)
            assert read.sequence > self._sequence, "in order"
            self.reads.pop(read.article.id, None)
            if read.withdrawn is None:
                self.reads[read.article.id] = read
            self._sequence = read.sequence

    def sequence(self) -> int:
        return self._sequence

    def clear(self) -> None:
        self.reads.clear()
        self._sequence = 0
        self.found = None

    def damage(self) -> str | None:
        return self.found

    def report_damage(self, message: str) -> None:
        self.found = message

    def differs(self, standing: Collection[str], last: Iterable[ReadArticle]) -> str | None:
        if self.reads.keys() != set(standing):
            return "some are missing"
        wrong = [
            read for read in last if not read.withdrawn and read != self.reads[read.article.id]
        ]
        return f"{len(wrong)} are wrong" if wrong else None


class World:
    """A pipeline with everything at hand."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive.open(folder)
        self.store = ListStore()
        self.network = Network()
        self.reader = OneClaimReader()
        self.pipeline = Pipeline(
            archive=self.archive, store=self.store, network=self.network, reader=self.reader
        )

    def agree(self) -> bool:
        last = self.archive.sequence()
        counts = self.archive.counts()
        return (
            self.store.sequence() == self.network.sequence() == last
            and len(self.store.reads) == self.network.counts().articles == counts.articles
            and self.network.counts().claims == counts.claims
        )


def stories(count: int, name: str = "Story") -> list[Article]:
    return [make_article(f"{name} {number}: tanks went.") for number in range(count)]
