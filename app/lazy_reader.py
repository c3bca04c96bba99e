"""A reader that is there at once, and loads when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING

from graph.claims.article import Article
from graph.claims.claim import Extractor
from graph.claims.reading import Reading

if TYPE_CHECKING:
    from graph.ingest.reader import ArticleReader, Explained  # the parser takes time to import


class LazyReader:
    """A reader that loads its model when it is first used, or soon, beside other work."""

    def __init__(self, open_reader: Callable[[], ArticleReader]) -> None:
        self._open_reader = open_reader
        self._loading: Future[ArticleReader] | None = None
        self._lock = Lock()

    def load_soon(self) -> None:
        """Begin to load, without waiting."""
        self._load()

    @property
    def extractor(self) -> Extractor:
        """Name what reads, once it is loaded."""
        return self._load().result().extractor

    def read(self, article: Article) -> Reading:
        """Read one article."""
        return self._load().result().read(article)

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read several; readings come in the order of the articles."""
        return self._load().result().read_many(articles)

    def explain(self, article: Article) -> Explained:
        """Read one article, and tell why it is read so."""
        return self._load().result().explain(article)

    def waiting(self) -> str | None:
        """Say why it cannot read at once; None when it can."""
        loading = self._loading
        if loading is None:
            return "the reader is not loaded yet"
        if not loading.done():
            return "the reader is loading"
        failed = loading.exception()
        return f"the reader cannot be loaded: {failed}" if failed else None

    def _load(self) -> Future[ArticleReader]:
        with self._lock:
            if self._loading is None:
                loader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="load-reader")
                self._loading = loader.submit(self._open_reader)
                loader.shutdown(wait=False)
            return self._loading
