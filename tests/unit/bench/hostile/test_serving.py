import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph

from bench.hostile.neighbours import wait_for
from bench.hostile.serving import (
    Memory,
    children,
    copy_of,
    fill,
    processor_seconds,
    resident,
    wait_until_quiet,
)
from graph.archive.archive import Archive
from tests.making import make_read, told


def test_a_folder_is_filled_with_a_copy_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    base = fill(folder, [make_read(told("POL", "UKR"), story="a"), make_read(story="b")])
    with Archive.open(folder) as archive:
        assert archive.counts().articles == 2
    store = pyoxigraph.Store.read_only(str(copy_of(folder)))
    query = f"ASK {{ ?claim ?recipient <{base}actor/UKR> }}"
    assert store.query(query, use_default_graph_as_union=True)


def test_children_and_what_they_take() -> None:
    sleeping = [sys.executable, "-c", "x = 'x' * 30_000_000; input()"]
    child = subprocess.Popen(sleeping, stdin=subprocess.PIPE)
    try:
        with Memory(os.getpid()) as memory:
            assert child.pid in children(os.getpid())
            assert wait_for(lambda: memory.reader > 30_000_000, 30)
        assert resident(child.pid) > 30_000_000
        assert memory.readers_at_once >= 1
        assert processor_seconds(child.pid) > 0
        wait_until_quiet(child.pid, 30)
    finally:
        child.kill()
        child.communicate()
    assert (resident(child.pid), processor_seconds(child.pid)) == (0, 0)
    assert children(child.pid) == []
