"""What an ingest did, counted as it goes on, and told at its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import orjson
from pydantic import BaseModel

from app.cli.spooling import Spool, as_report
from app.errors import kind_of
from graph.claims.reading import ReadArticle
from graph.errors import InputError
from graph.ingest.fetched import Failed
from graph.pipeline import Ingested
from graph.spread.handing import Course
from graph.spread.ingesting import Happened, Kept, Known


class FailureOut(BaseModel):
    """One item that failed, and why."""

    name: str
    problem: str
    field: str
    value: str
    reason: str
    remedy: str

    @classmethod
    def of(cls, failure: Failed) -> FailureOut:
        """Describe a failure."""
        error, problem = failure.error, kind_of(failure.error).slug
        if not isinstance(error, InputError):  # nothing is wrong with the item
            again = "Ingest it again: what is kept stays as it is"
            return cls(
                name=failure.name,
                problem=problem,
                field="",
                value="",
                reason=str(error),
                remedy=again,
            )
        return cls(
            name=failure.name,
            problem=problem,
            field=error.field,
            value=error.value,
            reason=error.message,
            remedy=error.remedy,
        )

    def sentence(self) -> str:
        """Say it on one line: the field, what is wrong and what would do instead."""
        told = f"{self.reason}. {self.remedy}" if self.remedy else self.reason
        text = " ".join(told.split())
        return f"{self.name}: {text if self.field in text else f'{self.field}: {text}'}"


class WithdrawnOut(BaseModel):
    """An article that came again and stays withdrawn."""

    id: str
    title: str | None
    since: datetime
    why: str


class RetriedOut(BaseModel):
    """Articles whose batch was lost, from the first to the last by name, and why."""

    first: str
    last: str
    articles: int
    reason: str


class RefusedOut(BaseModel):
    """A worker that was not used, and why."""

    worker: str
    reason: str


class ReportOut(BaseModel):
    """What an ingest did.

    `known` counts what was not read, `again` what was known and read all the same. Articles of
    batches that were lost with their workers are counted as retried, and once more by what became
    of them.
    """

    read: int
    new: int
    known: int
    again: int
    failed: int
    claims: int
    workers_lost: int
    batches_retried: int
    articles_retried: int


class Failures:
    """The items that failed, however many."""

    def __init__(self) -> None:
        self.spool = Spool()

    def append(self, failure: Failed) -> None:
        """Note one."""
        self.spool.add(FailureOut.of(failure))

    def __len__(self) -> int:
        return len(self.spool)

    def sentences(self) -> Iterator[str]:
        """Say of each what is wrong, in the order in which they came."""
        return (FailureOut(**orjson.loads(line)).sentence() for line in self.spool.lines())


@dataclass(slots=True, kw_only=True)
class Summary:
    """What an ingest has done so far; `claims` are those of articles that were read.

    `withdrawn` are known articles that stay withdrawn, by id.
    """

    new: int = 0
    known: int = 0
    again: int = 0
    claims: int = 0
    failures: Failures = field(default_factory=Failures)
    withdrawn: dict[str, ReadArticle] = field(default_factory=dict)
    course: Course = field(default_factory=Course)

    @property
    def read(self) -> int:
        """Count the items that were found."""
        return self.new + self.known + self.again + len(self.failures)

    def add(self, ingested: Ingested) -> None:
        """Count an article that was kept, or was before."""
        if ingested.is_new:
            self.new += 1
            self.claims += len(ingested.read.reading.claims)
        else:
            self._add_known(ingested.read if ingested.read.withdrawn else None)

    def tell(self, happened: Happened) -> None:
        """Count what became of an article."""
        match happened:
            case Kept(is_new=True):
                self.new += 1
                self.claims += happened.claims
            case Kept():
                self.again += 1
                self.claims += happened.claims
            case Known():
                self._add_known(happened.withdrawn)
            case Failed():
                self.failures.append(happened)

    def sentence(self) -> str:
        """Sum it up on one line."""
        told = f"read {self.read}, new {self.new}, known {self.known}, "
        if self.again:
            told += f"read again {self.again}, "
        told += f"failed {len(self.failures)}, claims {self.claims}"
        course = self.course
        if course.lost or course.batches:
            told += (
                f"; workers lost {course.lost}, batches retried {course.batches} "
                f"({course.articles} articles)"
            )
        return told

    def report(self) -> Iterator[bytes]:
        """Sum it up as JSON, with every failure."""
        withdrawn = Spool()
        for read in self.withdrawn.values():
            if (gone := read.withdrawn) is not None:
                article = read.article
                withdrawn.add(
                    WithdrawnOut(id=article.id, title=article.title, since=gone.at, why=gone.why)
                )
        sums = ReportOut(
            read=self.read,
            new=self.new,
            known=self.known,
            again=self.again,
            failed=len(self.failures),
            claims=self.claims,
            workers_lost=self.course.lost,
            batches_retried=self.course.batches,
            articles_retried=self.course.articles,
        )
        rows = {"failures": self.failures.spool, "withdrawn": withdrawn}
        return as_report(sums, {**rows, **lists_of(self.course)})

    def _add_known(self, withdrawn: ReadArticle | None) -> None:
        self.known += 1
        if withdrawn is not None:
            self.withdrawn[withdrawn.article.id] = withdrawn


def lists_of(course: Course) -> dict[str, Spool]:
    """List what was retried, and the workers that were not used."""
    retried, refused = Spool(), Spool()
    for one in course.retried:
        retried.add(
            RetriedOut(first=one.first, last=one.last, articles=one.articles, reason=one.reason)
        )
    for worker, reason in course.refused.items():
        refused.add(RefusedOut(worker=worker, reason=reason))
    return {"retried": retried, "workers_refused": refused}
