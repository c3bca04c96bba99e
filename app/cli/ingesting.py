"""Ingest with a progress bar, a summary, and every failed item by name."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from app import wiring
from app.cli.progress import progress
from app.cli.summing import Summary
from app.wiring import Materiel, Whose
from graph.errors import Busy, InputError
from graph.ingest.fetch import fetch, is_read
from graph.ingest.fetched import Failed, Fetched
from graph.ingest.limits import limits
from graph.ingest.metadata import Metadata
from graph.ingest.packed import Meter
from graph.ingest.walking import weigh
from graph.spread.handing import Course, Handing
from graph.spread.ingesting import Happened, Ingesting
from graph.spread.work import Item


def ingest_all(
    materiel: Materiel,
    paths: Sequence[Path],
    summary: Summary,
    whose: Whose | None = None,
    *,
    again: bool = False,
    told: Metadata | None = None,
) -> None:
    """Read and keep every article under the paths; what fails is noted and the rest kept.

    With `again`, known articles are read, too; what is `told` is of one document alone. Raises
    StorageError, ClusterError or MissingExtra.
    """
    meter = Meter()
    with progress("Reading", weigh(paths, is_read)) as shown, ExitStack() as opened:

        def tell(happened: Happened) -> None:
            summary.tell(happened)
            shown.show(meter.passed, summary.read)

        handing = open_handing(materiel, whose or Whose(), summary.course, opened)
        Ingesting(materiel.archive, tell, again=again).ingest(_items(paths, meter, told), handing)
        shown.show(meter.passed, summary.read)


def open_handing(
    materiel: Materiel, whose: Whose, course: Course, opened: ExitStack
) -> Callable[[], Handing]:
    """Give what opens the crew when there is something to read, until the stack closes."""

    def open_now() -> Handing:
        crew = opened.enter_context(wiring.open_crew(materiel, whose))
        # This process reads with what it has; others may be of another version.
        expected = wiring.extractor() if whose.are_others else None
        return Handing(crew, expected, course)

    return open_now


def ingest_addresses(
    materiel: Materiel, urls: Sequence[str], summary: Summary, told: Metadata | None = None
) -> None:
    """Fetch addresses, read and keep what they give, each as soon as it is there.

    What is `told` is of one alone.
    """
    from graph.ingest.web.articles import fetch_article  # what speaks HTTP takes its time to import

    fetcher = wiring.open_fetcher(materiel.settings)
    for url in urls:
        try:
            summary.add(materiel.pipeline.ingest(fetch_article(fetcher, url, told)))
        except (InputError, Busy) as error:
            summary.failures.append(Failed(name=url, error=error))


def _items(paths: Sequence[Path], meter: Meter, told: Metadata | None) -> Iterator[Item | Failed]:
    """Yield each article with the name of its document, in order, and what fails.

    Documents are taken apart by several processes, some ahead of where reading is.
    """
    found = fetch(paths, today=datetime.now(UTC).date(), meter=meter)
    if told is not None:
        found = (_with(one, told) for one in found)
    workers = limits().confined.processes
    with ThreadPoolExecutor(workers, thread_name_prefix="clean") as threads:
        ahead = deque(threads.submit(_clean, one) for one in islice(found, 2 * workers))
        while ahead:
            cleaned = ahead.popleft().result()
            ahead.extend(threads.submit(_clean, one) for one in islice(found, 1))
            yield cleaned


def _with(found: Fetched | Failed, told: Metadata) -> Fetched | Failed:
    return replace(found, metadata=told) if isinstance(found, Fetched) else found


def _clean(found: Fetched | Failed) -> Item | Failed:
    from graph.ingest.web.found import make

    if isinstance(found, Failed):
        return found
    try:
        return Item(name=found.name, article=make(found))
    except (InputError, Busy) as error:
        return Failed(name=found.name, error=error)
