import threading
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.archive.archive import Archive
from graph.claims.article import Article, make_article
from graph.claims.claim import claim_id
from graph.claims.evidence import Passage
from graph.claims.reading import ReadArticle, Reading
from graph.claims.verdict import Decision, Ruling
from graph.errors import NotFound, StorageError, StorageFull, StoreDamaged, Withdrawn
from graph.ingest.learned.weighing import Weighed
from graph.ingest.read.gate import lay_out
from graph.ingest.reader import Explained
from graph.network.network import Network
from graph.network.supplies import SupplyRow
from graph.pipeline import INGEST_BATCH, Pipeline
from tests.making import EXTRACTOR, make_claim

REJECTED = Ruling(decision=Decision.REJECT)


class OneClaimReader:
    """Takes one claim, always the same, from every article; keeps count and tells of overlap."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._busy = threading.Lock()

    def read(self, article: Article) -> Reading:
        assert self._busy.acquire(blocking=False), "one call at a time"
        self.seen.append(article.id)
        passage = Passage.of(article.text, 0, len(article.text))
        claim = make_claim(passage, supplier="POL", recipient="UKR", munition="battle-tank")
        self._busy.release()
        return Reading(article_id=article.id, extractor=EXTRACTOR, claims=(claim,))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        return (self.read(article) for article in articles)

    def explain(self, article: Article) -> Explained:
        claims = self.read(article).claims
        weighed = tuple(Weighed(claim=claim, rules=(), score=None) for claim in claims)
        return Explained(outline=lay_out(article), weighed=weighed)


class ListStore:
    """A store that keeps what it is given, or fails when told to."""

    def __init__(self) -> None:
        self.reads: dict[str, ReadArticle] = {}
        self.full = False
        self.no_space = False
        self.found: str | None = None
        self._sequence = 0

    def add_many(self, reads: Iterable[ReadArticle]) -> None:
        for read in reads:
            if self.full:
                raise StorageError("the store is full")
            if self.no_space:
                raise StorageFull("no space")
            if self.found:
                raise StoreDamaged(self.found)
            assert read.sequence > self._sequence, "in order"
            self.reads.pop(read.article.id, None)
            if read.withdrawn is None:
                self.reads[read.article.id] = read
            self._sequence = read.sequence

    def sequence(self) -> int:
        return self._sequence

    def clear(self) -> None:
        self.reads.clear()
        self._sequence = 0
        self.found = None

    def damage(self) -> str | None:
        return self.found

    def report_damage(self, message: str) -> None:
        self.found = message

    def differs(self, standing: Collection[str], last: Iterable[ReadArticle]) -> str | None:
        if self.reads.keys() != set(standing):
            return "some are missing"
        wrong = [
            read for read in last if not read.withdrawn and read != self.reads[read.article.id]
        ]
        return f"{len(wrong)} are wrong" if wrong else None


class World:
    """A pipeline with everything at hand."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive.open(folder)
        self.store = ListStore()
        self.network = Network()
        self.reader = OneClaimReader()
        self.pipeline = Pipeline(
            archive=self.archive, store=self.store, network=self.network, reader=self.reader
        )

    def agree(self) -> bool:
        last = self.archive.sequence()
        counts = self.archive.counts()
        return (
            self.store.sequence() == self.network.sequence() == last
            and len(self.store.reads) == self.network.counts().articles == counts.articles
            and self.network.counts().claims == counts.claims
        )


def told_by(network: Network) -> list[SupplyRow]:
    """Give all rows but their quotes, which are claims placed anew."""
    return [replace(row, quotes=()) for row in network.supplies()]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.archive.close()


def stories(count: int, name: str = "Story") -> list[Article]:
    return [make_article(f"{name} {number}: tanks went.") for number in range(count)]


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


def test_a_store_that_is_found_damaged_is_filled_anew(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = stories(2)
    world.pipeline.ingest(first)
    world.store.reads.clear()
    world.store.found = "Corruption: block checksum mismatch"  # as somebody who read it told
    assert world.pipeline.catch_up() == 1
    assert world.agree()
    assert "filled anew from the archive: Corruption" in caplog.text
    world.store.found = "Corruption: found while it is written"
    world.pipeline.ingest(second)
    assert world.agree()


def test_a_store_without_space_stays_behind_and_hides_nothing_else(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    first, second, third = stories(3)
    world.pipeline.ingest(first)
    world.store.no_space = True
    for article in (second, third):
        assert world.pipeline.ingest(article).is_new
        world.pipeline.catch_up()
    assert world.network.counts().articles == 3
    assert list(world.store.reads) == [first.id]
    assert caplog.text.count("stays behind") == 1, "it is not said before every answer"
    world.store.no_space = False
    assert world.pipeline.catch_up() == 2
    assert world.agree()


def test_without_space_nothing_is_read_but_what_is_known_is_answered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = stories(2)
    world.pipeline.ingest(first)

    def refuse() -> None:
        raise StorageFull("only the reserve is left")

    monkeypatch.setattr(world.archive, "require_space", refuse)
    with pytest.raises(StorageFull):
        world.pipeline.ingest(second)
    assert world.reader.seen == [first.id]
    assert not world.pipeline.ingest(first).is_new
    world.pipeline.withdraw(first.id, who=None, why="The reserve is for this")
    assert world.agree()


def test_a_store_that_is_taken_over_is_filled(world: World) -> None:
    world.pipeline.ingest(stories(1)[0])
    late = ListStore()
    world.pipeline.hold(late)
    assert late.sequence() == 1


def test_a_store_that_is_not_what_the_archive_makes_is_filled_anew(world: World) -> None:
    articles = stories(3)
    list(world.pipeline.ingest_many(articles))
    world.pipeline.withdraw(articles[0].id, who=None, why="It was planted")
    assert world.pipeline.compare() is None
    kept = world.store.reads.pop(articles[1].id)
    assert world.pipeline.compare() == "some are missing"
    assert world.agree()
    world.store.reads[articles[2].id] = replace(kept, article=articles[2])
    assert world.pipeline.compare() == "1 are wrong"
    assert world.pipeline.compare() is None
    assert world.agree()
