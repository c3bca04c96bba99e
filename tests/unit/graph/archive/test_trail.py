import sqlite3
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Connection

from graph.archive import trail
from graph.archive.archive import FILE, Archive
from graph.archive.trail import AT_ONCE, Action, Caller, Door, Outcome, called_by
from graph.claims.verdict import Decision, Ruling
from graph.errors import ArchiveDamaged, NotFound
from tests.conftest import ON_FILE, Opener
from tests.making import READ_AT, make_read, told

DESK = Caller(door=Door.HTTP, key="0" * 12, address="192.0.2.7", request="abc")
REJECT = Ruling(decision=Decision.REJECT)


@pytest.fixture
def archive(opener: Opener, tmp_path: Path) -> Iterator[Archive]:
    with opener(tmp_path, clock=lambda: READ_AT) as opened:
        yield opened


def test_every_write_leaves_an_entry_and_what_changes_nothing_leaves_none(
    archive: Archive,
) -> None:
    read = make_read(told("POL", "UKR"), story="one", sequence=1)
    claim_id, _ = read.identified_claims()[0]
    with called_by(DESK):
        for _ in range(2):
            archive.add(read.article, read.reading)
            archive.judge(read.article.id, claim_id, REJECT, who="Ada", why="Misread")
        for _ in range(2):
            archive.withdraw(read.article.id, who="Ada", why="Planted")
        for _ in range(2):
            archive.restore(read.article.id, who="Ada", why=None)
        archive.trail.note_refusal("DELETE /v1/articles/x")
    found = [(entry.action, entry.subject, entry.outcome) for entry in archive.trail.entries()]
    assert found == [
        (Action.ADDED, read.article.id, Outcome.DONE),
        (Action.JUDGED, claim_id, Outcome.DONE),
        (Action.WITHDRAWN, read.article.id, Outcome.DONE),
        (Action.RESTORED, read.article.id, Outcome.DONE),
        (Action.REFUSED, "DELETE /v1/articles/x", Outcome.FORBIDDEN),
    ]
    assert {entry.caller for entry in archive.trail.entries()} == {DESK}


def test_what_is_not_said_to_come_from_elsewhere_is_of_the_command_line(archive: Archive) -> None:
    read = make_read(told("POL", "UKR"), story="one", sequence=1)
    with called_by(DESK):
        stranger = Thread(target=archive.add, args=(read.article, read.reading))
        stranger.start()
        stranger.join()
    assert [entry.caller for entry in archive.trail.entries()] == [Caller()]


def test_what_was_not_written_is_not_told_as_written(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = make_read(told("POL", "UKR"), story="one", sequence=1)
    two = make_read(told("POL", "UKR"), story="two", sequence=2)
    keep = trail.keep_entries

    def fail_later(connection: Connection, entries: Sequence[trail.Entry]) -> None:
        keep(connection, entries[:1])
        raise RuntimeError("the power went")

    monkeypatch.setattr(trail, "keep_entries", fail_later)
    with pytest.raises(RuntimeError):
        archive.add_many([(each.article, each.reading) for each in (one, two)])
    monkeypatch.undo()
    with pytest.raises(NotFound):
        archive.withdraw("0" * 32, who=None, why="Planted")
    assert list(archive.trail.entries()) == []
    assert archive.sequence() == 0
    assert not archive.known(one.article.id)


def test_a_trail_is_read_to_its_end_and_since_a_moment(archive: Archive) -> None:
    for _ in range(AT_ONCE + 1):
        archive.trail.note_refusal("x")
    numbers = [entry.number for entry in archive.trail.entries()]
    assert numbers == list(range(1, AT_ONCE + 2))
    assert [entry.number for entry in archive.trail.entries(after=AT_ONCE)] == [AT_ONCE + 1]
    assert len(list(archive.trail.entries(since=READ_AT))) == AT_ONCE + 1
    assert list(archive.trail.entries(since=READ_AT + timedelta(seconds=1))) == []


@ON_FILE
@pytest.mark.parametrize(
    "column", ["at", "door", "key_id", "address", "action", "subject", "outcome", "digest"]
)
def test_an_entry_that_is_damaged_is_not_passed_over(
    tmp_path: Path, archive: Archive, column: str
) -> None:
    archive.trail.note_refusal("x")
    connection = sqlite3.connect(tmp_path / FILE)
    with connection:
        connection.execute(f"UPDATE audit SET {column} = 'y'")
    connection.close()
    with pytest.raises(ArchiveDamaged):
        list(archive.trail.entries())
