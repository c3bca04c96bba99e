"""What is whole in a damaged archive, done again in a new one: same words, people and times."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.archive.archive import FILE, Archive
from graph.archive.checked import Checked
from graph.archive.checking import check_archive
from graph.archive.schema import ChangeKind
from graph.claims.finding import Finding
from graph.claims.publisher import PublisherVerdict, publisher_id
from graph.claims.reading import Reading
from graph.errors import ArchiveDamaged, InvalidField


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """How many articles were copied, with all that was decided on them, and what was wrong.

    `keys` and `entries` are those of the trail that were copied.
    """

    articles: int
    keys: int
    entries: int
    lost: tuple[str, ...]
    findings: tuple[Finding, ...]


class _Past:
    """A clock that shows when things were done first."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


def salvage(damaged: Path, folder: Path) -> Salvaged:
    """Copy what is whole in an archive's file into a new archive in a folder, in its order.

    Changes and entries of the trail get new numbers where some are lost. Raises InvalidField for a
    folder that has an archive, ArchiveDamaged where nothing can be read at all.
    """
    if (folder / FILE).exists():
        raise InvalidField(
            f"There is an archive in {folder}",
            field="to",
            value=str(folder),
            remedy="Name a folder that holds none",
        )
    checked = check_archive(damaged)
    if checked.findings and not (checked.seen or checked.keys or checked.entries):
        raise ArchiveDamaged(f"Nothing can be read in {damaged}: {checked.findings[0].what}")
    clock = _Past()
    with Archive.open(folder, clock=clock) as archive:
        _Again(checked, archive, clock).redo()
        archive.keys.take_over(checked.keys)
        archive.trail.replace(checked.entries)  # as it was told then, not as it is done again
        counts = archive.counts()
    lost = (checked.seen | checked.damaged | checked.kinds.keys()) - checked.whole
    return Salvaged(
        articles=counts.articles + counts.withdrawn,
        keys=len(checked.keys),
        entries=len(checked.entries),
        lost=tuple(sorted(str(each) for each in lost)),
        findings=tuple(checked.findings),
    )


class _Again:
    """Does what was done, in its order."""

    def __init__(self, checked: Checked, archive: Archive, clock: _Past) -> None:
        self._checked = checked
        self._archive = archive
        self._clock = clock
        self._read: Counter[str] = Counter()  # times, by article
        self._unheard: list[PublisherVerdict] = []
        self._printed: dict[str, list[str]] = defaultdict(list)
        for article in checked.articles.values():
            if article.publisher:
                self._printed[publisher_id(article.publisher)].append(article.id)

    def redo(self) -> None:
        """Do all again that is whole."""
        whole = self._checked.whole
        for sequence, article, kind in self._checked.changes:
            hearing = self._checked.hearings.get(sequence)
            if hearing is not None:
                self._unheard.append(hearing)
            elif article in whole:
                self._change(sequence, article, kind)
            self._hear()

    def _change(self, sequence: int, article: str, kind: str) -> None:
        if kind == ChangeKind.ADDED.value:
            self._clock.now = datetime.fromisoformat(self._checked.moments[article])
            self._archive.add(self._checked.articles[article], self._next_reading(article))
            return
        note = self._checked.notes.get(sequence)
        if note is None:
            return  # told when it was checked
        who, why = note.who, note.why
        self._clock.now = note.at
        verdict = self._checked.judged.get(sequence)
        if verdict is not None:
            self._archive.judge(article, verdict.claim_id, verdict.ruling, who=verdict.who, why=why)
        elif kind == ChangeKind.WITHDRAWN.value:
            self._archive.withdraw(article, who=who, why=str(why))
        elif kind == ChangeKind.RESTORED.value:
            self._archive.restore(article, who=who, why=why)
        elif kind == ChangeKind.REREAD.value:
            words = self._checked.articles[article]
            self._archive.rereading.add_many([(words, self._next_reading(article))])

    def _next_reading(self, article: str) -> Reading:
        self._read[article] += 1
        return self._checked.readings[article][self._read[article] - 1]

    def _hear(self) -> None:
        """Give the verdicts on publishers of whom an article stands, be it another one now."""
        later: list[PublisherVerdict] = []
        for verdict in self._unheard:
            article = next(self._standing_of(verdict.publisher), None)
            if article is None:
                later.append(verdict)
                continue
            self._clock.now = verdict.made_at
            self._archive.hear(article, verdict.decision, who=verdict.who, why=verdict.why)
        self._unheard = later

    def _standing_of(self, publisher: str) -> Iterator[str]:
        for article in self._printed[publisher]:
            read = self._archive.find(article)
            if read is not None and read.withdrawn is None:
                yield article
