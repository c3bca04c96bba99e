"""What reading the archive again changed, counted as it goes on, and told at its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from app.cli.spooling import Spool, as_report
from app.cli.summing import Failures, lists_of
from graph.archive.records import claim_record
from graph.archive.rereading import Reread
from graph.claims.compared import Compared, Identified, compare_readings
from graph.ingest.fetched import Failed
from graph.spread.handing import Course

if TYPE_CHECKING:
    from graph.claims.verdict import Verdict


class ReaderOut(BaseModel):
    """Which reader read."""

    name: str
    version: str


class RereadOut(BaseModel):
    """What reading the archive again did: articles and, of those that were read, claims.

    `current` counts the articles that stand and were not read, as this reader had read them last;
    `withdrawn` came to be so while they were read.
    """

    reader: ReaderOut
    read: int
    same: int
    differing: int
    withdrawn: int
    failed: int
    current: int
    claims_kept: int
    claims_added: int
    claims_dropped: int
    claims_changed: int
    verdicts_lost: int
    workers_lost: int
    batches_retried: int
    articles_retried: int


class ChangedOut(BaseModel):
    """A claim that is told otherwise: its ids, and the fields that differ."""

    before: str
    now: str
    fields: list[str]


class DifferingOut(BaseModel):
    """An article whose claims are others now; claims as they were read, with their ids."""

    article: str
    title: str | None
    reader_before: ReaderOut
    kept: int
    added: list[dict[str, Any]]
    dropped: list[dict[str, Any]]
    changed: list[ChangedOut]

    @classmethod
    def of(cls, reread: Reread, compared: Compared) -> DifferingOut:
        """Describe what changed."""
        before = reread.before.reading.extractor
        return cls(
            article=reread.now.article.id,
            title=reread.now.article.title,
            reader_before=ReaderOut(name=before.name, version=before.version),
            kept=compared.kept,
            added=_records(compared.added),
            dropped=_records(compared.dropped),
            changed=[
                ChangedOut(before=one.before, now=one.now, fields=list(one.fields))
                for one in compared.changed
            ],
        )

    def sentence(self) -> str:
        """Say it on one line."""
        numbers = {
            "added": len(self.added),
            "dropped": len(self.dropped),
            "changed": len(self.changed),
        }
        told = ", ".join(f"{number} {name}" for name, number in numbers.items() if number)
        return f"{self.article} ({self.title or 'no title'}): claims {told}"


class LostOut(BaseModel):
    """A verdict whose claim is read no more; it is kept, and counts if the claim comes back."""

    article: str
    title: str | None
    claim: str
    decision: str
    who: str
    why: str | None
    made_at: str

    @classmethod
    def of(cls, reread: Reread, verdict: Verdict) -> LostOut:
        """Describe a verdict."""
        return cls(
            article=reread.now.article.id,
            title=reread.now.article.title,
            claim=verdict.claim_id,
            decision=verdict.decision.value,
            who=verdict.who,
            why=verdict.why,
            made_at=verdict.made_at.isoformat(),
        )

    def sentence(self) -> str:
        """Say it on one line."""
        return (
            f"verdict without its claim: {self.decision} of {self.claim} by {self.who}, "
            f"in {self.article} ({self.title or 'no title'})"
        )


@dataclass(slots=True, kw_only=True)
class Account:
    """What reading again has done so far."""

    reader: ReaderOut
    current: int
    same: int = 0
    withdrawn: int = 0
    kept: int = 0
    added: int = 0
    dropped: int = 0
    changed: int = 0
    differing: Spool = field(default_factory=Spool)
    lost: Spool = field(default_factory=Spool)
    failures: Failures = field(default_factory=Failures)
    course: Course = field(default_factory=Course)

    @property
    def read(self) -> int:
        """Count the articles that were gone through."""
        return self.same + len(self.differing) + self.withdrawn + len(self.failures)

    def tell(self, happened: Reread | Failed) -> None:
        """Count what became of an article."""
        if isinstance(happened, Failed):
            self.failures.append(happened)
            return
        if happened.now.withdrawn is not None:
            self.withdrawn += 1
            return
        compared = compare_readings(happened.before, happened.now)
        self.kept += compared.kept
        self.added += len(compared.added)
        self.dropped += len(compared.dropped)
        self.changed += len(compared.changed)
        for verdict in compared.lost:
            self.lost.add(LostOut.of(happened, verdict))
        if compared.is_same:
            self.same += 1
        else:
            self.differing.add(DifferingOut.of(happened, compared))

    def sentence(self) -> str:
        """Sum it up on one line."""
        return (
            f"read again {self.read}, the same {self.same}, differing {len(self.differing)}, "
            f"failed {len(self.failures)}, current before {self.current}; claims kept {self.kept}, "
            f"added {self.added}, dropped {self.dropped}, changed {self.changed}; "
            f"verdicts without their claim {len(self.lost)}"
        )

    def report(self) -> Iterator[bytes]:
        """Give all of it as JSON."""
        sums = RereadOut(
            reader=self.reader,
            read=self.read,
            same=self.same,
            differing=len(self.differing),
            withdrawn=self.withdrawn,
            failed=len(self.failures),
            current=self.current,
            claims_kept=self.kept,
            claims_added=self.added,
            claims_dropped=self.dropped,
            claims_changed=self.changed,
            verdicts_lost=len(self.lost),
            workers_lost=self.course.lost,
            batches_retried=self.course.batches,
            articles_retried=self.course.articles,
        )
        rows = {"articles": self.differing, "verdicts": self.lost, "failures": self.failures.spool}
        return as_report(sums, {**rows, **lists_of(self.course)})


def _records(claims: Identified) -> list[dict[str, Any]]:
    return [{"id": each, **claim_record(claim)} for each, claim in claims.items()]
