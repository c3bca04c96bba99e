"""Ingest with a progress bar, a summary, and every failed item by name."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from pydantic import BaseModel
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from app import wiring
from app.errors import kind_of
from app.wiring import Materiel
from graph.claims.article import Article
from graph.claims.reading import ReadArticle
from graph.errors import Busy, InputError
from graph.ingest.clean import clean
from graph.ingest.fetch import Failed, Fetched, count, fetch
from graph.ingest.limits import limits
from graph.pipeline import INGEST_BATCH, Ingested


class FailureOut(BaseModel):
    """One item that failed, and why."""

    name: str
    problem: str
    field: str
    value: str
    reason: str
    remedy: str


class WithdrawnOut(BaseModel):
    """An article that came again and stays withdrawn."""

    id: str
    title: str | None
    since: datetime
    why: str


class ReportOut(BaseModel):
    """What an ingest did; `withdrawn` are among those that were known."""

    read: int
    new: int
    known: int
    failed: int
    claims: int
    failures: list[FailureOut]
    withdrawn: list[WithdrawnOut]


@dataclass(slots=True, kw_only=True)
class Summary:
    """What an ingest has done so far; `claims` are those of new articles.

    `withdrawn` are known articles that stay withdrawn, by id.
    """

    new: int = 0
    known: int = 0
    claims: int = 0
    failures: list[Failed] = field(default_factory=list)
    withdrawn: dict[str, ReadArticle] = field(default_factory=dict)

    @property
    def read(self) -> int:
        """Count the items that were found."""
        return self.new + self.known + len(self.failures)

    def add(self, ingested: Ingested) -> None:
        """Count an article that was kept, or was before."""
        if ingested.is_new:
            self.new += 1
            self.claims += len(ingested.read.reading.claims)
        else:
            self.known += 1
            if ingested.read.withdrawn:
                self.withdrawn[ingested.read.article.id] = ingested.read

    def sentence(self) -> str:
        """Sum it up on one line."""
        return (
            f"read {self.read}, new {self.new}, known {self.known}, "
            f"failed {len(self.failures)}, claims {self.claims}"
        )

    def report(self) -> ReportOut:
        """Sum it up with every failure."""
        return ReportOut(
            read=self.read,
            new=self.new,
            known=self.known,
            failed=len(self.failures),
            claims=self.claims,
            failures=[_show(failure) for failure in self.failures],
            withdrawn=[
                WithdrawnOut(
                    id=read.article.id, title=read.article.title, since=gone.at, why=gone.why
                )
                for read in self.withdrawn.values()
                if (gone := read.withdrawn) is not None
            ],
        )


def ingest_all(materiel: Materiel, paths: Sequence[Path], summary: Summary) -> None:
    """Read and keep every article under the paths; what fails is noted and the rest kept."""
    console = Console(file=sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("Reading", total=count(paths))
        articles = _articles(paths, summary)
        while batch := list(islice(articles, INGEST_BATCH)):
            for ingested in _ingest(materiel, batch, summary):
                summary.add(ingested)
                progress.update(task, completed=summary.read)
        progress.update(task, completed=summary.read)


def ingest_addresses(materiel: Materiel, urls: Sequence[str], summary: Summary) -> None:
    """Fetch addresses, read and keep what they give, each as soon as it is there."""
    from graph.ingest.web.articles import fetch_article  # what speaks HTTP takes its time to import

    fetcher = wiring.open_fetcher(materiel.settings)
    for url in urls:
        try:
            summary.add(materiel.pipeline.ingest(fetch_article(fetcher, url)))
        except (InputError, Busy) as error:
            summary.failures.append(Failed(name=url, error=error))


def _ingest(
    materiel: Materiel, batch: Sequence[tuple[str, Article]], summary: Summary
) -> Iterator[Ingested]:
    """Keep articles in one transaction, or one by one where one of them cannot be read."""
    try:
        yield from materiel.pipeline.ingest_many(article for _, article in batch)
    except (InputError, Busy) as error:
        if len(batch) == 1:
            summary.failures.append(Failed(name=batch[0][0], error=error))
            return
        for one in batch:
            yield from _ingest(materiel, [one], summary)


def _articles(paths: Sequence[Path], summary: Summary) -> Iterator[tuple[str, Article]]:
    """Yield each article with the name of its document, in order; what fails is noted.

    Documents are taken apart by several processes, some ahead of where reading is.
    """
    found = fetch(paths, today=datetime.now(UTC).date())
    workers = limits().confined.processes
    with ThreadPoolExecutor(workers, thread_name_prefix="clean") as threads:
        ahead = deque(threads.submit(_clean, one) for one in islice(found, 2 * workers))
        while ahead:
            cleaned = ahead.popleft().result()
            ahead.extend(threads.submit(_clean, one) for one in islice(found, 1))
            if isinstance(cleaned, Failed):
                summary.failures.append(cleaned)
            else:
                yield cleaned


def _clean(found: Fetched | Failed) -> tuple[str, Article] | Failed:
    if isinstance(found, Failed):
        return found
    try:
        return found.name, clean(found)
    except (InputError, Busy) as error:
        return Failed(name=found.name, error=error)


def _show(failure: Failed) -> FailureOut:
    error, problem = failure.error, kind_of(failure.error).slug
    if not isinstance(error, InputError):  # nothing is wrong with the item
        again = "Ingest it again: what is kept stays as it is"
        return FailureOut(
            name=failure.name, problem=problem, field="", value="", reason=str(error), remedy=again
        )
    return FailureOut(
        name=failure.name,
        problem=problem,
        field=error.field,
        value=error.value,
        reason=error.message,
        remedy=error.remedy,
    )
