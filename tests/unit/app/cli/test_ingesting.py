"""`ingest` with processes of its own, resumed after anything, and with `--again`."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.archive.archive import Archive
from tests.making import EXTRACTOR
from tests.readers import BREAKS, KILLS, open_harmed, open_none, open_older
from tests.unit.app.cli.conftest import Run


@pytest.fixture
def harmed(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program whose workers can be harmed."""
    monkeypatch.setattr("app.wiring.worker_opener", lambda: open_harmed)
    monkeypatch.setattr("app.wiring.extractor", lambda: EXTRACTOR)
    return run


def lines_of(path: Path, number: int, harm: dict[int, str] | None = None) -> Path:
    content = "".join(
        json.dumps({"text": f"Story {one}: tanks went. {(harm or {}).get(one, '')}"}) + "\n"
        for one in range(number)
    )
    path.write_bytes(gzip.compress(content.encode()))
    return path


def test_workers_read_what_one_process_does_and_the_report_tells_what_was_lost(
    harmed: Run, tmp_path: Path, folder: Path
) -> None:
    lines = lines_of(tmp_path / "a.jsonl.gz", 100, {40: KILLS, 70: BREAKS})
    report = tmp_path / "report.json"
    told = harmed("ingest", lines, "--workers", "2", "--report", report)
    assert told.exit_code == 1
    assert told.stdout.startswith("read 100, new 98, known 0, failed 2, claims 98; workers lost 4,")
    found = json.loads(report.read_bytes())
    assert (found["new"], found["failed"], found["workers_lost"]) == (98, 2, 4)
    reasons = {one["name"]: one["reason"] for one in found["failures"]}
    assert reasons.keys() == {f"{lines}:41", f"{lines}:71"}
    assert "killed the worker that read it, three times" in reasons[f"{lines}:41"]
    assert found["batches_retried"] == len(found["retried"]) == 4
    assert found["articles_retried"] == sum(one["articles"] for one in found["retried"])
    with Archive.open(folder) as archive:
        assert archive.counts().articles == archive.counts().readings == 98


def test_what_is_known_is_read_only_if_asked(harmed: Run, tmp_path: Path, folder: Path) -> None:
    lines = lines_of(tmp_path / "a.jsonl.gz", 10)
    harmed("ingest", lines, "--workers", "1")
    told = harmed("ingest", lines, lines, "--workers", "1")
    assert told.stdout == "read 20, new 0, known 20, failed 0, claims 0\n"
    again = harmed("ingest", lines, "--workers", "1", "--again")
    assert again.stdout == "read 10, new 0, known 0, read again 10, failed 0, claims 10\n"
    with Archive.open(folder) as archive:
        assert archive.counts().readings == 10  # they say the same


def test_known_articles_are_read_again_by_another_reader(
    harmed: Run, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = lines_of(tmp_path / "a.jsonl.gz", 3)
    harmed("ingest", lines, "--workers", "1")
    monkeypatch.setattr("app.wiring.worker_opener", lambda: open_older)
    told = harmed("ingest", lines, "--workers", "1", "--again")
    assert told.exit_code == 1
    assert "it reads with made 0, and this is made 1" in told.stderr
    monkeypatch.setattr("app.wiring.extractor", lambda: open_older().extractor)
    assert harmed("ingest", lines, "--workers", "1", "--again").exit_code == 0
    with Archive.open(folder) as archive:
        assert archive.counts().readings == 6
        assert {read.reading.extractor.version for read in archive.since(0)} == {"0"}


def test_an_article_that_comes_twice_at_once_is_read_once(
    harmed: Run, tmp_path: Path, folder: Path
) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text('{"text": "Story: tanks went."}\n' * 50, encoding="utf-8")
    told = harmed("ingest", lines, "--workers", "2")
    assert told.stdout == "read 50, new 1, known 49, failed 0, claims 1\n"


def test_nobody_is_started_for_nothing(
    harmed: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = lines_of(tmp_path / "a.jsonl.gz", 5)
    harmed("ingest", lines, "--workers", "1")
    monkeypatch.setattr("app.wiring.worker_opener", lambda: open_none)
    assert harmed("ingest", lines, "--workers", "1").exit_code == 0


def test_workers_that_cannot_read_end_it_and_say_why(
    harmed: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.wiring.worker_opener", lambda: open_none)
    report = tmp_path / "report.json"
    lines = lines_of(tmp_path / "a.jsonl.gz", 5)
    told = harmed("ingest", lines, "--workers", "1", "--report", report)
    assert told.exit_code == 1
    assert "the reader cannot be loaded there: FileNotFoundError" in told.stderr
    assert "interrupted: read 0" in told.stderr
    (refused,) = json.loads(report.read_bytes())["workers_refused"]
    assert "pairs.onnx" in refused["reason"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--workers", "0"), "--workers"),
        (("--cluster", "http://10.0.0.5"), "no address of a scheduler"),
        (("--cluster", "tcp://10.0.0.5:8786", "--workers", "2"), "--workers is given beside"),
    ],
)
def test_options_that_cannot_be_are_refused(run: Run, options: tuple[str, ...], said: str) -> None:
    told = run("ingest", "a.txt", *options)
    assert told.exit_code == 2
    assert said in told.stderr


_DRIVER = """
import sys
from app import wiring
from app.cli import main
from tests.making import EXTRACTOR
from tests.readers import open_harmed

if __name__ == "__main__":
    wiring.worker_opener = lambda: open_harmed
    wiring.extractor = lambda: EXTRACTOR
    main()
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_it_goes_on_after_an_interruption(
    tmp_path: Path, folder: Path, how: signal.Signals
) -> None:
    lines = lines_of(
        tmp_path / "a.jsonl.gz", 300, dict.fromkeys(range(0, 300, 30), "This takes a while.")
    )
    script = tmp_path / "driver.py"
    script.write_text(_DRIVER, encoding="utf-8")
    given = ("--data", folder, "ingest", lines, "--workers", "2")
    command = [sys.executable, str(script), *map(str, given)]
    paths = os.pathsep.join([str(Path(__file__).resolve().parents[4]), *sys.path])
    environment = {**os.environ, "PYTHONPATH": paths}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as driver:
        deadline = time.monotonic() + 90  # on a machine that is busy
        while not _kept(folder):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        driver.send_signal(how)
    assert driver.returncode in {-signal.SIGKILL, 130}
    kept = _kept(folder)
    assert 0 < kept < 300
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.startswith(f"read 300, new {300 - kept}, known {kept}, failed 0")
    with Archive.open(folder) as archive:
        assert archive.counts().articles == archive.counts().readings == 300


def _kept(folder: Path) -> int:
    if not (folder / "archive.sqlite3").exists():
        return 0
    with Archive.open(folder) as archive:
        return archive.counts().articles
