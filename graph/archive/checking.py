"""The archive gone through: what is whole, and what is not what was written."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from graph.archive.judging import verdict_row_digest
from graph.archive.records import article_digest, load_claims, load_correction, reading_digest
from graph.archive.rows import compare
from graph.archive.scanning import Row, opened, scan
from graph.archive.schema import ChangeKind
from graph.claims.article import Article, article_id
from graph.claims.claim import Extractor, claim_id
from graph.claims.finding import Finding, Part
from graph.claims.reading import Reading, check_reading
from graph.claims.verdict import Decision

MOST = 100
"""Findings of SQLite's own check that are told."""

_OF_STANDING = frozenset(ChangeKind) - {ChangeKind.ADDED, ChangeKind.RESTORED}
"""What may become of an article that stands."""


@dataclass(slots=True)
class Checked:
    """What was found, and the articles that are whole: words, reading and history."""

    findings: list[Finding] = field(default_factory=list)
    articles: dict[str, Article] = field(default_factory=dict)
    readings: dict[str, list[Reading]] = field(default_factory=lambda: defaultdict(list))
    kinds: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    verdicts: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    moments: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    damaged: set[str] = field(default_factory=set)

    def tell(self, what: str, article: str | None = None) -> None:
        """Take down a finding."""
        self.findings.append(Finding(part=Part.ARCHIVE, what=what, article=article))
        if article is not None:
            self.damaged.add(article)

    @property
    def whole(self) -> frozenset[str]:
        """Name the articles of which everything is what was written."""
        return frozenset(self.articles.keys() & self.readings.keys()) - self.damaged


def check_archive(path: Path) -> Checked:
    """Go through the whole archive, once; whatever is wrong is told, nothing is raised for it."""
    checked = Checked()
    try:
        with opened(path) as connection:
            _check_structure(connection, checked)
            _check_articles(connection, checked)
            _check_readings(connection, checked)
            _check_changes(connection, checked)
            _check_verdicts(connection, checked)
            _check_sums(connection, checked)
    except sqlite3.Error as failed:
        checked.tell(f"the file cannot be read further: {failed}")
    return checked


def _check_structure(connection: sqlite3.Connection, checked: Checked) -> None:
    try:
        for (told,) in connection.execute(f"PRAGMA integrity_check({MOST})"):
            if told != "ok":
                checked.tell(f"SQLite: {told}")
        for row in connection.execute("PRAGMA foreign_key_check"):
            checked.tell(f"row {row[1]} of table {row[0]} points to a row of {row[2]} that is gone")
    except sqlite3.Error as failed:
        checked.tell(f"SQLite: {failed}")


def _check_articles(connection: sqlite3.Connection, checked: Checked) -> None:
    for row in scan(connection, "articles", checked.tell):
        checked.seen.add(row["id"])
        try:
            article = Article(
                id=row["id"],
                text=row["text"],
                title=row["title"],
                published=date.fromisoformat(row["published"]) if row["published"] else None,
                publisher=row["publisher"],
                url=row["url"],
            )
            compare(row["digest"], article_digest(article))
            named = article_id(
                article.text, published=article.published, publisher=article.publisher
            )
            _require(named == article.id, "its id is not that of its words")
            datetime.fromisoformat(row["ingested_at"])
            checked.moments[article.id] = row["ingested_at"]
        except (TypeError, ValueError) as wrong:
            checked.tell(f"the article is damaged: {wrong}", row["id"])
            continue
        checked.articles[article.id] = article


def _check_readings(connection: sqlite3.Connection, checked: Checked) -> None:
    for row in scan(connection, "readings", checked.tell):
        article = checked.articles.get(row["article_id"])
        try:
            extractor = Extractor(name=row["extractor"], version=row["version"])
            compare(row["digest"], reading_digest(row["article_id"], extractor, row["claims"]))
            came = checked.moments.pop(row["article_id"], row["made_at"])
            _require(row["made_at"] == came, "it was not made when the article came in")
            datetime.fromisoformat(row["made_at"])
            claims = load_claims(row["claims"])
            reading = Reading(article_id=row["article_id"], extractor=extractor, claims=claims)
            if article is not None:
                check_reading(article, reading)
        except (KeyError, TypeError, ValueError) as wrong:
            checked.tell(f"its reading is damaged: {wrong}", row["article_id"])
            continue
        checked.readings[reading.article_id].append(reading)
    for lost in checked.articles.keys() - checked.readings.keys():
        checked.tell("its reading is lost", lost)
    for lost in checked.readings.keys() - checked.seen:
        checked.tell("its words are lost", lost)


def _check_changes(connection: sqlite3.Connection, checked: Checked) -> None:
    decided = {row["sequence"]: row for row in scan(connection, "decisions", checked.tell)}
    reached = 0
    for row in scan(connection, "changes", checked.tell):
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
        wrong = _wrong_decision(decided.pop(sequence, None), kind)
        if wrong:
            checked.tell(f"change {sequence}, {kind}: {wrong}", article)
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


def _wrong_decision(row: Row | None, kind: str) -> str | None:
    if kind == ChangeKind.ADDED.value or kind not in set(ChangeKind):
        return None if row is None else "somebody decided on what only came in"
    if row is None:
        return "who decided so, and why, is lost"
    try:
        datetime.fromisoformat(row["made_at"])
        _require(kind != ChangeKind.WITHDRAWN.value or bool(row["why"]), "no reason is given")
    except (TypeError, ValueError) as wrong:
        return f"who decided so, or why or when, is damaged: {wrong}"
    return None


def _check_verdicts(connection: sqlite3.Connection, checked: Checked) -> None:
    notes = {row["sequence"]: row for row in scan(connection, "decisions", lambda _told: None)}
    for row in scan(connection, "verdicts", checked.tell):
        note = notes.get(row["sequence"])
        if note is None:
            checked.tell(f"verdict {row['sequence']}: who gave it is lost", row["article_id"])
            continue
        try:
            signed = {**dict(row), "who": note["who"], "why": note["why"],
                      "made_at": note["made_at"]}  # fmt: skip
            compare(row["digest"], verdict_row_digest(signed))
            decision = Decision(row["decision"])
            if row["correction"]:
                load_correction(row["correction"])
        except (KeyError, TypeError, ValueError) as wrong:
            checked.tell(f"verdict {row['sequence']} is damaged: {wrong}", row["article_id"])
            continue
        checked.verdicts[row["article_id"]][row["claim_id"]] = decision.value
    reviewed = sum(kinds.count(ChangeKind.REVIEWED.value) for kinds in checked.kinds.values())
    (kept,) = connection.execute("SELECT count(*) FROM verdicts").fetchone()
    if reviewed != kept:
        checked.tell(f"{reviewed} verdicts were given, and {kept} are kept")


def _check_sums(connection: sqlite3.Connection, checked: Checked) -> None:
    """Compare what is kept beside the articles with what they add up to."""
    if checked.damaged:
        return  # they cannot be added up
    standing = [each for each in checked.articles if _stands(checked, each)]
    found = {
        "articles": len(standing),
        "claims": sum(len(_standing_claims(checked, each)) for each in standing),
        "readings": sum(len(checked.readings[each]) for each in standing),
        "withdrawn": len(checked.articles) - len(standing),
    }
    kept = connection.execute("SELECT * FROM totals").fetchone()
    for name, number in found.items():
        if kept is None or kept[name] != number:
            told = None if kept is None else kept[name]
            checked.tell(f"the total of {name} is {told}, and there are {number}")
    gone = {
        (identifier, each)
        for each in checked.articles.keys() - set(standing)
        for identifier in _claims(checked, each)
    }
    noted = {
        (row["claim_id"], row["article_id"])
        for row in scan(connection, "withdrawn_claims", checked.tell)
    }
    for identifier, article in sorted(gone ^ noted):
        checked.tell(f"claim {identifier} is wrongly noted as withdrawn, or not noted", article)


def _require(holds: bool, what: str) -> None:  # noqa: FBT001  # as assert has it
    if not holds:
        raise ValueError(what)


def _stands(checked: Checked, article: str) -> bool:
    return checked.kinds[article][-1:] != [ChangeKind.WITHDRAWN.value]


def _claims(checked: Checked, article: str) -> Iterator[str]:
    return (claim_id(article, claim) for claim in checked.readings[article][-1].claims)


def _standing_claims(checked: Checked, article: str) -> list[str]:
    judged = checked.verdicts[article]
    return [each for each in _claims(checked, article)
            if judged.get(each) != Decision.REJECT.value]  # fmt: skip
