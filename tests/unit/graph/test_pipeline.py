import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.archive.archive import Archive
from graph.claims.article import Article, make_article
from graph.claims.claim import Extractor, claim_id
from graph.claims.reading import Reading
from graph.claims.verdict import Decision, Ruling
from graph.errors import NotFound, StorageError, Withdrawn
from graph.network.network import Network
from graph.network.supplies import SupplyRow
from graph.pipeline import INGEST_BATCH, Pipeline
from tests.pipelines import OneClaimReader, World, stories

REJECTED = Ruling(decision=Decision.REJECT)


def told_by(network: Network) -> list[SupplyRow]:
    """Give all rows but their quotes, which are claims placed anew."""
    return [replace(row, quotes=()) for row in network.supplies()]


def test_an_article_is_archived_and_projected(world: World) -> None:
    (article,) = stories(1)
    ingested = world.pipeline.ingest(article)
    assert ingested.is_new
    assert ingested.read == world.archive.find(article.id)
    assert ingested.read.article == article
    assert [row.claims for row in world.network.supplies()] == [1]
    assert world.agree()


def test_a_known_article_is_not_read_again(world: World) -> None:
    (article,) = stories(1)
    first = world.pipeline.ingest(article)
    again = world.pipeline.ingest(make_article(article.text, title="Another title"))
    assert (first.is_new, again.is_new) == (True, False)
    assert again.read == first.read
    assert world.reader.seen == [article.id]


def test_many_come_back_in_order_and_each_is_read_once(world: World) -> None:
    articles = stories(2 * INGEST_BATCH + 5)
    world.pipeline.ingest(articles[3])
    given = [*articles[:10], articles[4], *articles]
    ingested = list(world.pipeline.ingest_many(given))
    assert [one.read.article for one in ingested] == given
    new = [one.is_new for one in ingested]
    assert new[:11] == [number != 3 for number in range(10)] + [False]
    assert sum(new) == len(articles) - 1
    assert sorted(world.reader.seen) == sorted(article.id for article in articles)
    assert world.agree()


def test_many_are_taken_as_they_come(world: World) -> None:
    taken: list[Article] = []

    def source() -> Iterator[Article]:
        for article in stories(3 * INGEST_BATCH):
            taken.append(article)
            yield article

    stream = world.pipeline.ingest_many(source())
    first = next(stream)
    assert len(taken) == INGEST_BATCH
    assert world.archive.known(first.read.article.id)
    assert world.agree()


def test_a_failing_store_takes_nothing_back_and_is_made_up_for(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.store.full = True
    one, two = stories(2)
    assert world.pipeline.ingest(one).is_new
    assert "did not follow" in caplog.text
    assert world.archive.known(one.id)
    assert world.network.sequence() == 1, "the network goes on"
    with pytest.raises(StorageError, match="full"):
        world.pipeline.catch_up()
    assert world.pipeline.ingest(one).is_new is False
    world.store.full = False
    world.pipeline.ingest(two)
    assert world.agree()


def test_projections_follow_what_another_process_archived(world: World, tmp_path: Path) -> None:
    assert world.pipeline.catch_up() == 0
    total = 300
    reader = OneClaimReader()
    with Archive.open(tmp_path) as elsewhere:
        elsewhere.add_many([(article, reader.read(article)) for article in stories(total)])
        assert world.pipeline.catch_up_network() == total
        assert world.store.sequence() == 0
        assert world.pipeline.catch_up() == total
        assert world.agree()
        assert world.pipeline.catch_up() == world.pipeline.catch_up_network() == 0
        (late,) = stories(1, "Late")
        elsewhere.add(late, reader.read(late))
    assert world.pipeline.catch_up() == 1
    assert world.agree()


def test_a_rebuild_makes_the_same_again(world: World) -> None:
    list(world.pipeline.ingest_many(stories(5)))
    before = told_by(world.network), dict(world.store.reads)
    assert world.pipeline.rebuild() == 5
    assert (told_by(world.network), world.store.reads) == before
    assert world.agree()


def test_a_store_ahead_of_the_archive_is_of_another(world: World) -> None:
    world.store._sequence = 7
    with pytest.raises(StorageError, match="another archive"):
        world.pipeline.catch_up()
    world.pipeline.rebuild()
    assert world.agree()


def test_a_withdrawn_article_that_comes_again_stays_so(world: World) -> None:
    one, two = stories(2)
    world.pipeline.ingest(one)
    withdrawn = world.archive.withdraw(one.id, who=None, why="It was planted").read
    again, fresh, twice = world.pipeline.ingest_many([one, two, one])
    assert (again.is_new, fresh.is_new, twice.is_new) == (False, True, False)
    assert again.read == twice.read == withdrawn
    assert world.reader.seen == [one.id, two.id]
    assert world.archive.sequence() == 3
    assert world.network.counts().articles == 1
    assert world.agree()


def test_projections_follow_what_another_process_withdraws(world: World, tmp_path: Path) -> None:
    one, two = stories(2)
    list(world.pipeline.ingest_many([one, two]))
    with Archive.open(tmp_path) as elsewhere:
        elsewhere.withdraw(one.id, who=None, why="It was planted")
        assert world.pipeline.catch_up() == 1
        assert world.agree()
        assert [row.claims for row in world.network.supplies()] == [1]
        assert world.pipeline.rebuild() == 1
        assert world.agree()
        elsewhere.restore(one.id, who=None, why=None)
    assert world.pipeline.catch_up() == 1
    assert [row.claims for row in world.network.supplies()] == [2]
    assert world.agree()


def test_it_does_without_a_store(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        network = Network()
        pipeline = Pipeline(archive=archive, store=None, network=network, reader=OneClaimReader())
        assert pipeline.ingest(stories(1)[0]).is_new
        assert network.sequence() == 1
        assert pipeline.rebuild() == 1


def test_threads_may_ingest_at_once(world: World) -> None:
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for article in [*stories(10, name), *stories(10, "Shared")]:
                world.pipeline.ingest(article)
        except BaseException as failure:  # noqa: BLE001  # told to the thread that asserts
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert world.archive.counts().articles == 50
    world.pipeline.catch_up()
    assert world.agree()


def test_projections_follow_verdicts_and_withdrawals_at_once(world: World) -> None:
    (story,) = stories(1)
    read = world.pipeline.ingest(story).read
    ((judged_id, _),) = read.identified_claims()
    judged = world.pipeline.judge(judged_id, REJECTED, who="Ada", why="Misread")
    assert (world.network.supplies(), world.agree()) == ((), True)
    assert world.store.reads[story.id] == judged.read
    assert not world.pipeline.judge(judged_id, REJECTED, who="Ada", why="Misread").is_new
    assert world.pipeline.withdraw(story.id, who=None, why="It was planted").is_new
    assert (world.store.reads, world.agree()) == ({}, True)
    with pytest.raises(Withdrawn):
        world.pipeline.judge(judged_id, REJECTED, who="Ada", why="Misread")
    world.pipeline.restore(story.id, who=None, why=None)
    world.pipeline.judge(judged_id, Ruling(decision=Decision.ACCEPT), who="Ada", why=None)
    assert (len(world.network.supplies()), world.agree()) == (1, True)


def test_a_verdict_is_kept_though_the_store_does_not_take_it(world: World) -> None:
    (story,) = stories(1)
    ((judged_id, _),) = world.pipeline.ingest(story).read.identified_claims()
    world.store.full = True
    assert world.pipeline.judge(judged_id, REJECTED, who="Ada", why="Misread").is_new
    assert world.network.supplies() == ()
    world.store.full = False
    world.pipeline.catch_up()
    assert world.agree()


def test_a_claim_that_another_process_added_can_be_judged(world: World) -> None:
    (story,) = stories(1)
    reading = world.reader.read(story)
    world.archive.add(story, reading)
    (claim,) = reading.claims
    judged = world.pipeline.judge(claim_id(story.id, claim), REJECTED, who="Ada", why="Misread")
    assert judged.read.article == story
    with pytest.raises(NotFound, match="No claim"):
        world.pipeline.judge("0123", REJECTED, who="Ada", why="Misread")


def test_what_is_only_read_is_kept_nowhere(world: World) -> None:
    article = make_article("Poland sends tanks to Ukraine.")
    reading, explained = world.pipeline.read(article), world.pipeline.explain(article)
    assert reading.claims == tuple(one.claim for one in explained.weighed)
    assert world.archive.sequence() == world.network.sequence() == 0


def test_projections_take_another_reading_in_place_of_the_one_before(world: World) -> None:
    first, second = stories(2)
    list(world.pipeline.ingest_many([first, second]))
    nothing = Reading(article_id=first.id, extractor=Extractor(name="made", version="2"), claims=())
    world.archive.rereading.add_many([(first, nothing)])
    assert world.pipeline.catch_up() == 1
    assert world.agree()
    assert world.network.counts().claims == 1
    assert world.store.reads[first.id].reading == nothing
    assert world.pipeline.rebuild() == 2
    assert world.agree()
