"""What is whole in a damaged archive, done again in a new one: same words, people and times."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.archive.archive import FILE, Archive
from graph.archive.checking import Checked, check_archive
from graph.archive.records import load_correction
from graph.archive.scanning import Row, opened, scan
from graph.archive.schema import ChangeKind
from graph.claims.finding import Finding
from graph.claims.verdict import Decision, Ruling
from graph.errors import ArchiveDamaged, InvalidField


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """How many articles were copied, with all that was decided on them, and what was wrong."""

    articles: int
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

    Changes get new numbers where some are lost. Raises InvalidField for a folder that has an
    archive, ArchiveDamaged where nothing can be read at all.
    """
    if (folder / FILE).exists():
        raise InvalidField(
            f"There is an archive in {folder}",
            field="to",
            value=str(folder),
            remedy="Name a folder that holds none",
        )
    checked = check_archive(damaged)
    clock = _Past()
    with Archive.open(folder, clock=clock) as archive:
        try:
            with opened(damaged) as connection:
                _copy(connection, checked, archive, clock)
        except sqlite3.Error as failed:
            raise ArchiveDamaged(f"Nothing can be read in {damaged}: {failed}") from failed
        counts = archive.counts()
    lost = (checked.seen | checked.damaged | checked.kinds.keys()) - checked.whole
    return Salvaged(
        articles=counts.articles + counts.withdrawn,
        lost=tuple(sorted(str(each) for each in lost)),
        findings=tuple(checked.findings),
    )


def _copy(connection: sqlite3.Connection, checked: Checked, archive: Archive, clock: _Past) -> None:
    def known(_told: str) -> None:
        """Pass over what was told when it was checked."""

    came = {row["id"]: row["ingested_at"] for row in scan(connection, "articles", known)}
    notes = {row["sequence"]: row for row in scan(connection, "decisions", known)}
    verdicts = {row["sequence"]: row for row in scan(connection, "verdicts", known)}
    for change in scan(connection, "changes", known):
        article = change["article_id"]
        if article not in checked.whole:
            continue
        note = notes.get(change["sequence"])
        clock.now = datetime.fromisoformat(came[article] if note is None else note["made_at"])
        _redo(change, note, verdicts, checked, archive)


def _redo(
    change: Row, note: Row | None, verdicts: dict[int, Row], checked: Checked, archive: Archive
) -> None:
    article = change["article_id"]
    if note is None:
        archive.add(checked.articles[article], checked.readings[article][-1])
        return
    who, why = note["who"], note["why"]
    verdict = verdicts.get(change["sequence"])
    again: dict[str, Callable[[], object]] = {
        ChangeKind.WITHDRAWN: lambda: archive.withdraw(article, who=who, why=why),
        ChangeKind.RESTORED: lambda: archive.restore(article, who=who, why=why),
    }
    if verdict is not None:
        correction = load_correction(verdict["correction"]) if verdict["correction"] else None
        ruling = Ruling(decision=Decision(verdict["decision"]), correction=correction)
        archive.judge(article, verdict["claim_id"], ruling, who=who, why=why)
    elif change["kind"] in again:
        again[change["kind"]]()
