import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.archive.archive import BATCH, FILE, Archive, ArchiveCounts
from tests.making import make_read, told

ROOT = Path(__file__).parents[4]

ADD_UNTIL_KILLED = """
import itertools, sys
from pathlib import Path
from graph.archive.archive import Archive
from tests.making import make_read, told

archive = Archive.open(Path(sys.argv[1]))
for number in itertools.count():
    read = make_read(*[told("POL", "UKR")] * 5, story=f"{sys.argv[2]} {number} " + "x" * 3000)
    print(archive.add(read.article, read.reading).article_id, flush=True)
"""

DECIDE_UNTIL_KILLED = """
import sys
from pathlib import Path
from graph.archive.archive import Archive

archive = Archive.open(Path(sys.argv[1]))
while True:
    for read in list(archive.since(0)):
        decide = archive.restore if read.withdrawn else archive.withdraw
        changed = decide(read.article.id, who=None, why="x" * 3000).read
        print(changed.sequence, read.article.id, changed.withdrawn is not None, flush=True)
"""

OPEN_AND_ADD = """
import sys
from pathlib import Path
from graph.archive.archive import Archive
from tests.making import make_read, told

with Archive.open(Path(sys.argv[1])) as archive:
    for number in range(20):
        for story in (f"{sys.argv[2]} {number}", f"shared {number}"):
            read = make_read(told("POL", "UKR"), story=story)
            archive.add(read.article, read.reading)
"""


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


@pytest.mark.slow
def test_what_was_acknowledged_survives_kills(tmp_path: Path) -> None:
    acknowledged: set[str] = set()
    moments = random.Random(7)
    for attempt in range(10):
        child = start(ADD_UNTIL_KILLED, str(tmp_path), str(attempt))
        assert child.stdout is not None
        acknowledged.add(child.stdout.readline().strip())
        time.sleep(moments.uniform(0, 0.3))
        os.kill(child.pid, signal.SIGKILL)
        # The last line may be cut where the kill met it: only whole ones are acknowledgements.
        rest = child.stdout.read().split("\n")[:-1]
        child.stdout.close()
        child.wait()
        acknowledged.update(rest)
    with Archive.open(tmp_path) as archive:
        reads = list(archive.since(0))
        assert acknowledged <= {read.article.id for read in reads}
        assert all(len(read.reading.claims) == 5 for read in reads)
        assert [read.sequence for read in reads] == list(range(1, len(reads) + 1))
        assert archive.counts().claims == 5 * len(reads)
        assert archive.sequence() == len(reads) >= len(acknowledged) >= 10


@pytest.mark.slow
def test_kills_leave_a_withdrawal_whole_or_not_at_all(tmp_path: Path) -> None:
    told_apart = [make_read(*[told("POL", "UKR")] * 3, story=str(n)) for n in range(5)]
    moments = random.Random(11)
    stands: dict[str, tuple[int, bool]] = {}
    with Archive.open(tmp_path) as archive:
        archive.add_many([(read.article, read.reading) for read in told_apart])
        for _ in range(6):
            child = start(DECIDE_UNTIL_KILLED, str(tmp_path))
            assert child.stdout is not None
            lines = [child.stdout.readline().strip()]
            time.sleep(moments.uniform(0, 0.2))
            os.kill(child.pid, signal.SIGKILL)
            lines += child.stdout.read().split("\n")[:-1]
            child.stdout.close()
            child.wait()
            for sequence, article_id, withdrawn in map(str.split, lines):
                stands[article_id] = (int(sequence), withdrawn == "True")
            check_standing(archive, stands)


def check_standing(archive: Archive, promised: dict[str, tuple[int, bool]]) -> None:
    reads = list(archive.since(0))
    assert len(reads) == 5
    for read in reads:
        sequence, withdrawn = promised.get(read.article.id, (0, False))
        assert read.sequence >= sequence
        if read.sequence == sequence:
            assert (read.withdrawn is not None) == withdrawn
        for claim_id, _ in read.identified_claims():
            assert archive.find_withdrawn(claim_id) == (read if read.withdrawn else None)
    standing = sum(read.withdrawn is None for read in reads)
    assert archive.counts() == ArchiveCounts(
        articles=standing, claims=3 * standing, readings=standing, withdrawn=5 - standing
    )


def test_processes_that_open_and_write_at_once_agree(tmp_path: Path) -> None:
    children = [start(OPEN_AND_ADD, str(tmp_path), str(number)) for number in range(3)]
    for child in children:
        child.communicate()
    assert [child.returncode for child in children] == [0, 0, 0]
    with Archive.open(tmp_path) as archive:
        assert archive.counts().articles == 80
        assert [read.sequence for read in archive.since(0)] == list(range(1, 81))


def test_since_takes_many_batches_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    total = 2 * BATCH + 10
    reads = [make_read(told("POL", "UKR"), story=str(number)) for number in range(total)]
    with Archive.open(tmp_path) as archive:
        archive.add_many([(read.article, read.reading) for read in reads])
        stream = archive.since(5)
        first = next(stream)
        late = make_read(told("POL", "UKR"), story="late")
        archive.add(late.article, late.reading)
        rest = list(stream)
        assert [first.sequence, *(read.sequence for read in rest)] == list(range(6, total + 2))
        assert rest[-1].article == late.article


def test_nothing_is_written_outside_the_folder(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "deep" / "data") as archive:
        archive.sequence()
    assert [path.name for path in (tmp_path / "deep" / "data").iterdir()] == [FILE]
