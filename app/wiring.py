"""The parts of Materiel put together; the only file that names concrete classes."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from app.edition import Edition
from app.settings import PREFIX, Settings
from graph.archive.archive import Archive
from graph.archive.engines.choosing import has_archive
from graph.claims.article import Article
from graph.claims.claim import Extractor
from graph.claims.evidence import Source
from graph.claims.reading import Reading
from graph.errors import InvalidField, StorageError, StorageFull, StoreLocked, UnreadableFile
from graph.network.network import Network
from graph.pipeline import Pipeline

# The parser and the store take their time to import: commands that do without start sooner.
if TYPE_CHECKING:
    from graph.ingest.reader import ArticleReader, Explained
    from graph.ingest.web.fetcher import Fetcher
    from graph.network.strength import SpeaksFor
    from graph.quads.iris import Iris
    from graph.spread.crew import Crew
    from graph.spread.work import Opener
    from graph.store.answering import Answering
    from graph.store.oxigraph import OxigraphStore
    from graph.store.protocol import Store
    from graph.store.remote.store import RemoteStore

_log = logging.getLogger(__name__)

_LOOK_SECONDS = 1.0
"""How often a service without the store looks whether it is free."""

_COLLECTED = (50_000, 50, 100)
"""Objects made, and collections of each generation, before the next is gone through."""
STORE_FOLDER = "store"
"""Name of the store in the data folder."""
REMOTE_FOLDER = "store-remote"
"""Name of the folder for what need not be kept, where the store is on a server."""


class LazyReader:
    """A reader that loads its model when it is first used, or soon, beside other work."""

    def __init__(self) -> None:
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
                self._loading = loader.submit(open_reader)
                loader.shutdown(wait=False)
            return self._loading


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose processors read: so many processes', those of a cluster's workers, or our own."""

    workers: int | None = None
    cluster: str | None = None

    @property
    def are_others(self) -> bool:
        """Tell whether other processes read."""
        return self.workers is not None or self.cluster is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Materiel:
    """The parts, opened.

    `store` and `readers` are None when they were not asked for, or another process holds the
    store. `is_local` where the service is reached from this machine alone. `edition` names states
    of the archive, for answers that clients keep.
    """

    settings: Settings
    archive: Archive
    store: Store | None
    readers: Answering | None
    network: Network
    reader: LazyReader
    pipeline: Pipeline
    edition: Edition
    is_local: bool = False

    def waiting(self, last: int | None = None) -> tuple[str, ...]:
        """Say what does not work yet, or no longer.

        What came in after number `last` need not be followed yet; by default, all must be.
        """
        found = [self.reader.waiting()]
        if self.store is None:
            found.append("the store is held by another process, so that SPARQL is not answered")
        found.append(_space_of(self.archive))
        last = self.archive.sequence() if last is None else last
        if self.network.sequence() < last:
            found.append("the network has not caught up with the archive")
        if self.store is not None and self.store.sequence() < last:
            found.append("the store has not caught up with the archive")
        return tuple(reason for reason in found if reason)


def _space_of(archive: Archive) -> str | None:
    try:
        archive.require_space()
    except StorageFull:
        return "the disk is full, so that no articles are taken in"
    return None


def open_reader() -> ArticleReader:
    """Load the reader now; takes seconds."""
    from graph.ingest.reader import load_reader

    return load_reader()


@contextmanager
def open_crew(materiel: Materiel, whose: Whose) -> Iterator[Crew]:
    """Open who reads: processes of this machine, a cluster's workers, or this process."""
    if whose.cluster is not None:
        from graph.spread.cluster import Cluster

        crew: Crew = Cluster(whose.cluster, worker_opener())
    elif whose.workers is not None:
        from graph.spread.processes import Processes

        crew = Processes(whose.workers, worker_opener())
    else:
        from graph.spread.here import Here

        crew = Here(materiel.reader)
    with closing(crew):
        yield crew


def worker_opener() -> Opener:
    """Give what loads the reader in another process."""
    from graph.spread.opening import open_reader

    return open_reader


def extractor() -> Extractor:
    """Name what reads here, without loading it."""
    from graph.ingest.extractor import EXTRACTOR

    return EXTRACTOR


def open_fetcher(settings: Settings) -> Fetcher:
    """Make what fetches addresses: public ones alone, under the name of this installation."""
    from graph.ingest.web.fetcher import Fetcher
    from graph.ingest.web.requesting import Reach

    ports = frozenset(map(int, settings.fetch_ports.split(",")))
    return Fetcher(agent=settings.agent, reach=Reach(ports=ports))


def spare_collections() -> None:
    """Look for garbage less often: of a hundred thousand claims none becomes any.

    Reading them into the network takes two thirds of the time so.
    """
    gc.set_threshold(*_COLLECTED)


@contextmanager
def open_materiel(
    settings: Settings, *, store: bool, readers: bool = False, is_local: bool = False
) -> Iterator[Materiel]:
    """Open the parts and close them in order; without `store`, archive and network alone.

    With `readers`, the processes that answer SPARQL are started too. `is_local` says that it is
    served to this machine alone. Raises StorageError when the
    archive cannot be opened. A store that another process holds is no error: that process catches
    up by itself.
    """
    spare_collections()
    with ExitStack() as opened:
        archive = opened.enter_context(open_archive(settings))
        held = _open_store(settings, opened) if store else None
        answering = _open_readers(settings, held, opened) if held and readers else None
        network = Network(speaks_for)
        reader = LazyReader()
        yield Materiel(
            settings=settings,
            archive=archive,
            store=held,
            readers=answering,
            network=network,
            reader=reader,
            edition=Edition(archive, settings),
            is_local=is_local,
            pipeline=Pipeline(archive=archive, store=held, network=network, reader=reader),
        )


@contextmanager
def awaiting_store(materiel: Materiel, give: Callable[[Materiel], None]) -> Iterator[None]:
    """Take the store over, while the block runs, when the process that holds it lets go of it.

    `give` is called once with the parts that have it, in a thread of its own.
    """
    if materiel.store is not None:
        yield
        return
    over = Event()
    with ExitStack() as opened:
        watching = Thread(target=_take_over, args=(materiel, give, over, opened), daemon=True)
        watching.start()
        try:
            yield
        finally:
            over.set()
            watching.join()


def _take_over(
    materiel: Materiel, give: Callable[[Materiel], None], over: Event, opened: ExitStack
) -> None:
    is_said = False
    while not over.wait(_LOOK_SECONDS):
        try:
            taken = _taken_over(materiel, opened)
        except StorageError:
            if not is_said:
                _log.exception("the store is free, but cannot be taken over; it is tried again")
            is_said = True
            continue
        if taken is not None:
            give(taken)
            _log.info("the store was let go of, and is taken over: SPARQL is answered here now")
            return


def _taken_over(materiel: Materiel, opened: ExitStack) -> Materiel | None:
    """Take the store over; None while another holds it. What fails leaves it free for others."""
    with ExitStack() as tried:
        store = _open_store(materiel.settings, tried)
        if store is None:
            return None
        tried.callback(materiel.pipeline.let_go)
        materiel.pipeline.hold(store)
        materiel.pipeline.compare()
        readers = _open_readers(materiel.settings, store, tried)
        opened.enter_context(tried.pop_all())
        return replace(materiel, store=store, readers=readers)


def speaks_for(source: Source | None, publisher: str | None) -> frozenset[str]:
    """List the actors for whom a claim is said; the lexicons are loaded when first asked."""
    return _speakers()(source, publisher)


@cache
def _speakers() -> SpeaksFor:
    from graph.ingest import speakers

    return speakers.speaks_for


def require_store(materiel: Materiel) -> Store:
    """Give the store; raises StoreLocked when another process holds it."""
    if materiel.store is None:
        raise StoreLocked(
            f"The store in {materiel.settings.data} is held by another process. "
            "Stop the service on this folder and try again"
        )
    return materiel.store


def open_archive(settings: Settings) -> Archive:
    """Open the archive alone, or make it; raises StorageError."""
    return Archive.open(settings.data, address=settings.address)


def check_archive(settings: Settings) -> None:
    """Raise UnreadableFile unless there is an archive to ask."""
    if has_archive(settings.data, settings.address):
        return
    if settings.archive is not None:
        raise UnreadableFile(
            "there is no archive in the database",
            field=f"{PREFIX}ARCHIVE",
            remedy="Name another database, or ingest articles first",
        )
    raise UnreadableFile(
        f"there is no archive in {settings.data}",
        field="--data",
        value=str(settings.data),
        remedy="Name the data folder with --data or MATERIEL_DATA, or ingest articles first",
    )


def build_iris(settings: Settings) -> Iris:
    """Make the builder of IRIs; raises InvalidField for a base that is none."""
    from graph.quads.iris import Iris

    try:
        return Iris(base=settings.base_iri)
    except ValueError as error:
        raise InvalidField(
            str(error),
            field=f"{PREFIX}BASE_IRI",
            value=settings.base_iri,
            remedy="Give an http(s) address that ends with a slash",
        ) from error


def _open_store(settings: Settings, opened: ExitStack) -> OxigraphStore | RemoteStore | None:
    from graph.store.oxigraph import OxigraphStore
    from graph.store.remote.store import RemoteStore

    folder, iris = settings.data / STORE_FOLDER, build_iris(settings)
    endpoints = settings.endpoints()
    try:
        if endpoints is not None:
            remote = RemoteStore.open(endpoints, iris, folder.with_name(REMOTE_FOLDER))
            return opened.enter_context(closing(remote))
        return opened.enter_context(closing(OxigraphStore.open(folder, iris)))
    except StoreLocked:
        return None  # `waiting` and `require_store` say so to whom it matters


def _open_readers(settings: Settings, store: Store, opened: ExitStack) -> Answering:
    from graph.store.limits import query_limits
    from graph.store.readers import Readers
    from graph.store.remote.answering import RemoteReaders
    from graph.store.remote.store import RemoteStore

    limits = query_limits()
    if settings.query_timeout is not None:
        limits = replace(limits, timeout_seconds=settings.query_timeout)
    if isinstance(store, RemoteStore):
        scratch = Path(opened.enter_context(TemporaryDirectory(prefix="materiel-"))) / "queries"
        remote = RemoteReaders(store.client, store.base, scratch, limits)
        return opened.enter_context(closing(remote))
    return opened.enter_context(closing(Readers(store, limits)))
