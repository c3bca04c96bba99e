from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from graph.quads.iris import Iris
from graph.store.oxigraph import OxigraphStore
from graph.store.snapshots import Snapshots
from tests.making import make_read


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OxigraphStore]:
    with closing(OxigraphStore.open(tmp_path / "store", Iris())) as opened:
        yield opened


@contextmanager
def lent(snapshots: Snapshots) -> Iterator[Path]:
    folder = snapshots.lend()
    yield folder
    snapshots.take_back(folder)


def test_an_unchanged_store_is_copied_once(store: OxigraphStore) -> None:
    with closing(Snapshots(store, store.scratch)) as snapshots:
        with lent(snapshots) as one:
            assert one.is_dir()
        with lent(snapshots) as two:
            assert two == one
        store.add(make_read(sequence=1))
        with lent(snapshots) as three:
            assert three != one
            assert not one.exists()


def test_a_snapshot_is_lent_at_once_only_while_it_is_new(store: OxigraphStore) -> None:
    with closing(Snapshots(store, store.scratch)) as snapshots:
        assert snapshots.lend_now() is None
        with lent(snapshots) as first:
            assert snapshots.lend_now() == first
            assert snapshots.take_back_now(first)
            store.add(make_read(sequence=1))
            assert snapshots.lend_now() is None
            with lent(snapshots) as second:
                assert snapshots.lend_now() == second
                assert snapshots.take_back_now(second)
                assert not snapshots.take_back_now(first)  # which would have to be removed


def test_a_snapshot_stays_while_it_is_read(store: OxigraphStore) -> None:
    with closing(Snapshots(store, store.scratch)) as snapshots:
        with lent(snapshots) as old:
            store.add(make_read(sequence=1))
            with lent(snapshots) as new:
                assert new != old
                assert old.is_dir()
        assert not old.exists()


def test_what_a_killed_process_left_is_removed(store: OxigraphStore) -> None:
    left = store.scratch / "17"
    left.mkdir(parents=True)
    with closing(Snapshots(store, store.scratch)):
        assert not left.exists()
    assert not store.scratch.exists()
