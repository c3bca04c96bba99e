"""Queries at work before anybody waits for them."""

import os
import select
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import QueryFailed, QuerySyntaxError, QueryTimeout
from graph.quads.iris import Iris
from graph.store.answers import TABLE_FORMATS
from graph.store.begun import Begun
from graph.store.oxigraph import OxigraphStore
from graph.store.readers import Readers
from tests.making import make_read

JSON = TABLE_FORMATS[0]
ENDLESS = "SELECT (COUNT(*) AS ?n) {" + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9)) + "}"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 30000"


@pytest.fixture
def readers(tmp_path: Path) -> Iterator[Readers]:
    with (
        closing(OxigraphStore.open(tmp_path / "store", Iris())) as store,
        closing(Readers(store)) as opened,
    ):
        store.add(make_read(sequence=1))
        opened.query("ASK {}", answer=JSON)
        yield opened


def begin(readers: Readers, text: str, timeout: float = 60) -> Begun:
    begun = readers.begin(readers.prepare(text, answer=JSON, timeout=timeout))
    assert begun is not None
    return begun


def is_readable(begun: Begun, seconds: float = 60) -> bool:
    return bool(select.select([begun], [], [], seconds)[0])


def test_a_quick_answer_is_taken_in_without_waiting(readers: Readers) -> None:
    idle = list(readers._pool.idle)
    with begin(readers, "ASK {}") as begun:
        assert begun.answer() is None
        assert is_readable(begun)
        assert begun.read()
        answer = begun.answer()
        assert answer is not None
        assert answer.body == b'{"head":{},"boolean":true}'
        begun.release()
    assert readers._pool.idle == idle


def test_what_takes_longer_is_finished_by_who_may_wait(readers: Readers) -> None:
    idle = list(readers._pool.idle)
    with begin(readers, "SELECT * { ?s ?p ?o }") as begun:
        assert begun.finish().body.startswith(b'{"head"')
    assert set(readers._pool.idle) == set(idle)


def test_a_long_answer_is_left_to_who_may_wait(readers: Readers) -> None:
    with begin(readers, LONG) as begun:
        assert is_readable(begun)
        while begun.read():
            assert begun.answer() is None
        assert begun.finish().body.endswith(b"]}}")


def test_what_goes_wrong_is_told_by_finishing(readers: Readers) -> None:
    with begin(readers, "SELECT * { ?s ?p }") as begun:
        assert is_readable(begun)
        begun.read()
        assert begun.answer() is None
        with pytest.raises(QuerySyntaxError):
            begun.finish()


def test_one_that_is_given_up_is_stopped(readers: Readers) -> None:
    with begin(readers, ENDLESS) as begun:
        worker = begun._lent.worker
    with pytest.raises(ProcessLookupError):
        os.kill(worker.pid, 0)
    assert worker not in readers._pool.all
    assert readers.query("ASK {}", answer=JSON).body


def test_one_that_nobody_waits_for_any_more_is_stopped(readers: Readers) -> None:
    with begin(readers, ENDLESS) as begun, pytest.raises(QueryFailed, match="went away"):
        begun.finish(lambda: True)


def test_its_time_counts_from_the_beginning(readers: Readers) -> None:
    with begin(readers, ENDLESS, timeout=0.2) as begun:
        assert not is_readable(begun, 0.3)
        with pytest.raises(QueryTimeout):
            begun.finish()
    with pytest.raises(QueryTimeout):
        begin(readers, "ASK {}", timeout=-1)


def test_a_reader_that_dies_is_told_by_finishing(readers: Readers) -> None:
    with begin(readers, ENDLESS) as begun:
        os.kill(begun._lent.worker.pid, signal.SIGKILL)
        assert is_readable(begun)
        assert not begun.read()
        with pytest.raises(QueryFailed, match="SIGKILL"):
            begun.finish()


def test_nothing_is_begun_where_it_would_have_to_wait(tmp_path: Path) -> None:
    with (
        closing(OxigraphStore.open(tmp_path / "store", Iris())) as store,
        closing(Readers(store)) as readers,
    ):
        ask = readers.prepare("ASK {}", answer=JSON)
        assert readers.begin(ask) is None  # no snapshot yet
        readers.query("ASK {}", answer=JSON)
        long = readers.prepare("ASK {}" + " " * 5000, answer=JSON)
        assert readers.begin(long) is None
        for worker in readers._pool.idle:
            os.kill(worker.pid, signal.SIGKILL)
            worker._process.wait()
        assert readers.begin(ask) is None  # it was dead
        assert readers.query("ASK {}", answer=JSON).body
