"""What projections do about a store that is damaged, full, late or wrong."""

from dataclasses import replace

import pytest

from graph.errors import StorageFull
from tests.pipelines import ListStore, World, stories


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
