"""Articles without their texts, page by page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.archive.archive import Archive
from graph.archive.headings import Headings, Span
from graph.errors import ArchiveDamaged
from tests.conftest import Opener
from tests.making import make_read, told


@pytest.fixture
def archive(opener: Opener, tmp_path: Path) -> Iterator[Archive]:
    with opener(tmp_path) as opened:
        for number in range(5):
            read = make_read(told("POL", "UKR"), told("POL", "UKR", None), story=f"n{number}")
            opened.add(read.article, read.reading)
        yield opened


def numbers(found: Headings) -> list[int]:
    return [row.sequence for row in found.rows]


def test_a_heading_holds_all_but_the_text(archive: Archive) -> None:
    found = archive.headings(Span(limit=1))
    row = found.rows[0]
    read = archive.find(row.id)
    assert read is not None
    assert (row.title, row.published, row.publisher) == (
        read.article.title,
        read.article.published,
        read.article.publisher,
    )
    assert (row.characters, row.claims, row.sequence) == (len(read.article.text), 2, 1)
    assert (found.sequence, found.total) == (5, 5)


@pytest.mark.parametrize(
    ("span", "expected", "precedes", "follows"),
    [
        (Span(limit=2), [1, 2], False, True),
        (Span(limit=2, after=2), [3, 4], True, True),
        (Span(limit=2, after=4), [5], True, False),
        (Span(limit=2, after=5), [], False, False),
        (Span(limit=9, after=0), [1, 2, 3, 4, 5], False, False),
        (Span(limit=2, skip=3), [4, 5], True, False),
        (Span(limit=2, after=3, backwards=True), [1, 2], False, True),
        (Span(limit=2, after=5, backwards=True), [3, 4], True, True),
        (Span(limit=2, newest_first=True), [5, 4], False, True),
        (Span(limit=2, newest_first=True, after=4), [3, 2], True, True),
        (Span(limit=2, newest_first=True, after=2, backwards=True), [4, 3], True, True),
        (Span(limit=9, newest_first=True, after=3, backwards=True), [5, 4], False, True),
    ],
)
def test_a_span_knows_what_is_around_it(
    archive: Archive, span: Span, expected: list[int], *, precedes: bool, follows: bool
) -> None:
    found = archive.headings(span)
    assert numbers(found) == expected
    assert (found.precedes, found.follows) == (precedes, follows)


def test_what_is_withdrawn_is_left_out_and_comes_back_as_new(archive: Archive) -> None:
    second = archive.headings(Span(limit=2)).rows[1].id
    archive.withdraw(second, who=None, why="It was planted")
    found = archive.headings(Span(limit=9))
    assert numbers(found) == [1, 3, 4, 5]
    assert (found.sequence, found.total) == (6, 4)
    archive.restore(second, who=None, why=None)
    assert numbers(archive.headings(Span(limit=9))) == [1, 3, 4, 5, 7]


def test_an_empty_archive_has_none(opener: Opener, tmp_path: Path) -> None:
    with opener(tmp_path / "new") as opened:
        found = opened.headings(Span(limit=3))
    assert (found.sequence, found.total, list(found.rows)) == (0, 0, [])


def test_a_day_that_is_none_is_damage(archive: Archive) -> None:
    with archive._engine.writing() as connection:
        connection.exec_driver_sql("UPDATE articles SET published = 'soon'")
    with pytest.raises(ArchiveDamaged):
        archive.headings(Span(limit=1))
