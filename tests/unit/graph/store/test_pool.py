"""Workers lent to those who wait, and to those who may not."""

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from graph.errors import StorageError
from graph.store.limits import query_limits
from graph.store.patience import Patience
from graph.store.pool import Pool
from graph.store.worker import Worker

LIMITS = replace(query_limits(), readers=1, readers_most=1)


@pytest.fixture
def pool() -> Iterator[Pool]:
    with closing(Pool(LIMITS)) as opened:
        yield opened


def test_an_idle_worker_is_lent_at_once_and_no_other_is_started(pool: Pool) -> None:
    worker = pool.borrow_now()
    assert worker is not None
    assert pool.borrow_now() is None
    assert pool.give_back_now(worker)
    assert pool.borrow_now() is worker
    assert len(pool.all) == 1


def test_who_waits_is_served_before_who_may_not(pool: Pool) -> None:
    worker = pool.borrow(Patience(60))
    taken: list[object] = []
    waiting = threading.Thread(target=lambda: taken.append(pool.borrow(Patience(60))))
    waiting.start()
    while not pool._waiting:
        pass
    pool.idle.append(worker)  # as if given back, but the one who waits not awake yet
    assert pool.borrow_now() is None
    with pool._changed:
        pool._changed.notify()
    waiting.join()
    assert taken == [worker]


def test_one_too_many_is_not_taken_back_at_once(pool: Pool) -> None:
    worker = pool.borrow(Patience(60))
    pool.idle.append(worker)
    assert not pool.give_back_now(worker)


def test_a_closed_pool_lends_nothing(pool: Pool) -> None:
    assert pool.close()
    assert not pool.close()
    assert pool.borrow_now() is None
    with pytest.raises(StorageError, match="closed"):
        pool.borrow(Patience(60))


def test_a_process_that_cannot_be_started_is_told_and_tried_again(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> Worker:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    worker = pool.borrow(Patience(60))
    with monkeypatch.context() as exhausted:
        exhausted.setattr("graph.store.pool.Worker", refuse)
        pool.give_back(worker, is_sound=False)
        assert not worker.is_alive()
        with pytest.raises(StorageError, match="temporarily unavailable"):
            pool.borrow(Patience(60))
    assert pool.borrow(Patience(60)).is_alive()
