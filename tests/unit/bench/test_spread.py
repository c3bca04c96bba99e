"""The bench of reading by many makes different articles, and its crews begin together."""

from contextlib import closing
from itertools import chain

import pytest

from bench.spread import articles, memory
from bench.spread.gathering import Gathered
from graph.ingest.extractor import EXTRACTOR
from graph.spread.handing import Course, Handing
from graph.spread.processes import Processes


def test_articles_are_different_and_some_of_them_gold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "gold_texts", lambda: ["Norway sent tanks.", "Poland paid."])
    made = list(articles.mixed(100))
    assert len({one.id for one in made}) == 100
    assert sum("letter" not in one.text for one in made) == 100 // articles.EVERY


def test_a_crew_begins_when_all_are_there() -> None:
    with closing(Processes(2, memory.open_cheap)) as crew:
        gathered, course = Gathered(crew, 2), Course()
        coming = articles.in_batches(map(articles.plain, range(64)))
        read = list(chain(*Handing(gathered, EXTRACTOR, course).read(coming)))
    assert len(read) == 64
    assert course.workers == 2
    assert gathered.began > 0


def test_memory_is_told() -> None:
    assert memory.resident() > 10
