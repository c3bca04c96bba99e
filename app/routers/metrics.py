"""What the service counts of itself, for Prometheus."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from prometheus_client.core import CollectorRegistry, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from app.deps import AnyMateriel, IngestThreads
from app.metrics.counted import REGISTRY
from app.metrics.families import counters, gauge, gauges
from app.settings import VERSION
from app.wiring import Materiel
from graph.errors import StorageError
from graph.ingest.confined.pool import Counts, confined
from graph.store.answering import Answering

router = APIRouter(tags=["service"])

_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_TEXT = {"text/plain": {"schema": {"type": "string"}}}


@router.get(
    "/metrics",
    summary="Numbers for Prometheus",
    response_class=Response,
    responses={200: {"description": "In the text format, or as OpenMetrics", "content": _TEXT}},
)
async def tell_metrics(request: Request, materiel: AnyMateriel, threads: IngestThreads) -> Response:
    """Give what was counted since the process started, and how things are now."""
    encode, media_type = choose_encoder(request.headers.get("accept", ""))
    waiting = threads.statistics().tasks_waiting
    state = CollectorRegistry()
    state.register(State(materiel, waiting))

    def write() -> bytes:
        written: bytes = encode(Both(state))
        return written

    # A thread of its own: those of answers may all be taken when it matters most.
    written = await run_sync(write, limiter=CapacityLimiter(1))
    return Response(written, media_type=media_type, headers={"Cache-Control": "no-store"})


class Both(CollectorRegistry):
    """What was counted, and what is looked up, as one."""

    def __init__(self, state: CollectorRegistry) -> None:
        super().__init__()
        self._parts = (REGISTRY, state)

    def collect(self) -> Iterable[Metric]:
        """Give the numbers of both."""
        for part in self._parts:
            yield from part.collect()


class State(Collector):
    """How things are: asked of the parts, which know it without counting."""

    def __init__(self, materiel: Materiel, waiting: int) -> None:
        self._materiel = materiel
        self._waiting = waiting

    def describe(self) -> Iterable[Metric]:
        """Name nothing beforehand, so that nothing is asked for it."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Give the numbers; those of a part that does not answer are left out."""
        yield gauges("materiel_build", "Version at work", "version", {VERSION: 1})
        yield from self._ingest()
        for part in (self._archive, self._network, self._disk):
            with contextlib.suppress(StorageError, OSError):  # which /readyz tells
                yield from part()
        if self._materiel.readers is not None:
            yield from _readers(self._materiel.readers)

    def _ingest(self) -> Iterator[Metric]:
        work = self._materiel.pipeline.work
        came = {"new": work.new, "known": work.known}
        yield counters("materiel_articles_ingested", "Articles that came in", "outcome", came)
        yield from _documents(confined().counts())
        yield gauge("materiel_articles_waiting", "Articles that wait for the reader", work.waiting)
        yield gauge(
            "materiel_ingest_requests_waiting", "Requests that wait for a thread", self._waiting
        )

    def _archive(self) -> Iterator[Metric]:
        archive = self._materiel.archive
        yield _sequence("archive", archive.sequence())
        counts = archive.counts()
        states = {"standing": counts.articles, "withdrawn": counts.withdrawn}
        yield gauges("materiel_articles", "Articles that are kept", "state", states)
        yield gauge("materiel_readings", "Readings that are kept", counts.readings)

    def _network(self) -> Iterator[Metric]:
        network, store = self._materiel.network, self._materiel.store
        yield _sequence("network", network.sequence())
        if store is not None:
            yield _sequence("store", store.sequence())
        by_status = {status.value: number for status, number in network.count_statuses().items()}
        yield gauges("materiel_claims", "Claims that stand", "status", by_status)

    def _disk(self) -> Iterator[Metric]:
        folder = self._materiel.settings.data
        free = shutil.disk_usage(folder).free
        yield gauge("materiel_disk_free_bytes", "Free on the disk of the data folder", free)
        size = self._materiel.archive.size()
        yield gauge("materiel_archive_bytes", "Size of the archive and its log", size)


def _sequence(part: str, number: int) -> Metric:
    says = f"Number of the last change in the {part}"
    return gauge(f"materiel_{part}_sequence", says, number)


def _readers(readers: Answering) -> Iterator[Metric]:
    pids = readers.pids()
    yield gauge("materiel_sparql_readers", "Processes that answer SPARQL", len(pids))
    says = "Resident memory of the processes that answer SPARQL"
    yield gauge("materiel_sparql_readers_bytes", says, sum(map(_resident, pids)))
    says = "Processes that answered SPARQL and were ended, by reason"
    yield counters("materiel_sparql_readers_ended", says, "reason", readers.ended())


def _documents(counts: Counts) -> Iterator[Metric]:
    says = "Documents taken apart in confined processes, and those that one was killed or died for"
    outcomes = {"answered": counts.jobs, "killed": counts.killed}
    yield counters("materiel_documents", says, "outcome", outcomes)
    says = "Processes that take documents apart"
    yield gauge("materiel_document_processes", says, counts.alive)


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except OSError:
        return 0  # ended meanwhile, or no such place on this system
