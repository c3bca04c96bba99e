"""What becomes of a store whose files fail: no space, damage, another process."""

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat, parse

import graph
from graph.errors import StorageError, StorageFull, StoreLocked
from graph.quads.iris import Iris
from graph.store.export import every_quad
from graph.store.files import StoreFiles
from graph.store.formats import ExportFormat
from graph.store.limits import file_limits
from graph.store.oxigraph import BATCH, OxigraphStore
from tests.making import make_read, told

IRIS = Iris(base="https://example.org/id/")
ROOT = Path(graph.__file__).parent.parent
READS = [make_read(told("POL", "UKR"), story=str(n), sequence=n + 1) for n in range(BATCH)]


def held(store: OxigraphStore) -> set[pyoxigraph.Quad]:
    return set(parse(b"".join(store.dump(ExportFormat.NQUADS)), format=RdfFormat.N_QUADS))


def filled(folder: Path) -> Path:
    with closing(OxigraphStore.open(folder, IRIS)) as store:
        store.add_many(READS)
    return folder


def largest(folder: Path) -> Path:
    return max(folder.glob("*.sst"), key=lambda path: path.stat().st_size)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in range(0, len(content), 97):
        content[place] ^= 0x55
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@contextmanager
def no_large_files(size: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes, as a disk without space would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(
    ("pattern", "damage"),
    [("CURRENT", flip), ("CURRENT", Path.unlink), ("MANIFEST-*", flip), ("MANIFEST-*", Path.unlink),
     ("*.sst", cut), ("*.sst", Path.unlink)],
)  # fmt: skip
def test_files_that_are_damaged_are_made_anew(
    tmp_path: Path,
    pattern: str,
    damage: Callable[[Path], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder = filled(tmp_path / "store")
    (folder / "notes.txt").write_text("ours", encoding="utf-8")
    damage(max(folder.glob(pattern), key=lambda path: path.stat().st_size))
    with closing(OxigraphStore.open(folder, IRIS)) as store:
        assert store.sequence() == 0
        assert held(store) == set(every_quad([], IRIS))
        store.add_many(READS)
        assert held(store) == set(every_quad(READS, IRIS))
    assert "filled anew from the archive" in caplog.text
    assert (folder / "notes.txt").exists(), "what is no file of the database stays"


def test_damage_that_is_met_later_is_told_and_mended_by_clearing(tmp_path: Path) -> None:
    folder = filled(tmp_path / "store")
    with closing(OxigraphStore.open(folder, IRIS)) as store:
        assert store.damage() is None
        store.report_damage("Corruption: a reader found it")
        assert store.damage() == "Corruption: a reader found it"
        store._files.remake()
        store.clear()
        assert store.damage() is None
        assert held(store) == set(every_quad([], IRIS))


def test_a_second_process_is_told_who_holds_it(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from graph.store.files import StoreFiles\n"
        "StoreFiles.open(Path(sys.argv[1]))"
    )
    with closing(StoreFiles.open(tmp_path)):
        command = [sys.executable, "-c", code, str(tmp_path)]
        second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert f"Another process works with the store in {tmp_path}" in second.stderr
        with pytest.raises(StoreLocked):
            StoreFiles.open(tmp_path)
    StoreFiles.open(tmp_path).close()


def test_files_of_the_database_that_another_program_holds_are_left_alone(tmp_path: Path) -> None:
    raw = pyoxigraph.Store(tmp_path)
    with pytest.raises(StoreLocked):
        StoreFiles.open(tmp_path)
    assert len(raw) == 0
    del raw
    StoreFiles.open(tmp_path).close()


def test_a_folder_that_may_not_be_made_is_no_damage(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    with pytest.raises(StorageError, match="Not a directory"):
        StoreFiles.open(tmp_path / "file" / "store")


def test_a_store_goes_on_when_there_is_space_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(OxigraphStore.open(tmp_path / "store", IRIS)) as store:
        store.add(READS[0])
        log = max((tmp_path / "store").glob("*.log"), key=lambda path: path.stat().st_size)
        for size in (log.stat().st_size + 100, file_limits().probe_bytes - 1):
            with no_large_files(size), pytest.raises(StorageFull, match="by itself"):
                store.add_many(READS[1:9])
            assert held(store) == set(every_quad(READS[:1], IRIS)), "it is read all the while"
        store.add_many(READS[1:9])
        assert store.sequence() == 9
        assert held(store) == set(every_quad(READS[:9], IRIS))
        assert "opened again" in caplog.text


def test_it_is_not_opened_again_before_there_is_space(tmp_path: Path) -> None:
    with closing(StoreFiles.open(tmp_path)) as files:
        before = files.current()
        with no_large_files(file_limits().probe_bytes - 1), pytest.raises(StorageFull):
            files.reopen()
        assert files.current() is before
        assert not list(tmp_path.glob("space*"))
        del before
        files.reopen()


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    files = StoreFiles.open(tmp_path)
    files.close()
    files.close()
    with pytest.raises(StorageError, match="closed"):
        files.current()


def test_no_descriptor_is_left_by_an_opening_that_fails(tmp_path: Path) -> None:
    raw = pyoxigraph.Store(tmp_path)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        with pytest.raises(StoreLocked):
            StoreFiles.open(tmp_path)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    del raw
