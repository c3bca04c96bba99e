"""Verdicts on publishers are kept, the newest counts, and nothing is deleted."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from graph.archive.archive import FILE, Archive
from graph.claims.publisher import Hearing
from graph.claims.reading import ReadArticle
from graph.errors import ArchiveDamaged, InvalidField, MissingField, NotFound, Withdrawn
from tests.making import make_read, told

FLOOD = make_read(told("POL", "UKR"), publisher="The Flood Gazette")
UNNAMED = make_read(told("POL", "UKR"), story="unnamed", publisher=None)


def add(archive: Archive, *reads: ReadArticle) -> None:
    archive.add_many([(read.article, read.reading) for read in reads])


def test_a_verdict_is_kept_with_who_why_and_when(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        add(archive, FLOOD)
        before = archive.find(FLOOD.article.id)
        muted = archive.hear(FLOOD.article.id, Hearing.MUTE, who=" Ada ", why="It is planted")
        assert (muted.sequence, muted.is_new) == (2, True)
        assert archive.muted() == {"flood-gazette"}
        assert archive.muted(until=1) == frozenset()
        after = archive.find(FLOOD.article.id)
        assert after is not None
        assert before is not None
        assert replace(after, sequence=before.sequence) == before
        assert archive.changed_at(2) == muted.verdict.made_at
    with Archive.open(tmp_path) as archive:
        (verdict,) = archive.hearings("flood-gazette")
        assert verdict == muted.verdict
        assert (verdict.who, verdict.why) == ("Ada", "It is planted")
        assert verdict.name == FLOOD.article.publisher


def test_the_newest_counts_and_saying_it_again_changes_nothing(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        add(archive, FLOOD)
        article_id = FLOOD.article.id
        for who in ("Ada", "Ada", "Bob"):
            last = archive.hear(article_id, Hearing.MUTE, who=who, why="It is planted")
        assert (last.is_new, archive.sequence()) == (True, 3)
        again = archive.hear(article_id, Hearing.MUTE, who="Bob", why="It is planted")
        assert (again.is_new, again.verdict, archive.sequence()) == (False, last.verdict, 3)
        archive.hear(article_id, Hearing.UNMUTE, who="Ada", why=None)
        assert archive.muted() == frozenset()
        assert archive.muted(until=3) == {"flood-gazette"}
        decided = [one.decision for one in archive.hearings("flood-gazette")]
        assert decided == [Hearing.MUTE, Hearing.MUTE, Hearing.UNMUTE]
        assert archive.counts().articles == 1


def test_what_is_no_verdict_is_refused(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        add(archive, FLOOD, UNNAMED)
        with pytest.raises(NotFound):
            archive.hear("0" * 32, Hearing.MUTE, who="Ada", why="No")
        with pytest.raises(InvalidField, match="no publisher"):
            archive.hear(UNNAMED.article.id, Hearing.MUTE, who="Ada", why="No")
        with pytest.raises(MissingField, match="Nobody"):
            archive.hear(FLOOD.article.id, Hearing.MUTE, who=" ", why="No")
        with pytest.raises(MissingField, match="No reason"):
            archive.hear(FLOOD.article.id, Hearing.MUTE, who="Ada", why=None)
        archive.withdraw(FLOOD.article.id, who=None, why="Planted")
        with pytest.raises(Withdrawn):
            archive.hear(FLOOD.article.id, Hearing.MUTE, who="Ada", why="No")
        assert archive.muted() == frozenset()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE mutings SET decision = 'unmute'",
        "UPDATE mutings SET publisher = 'another'",
        "UPDATE decisions SET who = 'Someone else'",
    ],
)
def test_a_verdict_that_is_damaged_is_not_passed_over(tmp_path: Path, statement: str) -> None:
    with Archive.open(tmp_path) as archive:
        add(archive, FLOOD)
        archive.hear(FLOOD.article.id, Hearing.MUTE, who="Ada", why="It is planted")
    connection = sqlite3.connect(tmp_path / FILE)
    with connection:
        connection.execute(statement)
    connection.close()
    with Archive.open(tmp_path) as archive, pytest.raises(ArchiveDamaged, match="verdict"):
        archive.muted()
