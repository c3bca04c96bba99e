"""Batches go to whoever has room; what is lost is read again, and only what is guilty fails."""

import itertools
from collections import deque
from collections.abc import Iterator, Sequence

import pytest

from graph.claims.article import make_article
from graph.claims.claim import Extractor
from graph.claims.reading import Reading
from graph.errors import ClusterError, InputError, TooCostly, UnreadableDocument
from graph.spread.crew import Done, Event, Joined, Left
from graph.spread.handing import DEATHS, DEPTH, NOTED, Course, Handing
from graph.spread.reading import read_with
from graph.spread.work import Batch, Broken, Greeting, Item, Outcome
from tests.making import EXTRACTOR
from tests.readers import BREAKS, COSTS, KILLS, HarmedReader


class MadeCrew:
    """Workers that read in this process when asked, and die of what would kill them.

    Who is named by number in `deaths` dies after so many batches, whatever it reads.
    """

    def __init__(self, workers: int = 2, deaths: dict[int, int] | None = None) -> None:
        self.deaths = deaths or {}
        self.held: dict[str, deque[Batch]] = {}
        self.given: list[Batch] = []
        self.most = 0
        self._names = itertools.count(1)
        self._events: deque[Event] = deque()
        self._joining = [self._join() for _ in range(workers)]

    def _join(self, greeting: Greeting | None = None) -> str:
        name = f"worker {next(self._names)}"
        self._events.append(Joined(worker=name, greeting=greeting or Greeting(extractor=EXTRACTOR)))
        self.held[name] = deque()
        return name

    def give(self, worker: str, batch: Batch) -> None:
        self.given.append(batch)
        self.held[worker].append(batch)
        self.most = max(self.most, len(self.held[worker]))
        if batch.is_suspect:
            assert len(self.held[worker]) == 1, "a suspect is alone"

    def next(self, seconds: float) -> Sequence[Event]:
        if self._events:
            return (self._events.popleft(),)
        worker = next((name for name, held in self.held.items() if held), None)
        if worker is None:
            return ()
        batch = self.held[worker].popleft()
        number = int(worker.split()[1])
        self.deaths[number] = self.deaths.get(number, -1) - 1
        if any(KILLS in one.text for one in batch.articles) or self.deaths[number] == 0:
            del self.held[worker]
            self._join()
            return (Left(worker=worker, reason="it died"),)
        results = read_with(HarmedReader(), batch.articles)
        return (Done(worker=worker, number=batch.number, results=results),)

    def starting(self) -> int:
        return len(self._events)

    def close(self) -> None:
        """Do nothing."""


def items(number: int, harm: dict[int, str] | None = None) -> list[Item]:
    harm = harm or {}
    return [
        Item(name=str(one), article=make_article(f"Story {one}: tanks went. {harm.get(one, '')}"))
        for one in range(number)
    ]


def in_batches(every: list[Item], size: int = 8) -> Iterator[list[Item]]:
    return (every[start : start + size] for start in range(0, len(every), size))


def read(crew: MadeCrew, every: list[Item]) -> tuple[dict[str, Outcome], Course]:
    course = Course()
    outcomes = list(itertools.chain(*Handing(crew, EXTRACTOR, course).read(in_batches(every))))
    assert sorted(int(one.item.name) for one in outcomes) == list(range(len(every))), "each once"
    return {one.item.name: one for one in outcomes}, course


def failures(outcomes: dict[str, Outcome]) -> dict[str, InputError]:
    return {
        name: one.result for name, one in outcomes.items() if isinstance(one.result, InputError)
    }


def test_everything_is_read_once_and_nobody_has_more_than_a_few() -> None:
    crew = MadeCrew()
    outcomes, course = read(crew, items(100))
    assert all(isinstance(one.result, Reading) for one in outcomes.values())
    assert all(
        isinstance(one.result, Reading) and one.result.article_id == one.item.article.id
        for one in outcomes.values()
    )
    assert crew.most == DEPTH
    assert len(crew.given) == 13
    assert (course.workers, course.lost, course.batches) == (2, 0, 0)


def test_no_more_is_taken_than_there_is_room_for() -> None:
    taken = 0

    def coming() -> Iterator[list[Item]]:
        nonlocal taken
        for one in items(50):
            taken += 1
            yield [one]

    crew = MadeCrew()
    handing = Handing(crew, EXTRACTOR, Course()).read(coming())
    next(handing)
    assert taken <= 2 * DEPTH + 1


def test_what_kills_is_found_and_costs_nothing_else() -> None:
    crew = MadeCrew()
    outcomes, course = read(crew, items(60, {21: KILLS}))
    (failed,) = failures(outcomes).items()
    assert failed[0] == "21"
    assert "killed the worker that read it, three times (it died)" in str(failed[1])
    assert course.lost == 1 + DEATHS
    assert course.batches == DEATHS
    assert [(one.first, one.last, one.articles) for one in course.retried[:2]] == [
        ("16", "23", 8),
        ("21", "21", 1),
    ]
    suspects = [batch for batch in crew.given if batch.is_suspect]
    assert len(suspects) == 8 + DEATHS - 1


def test_several_that_kill_are_each_found() -> None:
    outcomes, course = read(MadeCrew(), items(40, {0: KILLS, 1: KILLS, 39: KILLS}))
    assert failures(outcomes).keys() == {"0", "1", "39"}
    assert course.lost == 2 + 3 * DEATHS


def test_workers_that_die_for_other_reasons_cost_no_article() -> None:
    crew = MadeCrew(deaths={1: 2, 2: 5, 3: 1, 4: 1, 5: 3})
    outcomes, course = read(crew, items(200))
    assert not failures(outcomes)
    assert course.lost == 5
    assert course.batches == 5


def test_what_breaks_the_reader_fails_alone_and_at_once() -> None:
    outcomes, course = read(MadeCrew(), items(30, {11: BREAKS, 17: COSTS}))
    failed = failures(outcomes)
    assert failed.keys() == {"11", "17"}
    assert "the reader failed on it (IndexError: no such token)" in str(failed["11"])
    assert isinstance(failed["17"], TooCostly)
    assert (course.lost, course.batches, course.articles) == (0, 1, 8)


def test_fewer_results_than_articles_are_none() -> None:
    class Careless(MadeCrew):
        def next(self, seconds: float) -> Sequence[Event]:
            return tuple(
                Done(worker=one.worker, number=one.number, results=one.results[:1])
                if isinstance(one, Done) and isinstance(one.results, tuple)
                else one
                for one in super().next(seconds)
            )

    outcomes, course = read(Careless(), items(16))
    assert not failures(outcomes)
    assert course.batches == 2


def test_readings_of_another_article_or_extractor_are_refused() -> None:
    class Confused(MadeCrew):
        def next(self, seconds: float) -> Sequence[Event]:
            return tuple(
                Done(worker=one.worker, number=one.number, results=one.results[::-1])
                if isinstance(one, Done) and isinstance(one.results, tuple)
                else one
                for one in super().next(seconds)
            )

    outcomes, _ = read(Confused(), items(8))
    assert all(isinstance(one.result, UnreadableDocument) for one in outcomes.values())


def test_a_worker_of_another_version_is_sent_away() -> None:
    class Mixed(MadeCrew):
        def __init__(self) -> None:
            super().__init__(1)
            self._join(Greeting(extractor=Extractor(name="made", version="0")))

    crew = Mixed()
    outcomes, course = read(crew, items(20))
    assert not failures(outcomes)
    assert course.refused == {
        "worker 2": "it reads with made 0, and this is made 1: install the same Materiel on both"
    }


def test_nobody_of_the_right_version_is_an_error() -> None:
    class Older(MadeCrew):
        def __init__(self) -> None:
            super().__init__(0)
            for _ in range(2):
                self._join(Greeting(extractor=Extractor(name="made", version="0")))

    with pytest.raises(ClusterError, match="made 0, and this is made 1"):
        read(Older(), items(4))


def test_a_reader_that_cannot_be_loaded_is_told() -> None:
    class Empty(MadeCrew):
        def __init__(self) -> None:
            super().__init__(0)
            self._events.append(Joined(worker="worker 1", greeting=Broken(reason="no file")))

    with pytest.raises(ClusterError, match="worker 1: the reader cannot be loaded there: no file"):
        read(Empty(), items(4))


def test_who_dies_loading_ends_nothing_while_others_read() -> None:
    class Unlucky(MadeCrew):
        def next(self, seconds: float) -> Sequence[Event]:
            return (*super().next(seconds), Left(worker="worker 0", reason="it died loading"))

    outcomes, course = read(Unlucky(), items(100))
    assert not failures(outcomes)
    assert course.lost >= 13


def test_nobody_at_all_is_an_error_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.spread.handing.PATIENCE_SECONDS", -1.0)
    with pytest.raises(ClusterError, match="Start workers"):
        read(MadeCrew(0), items(4))


def test_only_some_lost_batches_are_named() -> None:
    course = Course()
    for one in items(NOTED + 5):
        course.note([one], "it died")
    assert (len(course.retried), course.batches, course.articles) == (NOTED, NOTED + 5, NOTED + 5)
