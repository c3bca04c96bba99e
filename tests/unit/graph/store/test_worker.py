"""One reader process, from outside."""

import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph
import pytest

from graph.errors import QueryFailed, QueryTimeout
from graph.store.limits import query_limits
from graph.store.patience import Patience
from graph.store.worker import CALM, Worker, WorkerGone

ENDLESS = "SELECT (COUNT(*) AS ?n) {" + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9)) + "}"


@pytest.fixture
def worker() -> Iterator[Worker]:
    with closing(Worker(query_limits().memory_bytes)) as started:
        yield started


def request(folder: Path, query: str) -> bytes:
    store = pyoxigraph.Store(folder / "made")
    named = pyoxigraph.NamedNode("http://e/")
    store.bulk_extend(
        pyoxigraph.Quad(named, named, pyoxigraph.Literal(number)) for number in range(500)
    )
    store.flush()
    store.backup(folder / "copy")
    asked = {
        "folder": str(folder / "copy"),
        "query": query,
        "base": "http://e/",
        "names_dataset": False,
        "default_graphs": [],
        "named_graphs": [],
        "media_type": "application/sparql-results+json",
        "prefixes": {},
        "answer_bytes": 10_000,
        "seconds": 30,
    }
    return json.dumps(asked).encode()


def test_a_quick_query_leaves_the_worker_as_it_was(worker: Worker, tmp_path: Path) -> None:
    asked = request(tmp_path, "ASK { ?s ?p 7 }")
    worker.ask(asked.replace(b"{ ?s ?p 7 }", b"{"), Patience(60))
    for _ in range(2):
        assert worker.ask(asked, Patience(60)) == ({}, b'{"head":{},"boolean":true}')


def test_a_query_that_takes_its_time_gives_way(worker: Worker, tmp_path: Path) -> None:
    with pytest.raises(QueryFailed, match="went away"):
        worker.ask(request(tmp_path, ENDLESS), Patience(300, lambda: worker.is_calmed))
    assert os.getpriority(os.PRIO_PROCESS, worker.pid) == max(
        CALM, os.getpriority(os.PRIO_PROCESS, 0)
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the filter is one of Linux")
def test_a_process_that_answers_may_open_no_socket(worker: Worker, tmp_path: Path) -> None:
    worker.ask(request(tmp_path, "ASK {}"), Patience(60))
    status = Path(f"/proc/{worker.pid}/status").read_text()
    assert {"NoNewPrivs:\t1", "Seccomp:\t2"} <= set(status.splitlines())


def test_a_query_is_waited_for_only_so_long(worker: Worker, tmp_path: Path) -> None:
    with pytest.raises(QueryTimeout, match="stopped"):
        worker.ask(request(tmp_path, ENDLESS), Patience(0.3))


def test_a_query_that_waits_for_a_processor_gives_way_to_nobody(
    worker: Worker, tmp_path: Path
) -> None:
    os.kill(worker.pid, signal.SIGSTOP)
    threading.Timer(1.0, os.kill, (worker.pid, signal.SIGCONT)).start()
    assert worker.ask(request(tmp_path, "ASK {}"), Patience(60))[0] == {}
    assert not worker.is_calmed


def test_a_process_that_died_before_is_told_from_one_that_dies_now(
    worker: Worker, tmp_path: Path
) -> None:
    worker._process.kill()
    worker._process.wait()
    with pytest.raises(WorkerGone):
        worker.ask(request(tmp_path, "ASK {}"), Patience(60))


def test_a_closed_worker_is_no_process_any_more(worker: Worker) -> None:
    worker.close()
    worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(worker.pid, 0)
