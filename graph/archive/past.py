"""What happened to the articles, gone through: changes, decisions and the verdicts they hold."""

from __future__ import annotations

from collections.abc import Callable

from graph.archive.checked import Checked
from graph.archive.deciding import Note, check_decision
from graph.archive.engines.protocol import Row, Scanner
from graph.archive.judging import read_verdict
from graph.archive.muting import read_hearing
from graph.archive.rows import read_withdrawal
from graph.archive.schema import ChangeKind

_OF_STANDING = frozenset(ChangeKind) - {ChangeKind.ADDED, ChangeKind.RESTORED}
"""What may become of an article that stands."""


def check_past(scanner: Scanner, checked: Checked) -> None:
    """Compare every decision with its digest and its change, and whether all are there."""
    _check_changes(scanner, checked)
    _check_verdicts(scanner, checked)
    _check_hearings(scanner, checked)


def _check_changes(scanner: Scanner, checked: Checked) -> None:
    decided = {row["sequence"]: row for row in scanner.rows("decisions", checked.tell)}
    reached = 0
    for row in scanner.rows("changes", checked.tell):
        sequence, article, kind = row["sequence"], row["article_id"], row["kind"]
        if sequence != reached + 1:
            checked.tell(
                f"changes {reached + 1} to {sequence - 1} are lost: "
                "articles, withdrawals or verdicts may be among them"
            )
        reached = sequence
        before = checked.kinds[article][-1] if checked.kinds[article] else None
        if kind not in _may_follow(before):
            checked.tell(f"change {sequence} cannot be: {kind!r} after {before!r}", article)
        checked.kinds[article].append(kind)
        checked.changes.append((sequence, article, kind))
        _check_decision(row, decided.pop(sequence, None), checked)
    for sequence in decided:
        checked.tell(f"a decision of change {sequence} is there without the change")
    for lost in checked.seen - checked.kinds.keys():
        checked.tell("when it came in is lost", lost)
    for lost in checked.kinds.keys() - checked.seen:
        checked.tell("the article is lost", lost)


def _may_follow(before: str | None) -> frozenset[str]:
    if before is None:
        return frozenset({ChangeKind.ADDED})
    if before == ChangeKind.WITHDRAWN.value:
        return frozenset({ChangeKind.RESTORED})
    return _OF_STANDING


def _check_decision(change: Row, note: Row | None, checked: Checked) -> None:
    kind, sequence = change["kind"], change["sequence"]
    # What was decided on a publisher changes nothing of the article itself.
    article = None if kind == ChangeKind.PUBLISHER.value else change["article_id"]
    if kind == ChangeKind.ADDED.value or kind not in set(ChangeKind):
        if note is not None:
            checked.tell(f"change {sequence}, {kind}: somebody decided on what only came in",
                         article)  # fmt: skip
        return
    if note is None:
        what = f"change {sequence}, {kind}: who decided so, and why, is lost"
        checked.tell(what, article)
        return
    try:
        check_decision(note["digest"], {**change, **note})
        decided = Note.of(note)
        read_withdrawal(ChangeKind(kind), decided)
    except (TypeError, ValueError) as wrong:
        what = f"change {sequence}, {kind}: who decided so, or why or when, is damaged: {wrong}"
        checked.tell(what, article)
        return
    checked.notes[sequence] = decided


def _check_verdicts(scanner: Scanner, checked: Checked) -> None:
    def take(row: Row) -> None:
        verdict = read_verdict(row)
        checked.judged[row["sequence"]] = verdict
        checked.verdicts[row["article_id"]][verdict.claim_id] = verdict.decision.value

    kept = 0
    for row in scanner.rows("verdicts", checked.tell):
        kept += 1
        _take(row, take, checked, f"verdict {row['sequence']}", row["article_id"])
    _compare_numbers(ChangeKind.REVIEWED, kept, "verdicts", checked)


def _check_hearings(scanner: Scanner, checked: Checked) -> None:
    def take(row: Row) -> None:
        checked.hearings[row["sequence"]] = read_hearing(row)

    kept = 0
    for row in scanner.rows("mutings", checked.tell):
        kept += 1
        what = f"verdict {row['sequence']} on the publisher {row['publisher']!r}"
        _take(row, take, checked, what, None)
    _compare_numbers(ChangeKind.PUBLISHER, kept, "verdicts on publishers", checked)


def _take(
    row: Row, take: Callable[[Row], None], checked: Checked, what: str, article: str | None
) -> None:
    note = checked.notes.get(row["sequence"])
    if note is None:
        checked.tell(f"{what}: who gave it is lost or damaged", article)
        return
    try:
        take({**row, **note.columns()})
    except (KeyError, TypeError, ValueError) as wrong:
        checked.tell(f"{what} is damaged: {wrong}", article)


def _compare_numbers(kind: ChangeKind, kept: int, what: str, checked: Checked) -> None:
    given = sum(each == kind.value for _, _, each in checked.changes)
    if given != kept:
        checked.tell(f"{given} {what} were given, and {kept} are kept")
