"""The archive gone through: what is whole, and what is not what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from graph.archive.checked import Checked
from graph.archive.digests import compare, reading_digest
from graph.archive.engines.protocol import Row, Scanner
from graph.archive.engines.scanning import opened
from graph.archive.keys import ApiKey, read_key
from graph.archive.past import check_past
from graph.archive.records import load_claims
from graph.archive.rows import read_article
from graph.archive.schema import BRINGS_READING, ChangeKind
from graph.archive.trail import Entry, read_entry
from graph.claims.article import article_id
from graph.claims.claim import Extractor, claim_id
from graph.claims.reading import Reading, check_reading
from graph.claims.verdict import Decision
from graph.errors import ArchiveDamaged

Read = TypeVar("Read")


def check_archive(path: Path) -> Checked:
    """Go through the archive in a file, once; whatever is wrong is told, nothing is raised."""
    return check_scanned(opened(path))


def check_scanned(scanning: AbstractContextManager[Scanner]) -> Checked:
    """Go through an archive, once; what is wrong is told, and raised where nobody can say."""
    checked = Checked()
    try:
        with scanning as scanner:
            scanner.structure(checked.tell)
            _check_articles(scanner, checked)
            _check_readings(scanner, checked)
            check_past(scanner, checked)
            _check_numbers(checked)
            _check_sums(scanner, checked)
            checked.keys.extend(_check_keys(scanner, checked))
            checked.entries.extend(_check_trail(scanner, checked))
    except ArchiveDamaged as failed:
        checked.tell(str(failed))
    return checked


def _check_articles(scanner: Scanner, checked: Checked) -> None:
    for row in scanner.rows("articles", checked.tell):
        checked.seen.add(row["id"])
        try:
            article = read_article(row)
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


def _check_readings(scanner: Scanner, checked: Checked) -> None:
    came = dict(checked.moments)
    for row in scanner.rows("readings", checked.tell):
        article = checked.articles.get(row["article_id"])
        try:
            extractor = Extractor(name=row["extractor"], version=row["version"])
            compare(row["digest"], reading_digest(row["article_id"], extractor, row["claims"]))
            first = came.pop(row["article_id"], row["made_at"])
            _require(row["made_at"] == first, "it was not made when the article came in")
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


def _check_numbers(checked: Checked) -> None:
    """Compare how many readings an article has with the changes that brought one."""
    for article in checked.articles.keys() - checked.damaged:
        made = sum(kind in BRINGS_READING for kind in checked.kinds[article])
        kept = len(checked.readings[article])
        if made != kept:
            checked.tell(f"it was read {made} times, and {kept} readings are kept", article)


def _check_sums(scanner: Scanner, checked: Checked) -> None:
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
    kept = {
        name: told for row in scanner.rows("totals", checked.tell) for name, told in row.items()
    }
    for name, number in found.items():
        if kept.get(name) != number:
            checked.tell(f"the total of {name} is {kept.get(name)}, and there are {number}")
    gone = {
        (identifier, each)
        for each in checked.articles.keys() - set(standing)
        for identifier in _claims(checked, each)
    }
    noted = {
        (row["claim_id"], row["article_id"])
        for row in scanner.rows("withdrawn_claims", checked.tell)
    }
    for identifier, article in sorted(gone ^ noted):
        checked.tell(f"claim {identifier} is wrongly noted as withdrawn, or not noted", article)


def _check_keys(scanner: Scanner, checked: Checked) -> Iterator[ApiKey]:
    for row in scanner.rows("api_keys", checked.tell):
        yield from _read(read_key, row, f"the key {row['id']!r}", checked)


def _check_trail(scanner: Scanner, checked: Checked) -> Iterator[Entry]:
    reached = 0
    for row in scanner.rows("audit", checked.tell):
        if row["id"] != reached + 1:
            checked.tell(f"entries {reached + 1} to {row['id'] - 1} of the trail are lost")
        reached = row["id"]
        yield from _read(read_entry, row, f"entry {reached} of the trail", checked)


def _read(read: Callable[[Row], Read], row: Row, what: str, checked: Checked) -> Iterator[Read]:
    try:
        yield read(row)
    except (KeyError, TypeError, ValueError) as wrong:
        checked.tell(f"{what} is damaged: {wrong}")


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
