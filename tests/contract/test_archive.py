"""What every archive keeps to; a new kind of archive joins the list of openers."""

import dataclasses
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from graph.archive.archive import Archive, ArchiveCounts
from graph.claims.article import make_article
from graph.claims.evidence import Passage
from graph.claims.reading import ReadArticle
from graph.errors import NotText
from tests.making import make_read, told

OPENERS: dict[str, Callable[[Path], Archive]] = {"sqlite": Archive.open}


@pytest.fixture(params=OPENERS)
def opener(request: pytest.FixtureRequest) -> Callable[[Path], Archive]:
    return OPENERS[request.param]


@pytest.fixture
def archive(opener: Callable[[Path], Archive], tmp_path: Path) -> Iterator[Archive]:
    with closing(opener(tmp_path)) as opened:
        yield opened


def add(archive: Archive, read: ReadArticle) -> ReadArticle:
    added = archive.add(read.article, read.reading)
    return dataclasses.replace(read, sequence=added.sequence)


def test_an_empty_archive(archive: Archive) -> None:
    assert archive.sequence() == 0
    assert archive.counts() == ArchiveCounts(articles=0, claims=0, readings=0)
    assert list(archive.since(0)) == []
    assert archive.find("0" * 32) is None
    assert not archive.known("0" * 32)


def test_an_article_comes_back_as_it_went_in(archive: Archive) -> None:
    read = make_read(
        told("POL", "UKR", source="A ministry", date="2025-01/..", via=("ROU",)),
        told("POL", "UKR", None),
        published=date(2025, 2, 3),
        story="“Ünïcode” \U0001f680 and a \x00 NUL",
    )
    added = archive.add(read.article, read.reading)
    assert (added.article_id, added.sequence, added.is_new) == (read.article.id, 1, True)
    assert archive.find(read.article.id) == read
    assert archive.known(read.article.id)
    assert list(archive.since(0)) == [read]


def test_an_article_may_have_no_metadata_and_no_claims(archive: Archive) -> None:
    read = make_read(published=None, publisher=None)
    bare = dataclasses.replace(read, article=make_article(read.article.text))
    archive.add(bare.article, bare.reading)
    assert archive.find(bare.article.id) == bare


def test_adding_again_changes_nothing_and_says_so(archive: Archive) -> None:
    read = add(archive, make_read(told("POL", "UKR")))
    add(archive, make_read(told("IRN", "RUS"), story="other"))
    before = archive.counts()
    other_reading = dataclasses.replace(read.reading, claims=())
    again = archive.add(read.article, other_reading)
    assert (again.is_new, again.sequence) == (False, 1)
    assert archive.sequence() == 2
    assert archive.counts() == before == ArchiveCounts(articles=2, claims=2, readings=2)
    assert archive.find(read.article.id) == read


def test_sequence_numbers_grow_by_one(archive: Archive) -> None:
    reads = [add(archive, make_read(told("POL", "UKR"), story=str(n))) for n in range(5)]
    assert [read.sequence for read in reads] == [1, 2, 3, 4, 5]
    assert list(archive.since(3)) == reads[3:]
    assert list(archive.since(5)) == []


def test_several_are_added_together_or_not_at_all(archive: Archive) -> None:
    reads = [make_read(told("POL", "UKR"), story=str(n)) for n in range(3)]
    pairs = [(read.article, read.reading) for read in reads]
    added = archive.add_many([*pairs[:2], pairs[0]])
    assert [(one.sequence, one.is_new) for one in added] == [(1, True), (2, True), (1, False)]
    forged = (reads[2].article, dataclasses.replace(reads[2].reading, article_id="another"))
    fresh = make_read(told("IRN", "RUS"), story="fresh")
    with pytest.raises(ValueError, match="reading of another"):
        archive.add_many([(fresh.article, fresh.reading), forged])
    assert not archive.known(fresh.article.id)
    assert archive.add_many([]) == ()
    assert archive.sequence() == 2


def test_a_quote_that_is_not_in_the_text_never_enters(archive: Archive) -> None:
    read = make_read(told("POL", "UKR"))
    passage = Passage(quote="made up", start=0, end=7)
    claim = dataclasses.replace(read.reading.claims[0], passage=passage)
    with pytest.raises(ValueError, match="is not in article"):
        archive.add(read.article, dataclasses.replace(read.reading, claims=(claim,)))
    assert not archive.known(read.article.id)


def test_a_date_that_is_none_never_enters(archive: Archive) -> None:
    read = make_read(told("POL", "UKR", date="next spring"))
    with pytest.raises(ValueError, match="'next spring'"):
        archive.add(read.article, read.reading)
    assert archive.sequence() == 0


def test_half_a_letter_is_refused(archive: Archive) -> None:
    read = make_read(told("POL", "UKR"), story="broken \ud83d")
    with pytest.raises(NotText) as refused:
        archive.add(read.article, read.reading)
    assert refused.value.field == "text"
    assert archive.sequence() == 0


def test_it_is_all_there_after_opening_again(
    opener: Callable[[Path], Archive], tmp_path: Path
) -> None:
    with closing(opener(tmp_path)) as first:
        read = add(first, make_read(told("POL", "UKR")))
    with closing(opener(tmp_path)) as second:
        assert second.find(read.article.id) == read
        assert second.sequence() == 1
        assert second.counts() == ArchiveCounts(articles=1, claims=1, readings=1)


def test_two_open_archives_see_each_other(
    opener: Callable[[Path], Archive], archive: Archive, tmp_path: Path
) -> None:
    with closing(opener(tmp_path)) as other:
        first = add(archive, make_read(told("POL", "UKR"), story="1"))
        second = add(other, make_read(told("POL", "UKR"), story="2"))
        assert (first.sequence, second.sequence) == (1, 2)
        assert archive.sequence() == other.sequence() == 2
        assert list(archive.since(0)) == list(other.since(0)) == [first, second]


def test_threads_may_write_and_read_at_once(archive: Archive) -> None:
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for number in range(15):
                for story in (f"{name} {number}", f"shared {number}"):
                    read = add(archive, make_read(told("POL", "UKR"), story=story))
                    assert archive.find(read.article.id) == read
        except BaseException as failure:  # noqa: BLE001  # told to the thread that asserts
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [read.sequence for read in archive.since(0)] == list(range(1, 76))
    assert archive.counts().articles == 75


def test_closing_twice_is_once(archive: Archive) -> None:
    archive.close()
    archive.close()
