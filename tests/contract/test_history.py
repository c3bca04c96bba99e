"""What an archive tells of its past."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from graph.archive.archive import Archive
from graph.claims.reading import ReadArticle
from graph.claims.verdict import Decision, Ruling
from tests.conftest import Opener
from tests.making import READ_AT, make_read, told

HOUR = timedelta(hours=1)


class Clock:
    """Moves on by an hour each time it is asked."""

    def __init__(self) -> None:
        self.now = READ_AT

    def __call__(self) -> datetime:
        self.now += HOUR
        return self.now


@pytest.fixture
def archive(opener: Opener, tmp_path: Path) -> Iterator[Archive]:
    with closing(opener(tmp_path, clock=Clock())) as opened:
        yield opened


def add(archive: Archive, read: ReadArticle) -> str:
    archive.add(read.article, read.reading)
    return read.article.id


def revised(archive: Archive, since: int) -> list[tuple[str, int | None, int, bool]]:
    """List articles with their sequence numbers before and now, and whether they stand."""
    return [
        (
            one.now.article.id,
            one.before.sequence if one.before else None,
            one.now.sequence,
            one.now.withdrawn is None,
        )
        for one in archive.revised(since)
    ]


def test_what_came_in_did_not_stand_before(archive: Archive) -> None:
    first = add(archive, make_read(told("POL", "UKR"), story="a"))
    second = add(archive, make_read(told("POL", "LTU"), story="b"))
    assert revised(archive, 0) == [(first, None, 1, True), (second, None, 2, True)]
    assert revised(archive, 1) == [(second, None, 2, True)]
    assert revised(archive, 2) == []


def test_what_was_withdrawn_stood_before_and_what_was_restored_did_not(archive: Archive) -> None:
    gone = add(archive, make_read(told("POL", "UKR"), story="a"))
    archive.withdraw(gone, who=None, why="It was planted")
    assert revised(archive, 1) == [(gone, 1, 2, False)]
    assert revised(archive, 0) == [(gone, None, 2, False)]
    archive.restore(gone, who=None, why=None)
    assert revised(archive, 2) == [(gone, None, 3, True)]
    assert revised(archive, 1) == [(gone, 1, 3, True)]
    assert [one.now.sequence for one in archive.revised(1, after=2)] == [3]
    assert [one.before is not None for one in archive.revised(1, after=2)] == [True]
    assert list(archive.revised(1, after=3)) == []


def test_verdicts_count_from_when_they_were_made(archive: Archive) -> None:
    read = make_read(told("POL", "UKR"), told("POL", "LTU"))
    article = add(archive, read)
    ids = [claim_id for claim_id, _ in read.identified_claims()]
    for claim_id, decision in ((ids[0], Decision.REJECT), (ids[1], Decision.ACCEPT)):
        archive.judge(article, claim_id, Ruling(decision=decision), who="Ada", why="Misread")
    decisions = []
    for since in (1, 2):
        (one,) = archive.revised(since)
        assert one.before is not None
        decisions.append([each.decision for each in one.before.verdicts])
        assert [each.decision for each in one.now.verdicts] == [Decision.REJECT, Decision.ACCEPT]
    assert decisions == [[], [Decision.REJECT]]


def test_the_last_change_before_a_moment(archive: Archive) -> None:
    article = add(archive, make_read(told("POL", "UKR")))
    archive.withdraw(article, who=None, why="It was planted")
    came = READ_AT + HOUR
    assert archive.last_before(came) == 0
    assert archive.last_before(came + HOUR / 2) == 1
    assert archive.last_before(came + 2 * HOUR) == 2
