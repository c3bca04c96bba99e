"""Processes of this machine: they read, die, are replaced, and end with whoever started them."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest

from graph.claims.reading import Reading
from graph.errors import ClusterError
from graph.spread.handing import DEATHS, Course, Handing
from graph.spread.processes import Processes
from graph.spread.work import Opener, Outcome
from tests.making import EXTRACTOR
from tests.readers import BREAKS, KILLS, die_opening, open_harmed, open_none, open_older
from tests.unit.graph.spread.test_handing import failures, in_batches, items


def read(opener: Opener, harm: dict[int, str], number: int = 40) -> tuple[list[Outcome], Course]:
    course = Course()
    with closing(Processes(2, opener)) as crew:
        handing = Handing(crew, EXTRACTOR, course)
        return list(chain(*handing.read(in_batches(items(number, harm))))), course


def test_what_kills_a_process_costs_only_itself() -> None:
    outcomes, course = read(open_harmed, {5: KILLS, 30: BREAKS})
    failed = failures({one.item.name: one for one in outcomes})
    assert len(outcomes) == 40
    assert failed.keys() == {"5", "30"}
    assert "it was ended by SIGKILL" in str(failed["5"])
    assert course.lost == 1 + DEATHS


def test_long_texts_pass_through_both_ways() -> None:
    long = "tanks went. " * 100_000
    outcomes, _ = read(open_harmed, dict.fromkeys(range(8), long), number=8)
    assert all(isinstance(one.result, Reading) for one in outcomes)
    quotes = {
        len(one.result.claims[0].passage.quote)
        for one in outcomes
        if isinstance(one.result, Reading)
    }
    assert quotes == {len(items(1, {0: long})[0].article.text)}


@pytest.mark.parametrize(
    ("opener", "said"),
    [
        (open_older, "it reads with made 0, and this is made 1"),
        (open_none, "FileNotFoundError: pairs.onnx is not there"),
        (die_opening, "die before they can read: it ended with code 9"),
    ],
)
def test_processes_that_are_of_no_use_are_told(opener: Opener, said: str) -> None:
    with pytest.raises(ClusterError, match=said):
        read(opener, {})


def is_alive(process: int | None) -> bool:
    assert process is not None
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state.split()[0] != "Z"


def test_processes_end_when_they_are_let_go() -> None:
    crew = Processes(2, open_harmed)
    started = [one.process.pid for one in crew._members.values()]
    assert all(map(is_alive, started))
    crew.close()
    assert not any(map(is_alive, started))


_DRIVER = """
import time
from graph.spread.processes import Processes
from graph.spread.work import Batch
from tests.readers import SLOW, open_harmed
from tests.unit.graph.spread.test_handing import items

if __name__ == "__main__":
    crew = Processes(2, open_harmed)
    slow = tuple(items(200, {number: SLOW for number in range(200)}))
    while crew.starting():
        for event in crew.next(1.0):
            crew.give(event.worker, Batch(number=1, items=slow))
    print(*(one.process.pid for one in crew._members.values()), flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks the system what runs")
def test_processes_end_when_whoever_started_them_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "driver.py"
    script.write_text(_DRIVER, encoding="utf-8")
    paths = os.pathsep.join([str(Path(__file__).resolve().parents[4]), *sys.path])
    command = [sys.executable, str(script)]
    environment = {**os.environ, "PYTHONPATH": paths}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as driver:
        assert driver.stdout is not None
        workers = [int(one) for one in driver.stdout.readline().split()]
        assert len(workers) == 2
        assert all(map(is_alive, workers))
        driver.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while any(map(is_alive, workers)):
        assert time.monotonic() < deadline, "they read on for nobody"
        time.sleep(0.05)
