"""What waits and what came in is counted, whatever the number of threads."""

from concurrent.futures import ThreadPoolExecutor

from graph.ingest.work import Work


def test_threads_lose_no_count() -> None:
    work = Work()

    def once(_: int) -> None:
        work.count(waiting=2)
        work.count(new=1, known=3, waiting=-2)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(once, range(4000)))
    assert (work.new, work.known, work.waiting) == (4000, 12000, 0)
