"""The parts of Materiel put together."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app.edition import Edition
from app.lazy_reader import LazyReader
from app.settings import PREFIX, Settings
from app.stores import open_readers, open_store
from graph.archive.archive import Archive
from graph.archive.engines.choosing import has_archive
from graph.claims.claim import Extractor
from graph.claims.evidence import Source
from graph.errors import StorageFull, StoreLocked, UnreadableFile
from graph.network.network import Network
from graph.pipeline import Pipeline

# The parser and the store take their time to import: commands that do without start sooner.
if TYPE_CHECKING:
    from graph.ingest.reader import ArticleReader
    from graph.ingest.web.fetcher import Fetcher
    from graph.network.strength import SpeaksFor
    from graph.spread.crew import Crew
    from graph.spread.work import Opener
    from graph.store.answering import Answering
    from graph.store.protocol import Store

_log = logging.getLogger(__name__)

_COLLECTED = (50_000, 50, 100)
"""Objects made, and collections of each generation, before the next is gone through."""


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
        held = open_store(settings, opened) if store else None
        answering = open_readers(settings, held, opened) if held and readers else None
        network = Network(speaks_for)
        reader = LazyReader(open_reader)
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
