"""Workers of a Dask scheduler: the same is kept to as by processes of our own."""

from collections.abc import Iterator
from contextlib import closing
from itertools import chain

import pytest

from graph.errors import ClusterError, MissingExtra
from graph.spread.cluster import Cluster
from graph.spread.handing import DEATHS, Course, Handing
from tests.making import EXTRACTOR
from tests.readers import BREAKS, COSTS, KILLS, open_harmed, open_none, open_older
from tests.unit.graph.spread.test_handing import failures, in_batches, items

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Two workers with nannies, as `dask worker` starts them."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def test_what_kills_a_worker_costs_only_itself_and_few_workers(scheduler: str) -> None:
    course = Course()
    harm = {5: KILLS, 30: BREAKS, 41: COSTS}
    with closing(Cluster(scheduler, open_harmed)) as crew:
        handing = Handing(crew, EXTRACTOR, course)
        outcomes = list(chain(*handing.read(in_batches(items(60, harm)))))
    assert sorted(int(one.item.name) for one in outcomes) == list(range(60))
    failed = failures({one.item.name: one for one in outcomes})
    assert failed.keys() == {"5", "30", "41"}
    assert "killed the worker that read it, three times" in str(failed["5"])
    # The scheduler itself would have it read by four workers before it tells.
    # On a busy machine one more may be lost while it starts.
    assert 1 + DEATHS <= course.lost < 2 * (1 + DEATHS)


@pytest.mark.parametrize(
    ("opener", "said"),
    [(open_older, "it reads with made 0, and this is made 1"), (open_none, "FileNotFoundError")],
)
def test_workers_that_are_of_no_use_are_told(scheduler: str, opener: object, said: str) -> None:
    with (
        closing(Cluster(scheduler, opener)) as crew,  # type: ignore[arg-type]  # one of readers
        pytest.raises(ClusterError, match=said),
    ):
        list(Handing(crew, EXTRACTOR, Course()).read(in_batches(items(4))))


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.spread.cluster.CONNECT_SECONDS", 0.5)
    with pytest.raises(ClusterError, match=r"No scheduler answers at tcp://127\.0\.0\.1:9"):
        Cluster("tcp://127.0.0.1:9", open_harmed)


def test_without_the_extra_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"extra 'cluster', which is not installed.*\[cluster\]"):
        Cluster("tcp://127.0.0.1:9", open_harmed)
