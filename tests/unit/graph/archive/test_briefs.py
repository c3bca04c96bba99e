import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from graph.archive.archive import FILE, Archive
from graph.claims.brief import BriefClaim, put_in_brief
from graph.claims.claim import Quantity
from graph.claims.evidence import Source, SourceKind
from graph.claims.reading import ReadArticle
from graph.claims.verdict import Decision, Ruling
from graph.errors import ArchiveDamaged, StorageError
from tests.conftest import ON_FILE, Opener
from tests.making import make_read, told


@dataclass
class CountingMarker:
    """Marks an article with its length, and notes that it did."""

    version: str = "1"
    marked: list[str] = field(default_factory=list)

    def mark(self, read: ReadArticle) -> bytes:
        self.marked.append(read.article.id)
        return str(len(read.article.text)).encode()


@pytest.fixture
def archive(opener: Opener, tmp_path: Path) -> Iterator[Archive]:
    with opener(tmp_path) as opened:
        source = Source(name="The ministry", kind=SourceKind.OFFICIAL)
        tanks = Quantity(text="some 40 tanks", min=36, max=44, unit="tanks", approximate=True)
        opened.add_many(
            [
                (read.article, read.reading)
                for read in (
                    make_read(told("POL", "UKR", source=source, quantity=tanks), story="one"),
                    make_read(told("IRN", "RUS", None, via=("BLR",), date="2024-05"), story="two"),
                    make_read(story="three"),
                )
            ]
        )
        yield opened


def run(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / FILE)
    with connection:
        connection.execute(statement)
    connection.close()


def test_briefs_are_what_the_readings_are_put_in_brief(archive: Archive) -> None:
    marker = CountingMarker()
    whole = list(archive.since(0))
    for _ in range(2):  # made, then as they are kept
        briefs = list(archive.briefs(0, marker))
        assert [brief.sequence for brief in briefs] == [1, 2, 3]
        for brief, read in zip(briefs, whole, strict=True):
            assert brief == put_in_brief(read, brief.reading, brief.marks)
    assert [brief.id for brief in archive.briefs(2, marker)] == [whole[2].article.id]


def test_marks_are_made_once_and_anew_when_the_way_is_another(archive: Archive) -> None:
    first, other = CountingMarker(), CountingMarker("2")
    list(archive.briefs(0, first))
    list(archive.briefs(0, first))
    assert len(first.marked) == 3
    list(archive.briefs(0, other))
    assert len(other.marked) == 3


@ON_FILE
@pytest.mark.parametrize("column", ["marks", "claims"])
def test_a_damaged_brief_is_made_anew(tmp_path: Path, archive: Archive, column: str) -> None:
    marker = CountingMarker()
    before = list(archive.briefs(0, marker))
    run(tmp_path, f"UPDATE briefs SET {column} = x'00' WHERE reading_id = 2")
    assert list(archive.briefs(0, marker)) == before
    assert len(marker.marked) == 4


def test_a_withdrawn_article_has_no_claims_and_a_judged_one_its_verdict(archive: Archive) -> None:
    one, two, _ = archive.since(0)
    marker = CountingMarker()
    list(archive.briefs(0, marker))
    archive.withdraw(one.article.id, who=None, why="It was planted")
    claim_id, _ = two.identified_claims()[0]
    ruling = Ruling(decision=Decision.CORRECT, correction=(("supplier", "PRK"),))
    archive.judge(two.article.id, claim_id, ruling, who="Ada", why="A slip")
    _, gone, judged = archive.briefs(0, marker)
    assert (gone.id, gone.stands, list(gone.claims)) == (one.article.id, False, [])
    assert [claim.supplier for claim in judged.claims] == ["PRK"]
    assert judged.judged[0].claim == two.reading.claims[0]
    assert judged.marks == str(len(two.article.text)).encode()
    assert len(marker.marked) == 3


def test_words_are_given_by_the_number_of_the_reading(archive: Archive) -> None:
    briefs = list(archive.briefs(0, CountingMarker()))
    reads = list(archive.since(0))
    wordings = archive.wordings([brief.reading for brief in briefs])
    for brief, read in zip(briefs, reads, strict=True):
        wording = wordings[brief.reading]
        assert (wording.title, wording.url) == (read.article.title, read.article.url)
        assert tuple(wording.claims[:]) == read.reading.claims
        assert [BriefClaim.of(place, claim) for place, claim in enumerate(wording.claims)] == list(
            brief.claims
        )
    assert archive.wordings([99]) == {}


@ON_FILE
def test_damaged_words_are_not_shown(tmp_path: Path, archive: Archive) -> None:
    numbers = [brief.reading for brief in archive.briefs(0, CountingMarker())]
    run(tmp_path, "UPDATE readings SET claims = replace(claims, 'POL', 'FRA')")
    with pytest.raises(ArchiveDamaged, match="is damaged"):
        archive.wordings(numbers)


def test_briefs_that_cannot_be_kept_are_made_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> None:
        raise StorageError("The disk is full")

    marker = CountingMarker()
    monkeypatch.setattr("graph.archive.archive.keep_briefs", refuse)
    assert len(list(archive.briefs(0, marker))) == 3
    assert "3 readings in brief were not kept" in caplog.text
    monkeypatch.undo()
    assert len(list(archive.briefs(0, marker))) == 3
    assert len(marker.marked) == 6
