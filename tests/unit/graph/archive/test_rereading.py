"""Articles get other readings: the newest is current, the earlier ones stay, and so do verdicts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.archive.archive import FILE, Archive
from graph.archive.checking import check_archive
from graph.archive.salvaging import salvage
from graph.archive.trail import Action
from graph.claims.claim import Extractor, Stage
from graph.claims.reading import ReadArticle, Reading
from graph.claims.verdict import Decision, Ruling
from graph.errors import NotFound
from tests.conftest import ON_FILE, Opener
from tests.making import EXTRACTOR, READ_AT, make_read, told

NEWER = Extractor(name="made", version="2")


@pytest.fixture
def archive(opener: Opener, tmp_path: Path) -> Iterator[Archive]:
    with opener(tmp_path, clock=lambda: READ_AT) as archive:
        yield archive


def kept(archive: Archive, story: str = "", claims: int = 2) -> ReadArticle:
    suppliers = ("POL", "NOR", "USA")
    read = make_read(*(told(one, "UKR") for one in suppliers[:claims]), story=story)
    archive.add(read.article, read.reading)
    found = archive.find(read.article.id)
    assert found is not None
    return found


def newer(read: ReadArticle, *, keep: int, stage: Stage | None = None) -> Reading:
    """Read it again: the first claims stay, or get another stage."""
    claims = (replace(one, extractor=NEWER) for one in read.reading.claims[:keep])
    changed = (one if stage is None else replace(one, stage=stage) for one in claims)
    return Reading(article_id=read.article.id, extractor=NEWER, claims=tuple(changed))


def test_the_newest_reading_is_the_current_one_and_counts(archive: Archive) -> None:
    read = kept(archive)
    reading = newer(read, keep=1)
    (reread,) = archive.rereading.add_many([(read.article, reading)])
    found = archive.find(read.article.id)
    assert reread.is_new
    assert reread.before == read
    assert reread.now == found
    assert found is not None
    assert found.reading == reading
    assert found.sequence == archive.sequence() == 2
    counts = archive.counts()
    assert (counts.articles, counts.claims, counts.readings) == (1, 1, 2)
    assert [one.reading for one in archive.since(0)] == [reading]
    assert [one.sequence for one in archive.since(1)] == [2]
    assert [entry.action for entry in archive.trail.entries()] == [Action.ADDED, Action.REREAD]


def test_the_same_reading_again_changes_nothing(archive: Archive) -> None:
    read = kept(archive)
    pair = (read.article, newer(read, keep=2))
    first, second = archive.rereading.add_many([pair, pair])
    assert (first.is_new, second.is_new) == (True, False)
    assert not archive.rereading.add_many([pair])[0].is_new
    assert archive.sequence() == 2
    assert archive.counts().readings == 2


def test_what_is_not_here_is_not_read_again_and_nothing_beside_it(archive: Archive) -> None:
    read, other = kept(archive), make_read(told("IRN", "RUS"), story="Elsewhere")
    with pytest.raises(NotFound):
        archive.rereading.add_many(
            [(read.article, newer(read, keep=1)), (other.article, other.reading)]
        )
    assert archive.find(read.article.id) == read
    assert archive.counts().readings == 1


def test_a_withdrawn_article_is_left_alone(archive: Archive) -> None:
    read = kept(archive)
    archive.withdraw(read.article.id, who=None, why="It was planted")
    (reread,) = archive.rereading.add_many([(read.article, newer(read, keep=1))])
    assert not reread.is_new
    assert list(archive.rereading.due(NEWER)) == []
    archive.restore(read.article.id, who=None, why=None)
    assert [one.article.id for one in archive.rereading.due(NEWER)] == [read.article.id]


def test_verdicts_stay_with_claims_whose_id_is_the_same(archive: Archive) -> None:
    read = kept(archive)
    (first, _), (second, _) = read.identified_claims()
    for claim in (first, second):
        archive.judge(read.article.id, claim, Ruling(decision=Decision.REJECT), who="A", why="No")
    assert archive.counts().claims == 0
    (reread,) = archive.rereading.add_many([(read.article, newer(read, keep=1))])
    assert reread.now.standing_claims() == ()
    assert {one.claim_id for one in reread.now.verdicts} == {first, second}
    assert archive.counts().claims == 0
    archive.rereading.add_many([(read.article, newer(read, keep=1, stage=Stage.ORDER))])
    assert archive.counts().claims == 1  # another claim, which nobody judged
    assert len(archive.verdicts(first)) == 1


def test_what_is_due_comes_once_and_in_the_order_of_ids(archive: Archive) -> None:
    reads = [kept(archive, f"Story {number}") for number in range(230)]
    done, *rest = reads
    archive.rereading.add_many([(done.article, newer(done, keep=1))])
    due = archive.rereading.due(NEWER)
    found = [next(due)]
    for read in reads[1:50]:  # done meanwhile by somebody else, ahead of and behind us
        archive.rereading.add_many([(read.article, newer(read, keep=1))])
    found += due
    ids = [one.article.id for one in found]
    assert ids == sorted(set(ids))
    assert {read.article.id for read in reads[50:]} <= set(ids) <= {r.article.id for r in rest}
    assert archive.rereading.count_due(NEWER) == 180
    assert archive.rereading.count_due(None) == archive.rereading.count_due(EXTRACTOR) + 180 == 230
    assert len(list(archive.rereading.due(None))) == 230


def test_it_is_told_which_are_known_and_which_stand(archive: Archive) -> None:
    first, second = kept(archive, "One"), kept(archive, "Two")
    archive.withdraw(second.article.id, who=None, why="It was planted")
    ids = [first.article.id, second.article.id, "0" * 32]
    assert archive.rereading.known(ids) == {first.article.id: True, second.article.id: False}
    assert archive.rereading.known([]) == {}


def test_an_earlier_state_has_its_own_reading(archive: Archive) -> None:
    read = kept(archive)
    once, twice = newer(read, keep=1), newer(read, keep=2, stage=Stage.ORDER)
    archive.rereading.add_many([(read.article, once)])
    archive.judge(
        read.article.id,
        archive.rereading.add_many([(read.article, twice)])[0].now.identified_claims()[0][0],
        Ruling(decision=Decision.ACCEPT),
        who="A",
        why=None,
    )
    befores = [next(archive.revised(number)).before for number in (1, 2, 3)]
    assert [one.reading if one else None for one in befores] == [read.reading, once, twice]
    assert [one.sequence if one else None for one in befores] == [1, 2, 3]
    now = next(archive.revised(1)).now
    assert now.reading == twice
    assert now.sequence == 4


@ON_FILE
def test_an_archive_with_other_readings_is_whole_and_can_be_salvaged(
    archive: Archive, tmp_path: Path
) -> None:
    read = kept(archive)
    claim, _ = read.identified_claims()[1]
    archive.judge(read.article.id, claim, Ruling(decision=Decision.REJECT), who="A", why="No")
    archive.rereading.add_many([(read.article, newer(read, keep=1))])
    assert check_archive(tmp_path / FILE).findings == []
    salvage(tmp_path / FILE, tmp_path / "new")
    with Archive.open(tmp_path / "new") as copied:
        assert list(copied.since(0)) == list(archive.since(0))
        assert copied.counts() == archive.counts()
        before = next(copied.revised(1)).before
        assert before is not None
        assert before.reading == read.reading
        assert len(copied.verdicts(claim)) == 1


@ON_FILE
def test_a_reading_that_is_lost_is_found_missing(archive: Archive, tmp_path: Path) -> None:
    import sqlite3

    read = kept(archive)
    archive.rereading.add_many([(read.article, newer(read, keep=1))])
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("DELETE FROM readings WHERE version = '2'")
    connection.close()
    told_of = [one.what for one in check_archive(tmp_path / FILE).findings]
    assert "it was read 2 times, and 1 readings are kept" in told_of
