"""Opening and closing the parts, and a reader that loads when it is needed."""

from contextlib import ExitStack
from pathlib import Path
from queue import Queue

import pytest

from app import wiring
from app.settings import Settings
from app.wiring import (
    LazyReader,
    Materiel,
    awaiting_store,
    build_iris,
    check_archive,
    open_materiel,
    require_store,
)
from graph.claims.article import make_article
from graph.errors import InvalidField, LexiconError, StorageError, StoreLocked, UnreadableFile
from graph.store.answering import Answering
from graph.store.protocol import Store
from tests.unit.app.conftest import OneSentenceReader

TANKS = make_article("Poland sends tanks to Ukraine.")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr("app.wiring.open_reader", OneSentenceReader)
    return Settings(data=tmp_path / "data")


def test_what_is_kept_is_there_when_it_is_opened_again(settings: Settings) -> None:
    with open_materiel(settings, store=True) as materiel:
        materiel.pipeline.ingest(TANKS)
        assert materiel.store is not None
        assert materiel.store.sequence() == 1
        assert materiel.waiting() == ()
    with open_materiel(settings, store=True) as again:
        assert again.archive.known(TANKS.id)
        assert again.store is not None
        assert again.store.sequence() == 1
        again.pipeline.catch_up()
        assert again.network.counts().claims == 1


def test_a_store_that_is_held_is_done_without(settings: Settings) -> None:
    with open_materiel(settings, store=True) as first:
        with open_materiel(settings, store=True) as second:
            assert second.store is None
            assert second.readers is None
            assert any("held by another process" in reason for reason in second.waiting())
            with pytest.raises(StoreLocked):
                require_store(second)
            second.pipeline.ingest(TANKS)
        first.pipeline.catch_up()
        assert require_store(first).sequence() == 1


def test_a_store_that_is_let_go_of_is_taken_over(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.wiring._LOOK_SECONDS", 0.05)
    given: Queue[Materiel] = Queue()
    with ExitStack() as first:
        first.enter_context(open_materiel(settings, store=True))
        with open_materiel(settings, store=True) as second:
            second.pipeline.ingest(TANKS)
            with awaiting_store(second, given.put):
                assert second.store is None
                first.close()
                taken = given.get(timeout=30)
                assert require_store(taken).sequence() == 1
                assert taken.readers is not None
                assert taken.waiting() == ()
    with open_materiel(settings, store=True) as again:
        assert again.store is not None, "it was let go of in the end"


def test_a_store_that_cannot_be_taken_over_at_once_is_tried_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("app.wiring._LOOK_SECONDS", 0.05)
    open_readers, failures = wiring._open_readers, iter(["no memory", "still none"])

    def fail_twice(settings: Settings, store: Store, opened: ExitStack) -> Answering:
        if (why := next(failures, None)) is not None:
            raise StorageError(why)
        return open_readers(settings, store, opened)

    monkeypatch.setattr(wiring, "_open_readers", fail_twice)
    given: Queue[Materiel] = Queue()
    with ExitStack() as first:
        first.enter_context(open_materiel(settings, store=True))
        with open_materiel(settings, store=True) as second:
            second.pipeline.ingest(TANKS)
            with awaiting_store(second, given.put):
                first.close()
                assert require_store(given.get(timeout=30)).sequence() == 1
    assert caplog.text.count("cannot be taken over") == 1


def test_nobody_waits_for_a_store_that_is_there(settings: Settings) -> None:
    given: Queue[Materiel] = Queue()
    with open_materiel(settings, store=True) as only, awaiting_store(only, given.put):
        assert given.empty()


def test_the_command_line_needs_no_store(settings: Settings) -> None:
    with open_materiel(settings, store=False) as materiel:
        assert materiel.store is None
    assert not (settings.data / "store").exists()


def test_a_reader_loads_when_it_is_used(settings: Settings) -> None:
    reader = LazyReader()
    assert reader.waiting() == "the reader is not loaded yet"
    assert len(reader.read(TANKS).claims) == 1
    assert [len(reading.claims) for reading in reader.read_many([TANKS, TANKS])] == [1, 1]
    assert reader.waiting() is None


def test_a_reader_that_cannot_be_loaded_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise LexiconError("names.csv", 3, "no id")

    monkeypatch.setattr("app.wiring.open_reader", fail)
    reader = LazyReader()
    with pytest.raises(LexiconError):
        reader.read(TANKS)
    assert "names.csv, line 3" in (reader.waiting() or "")


def test_a_folder_without_archive_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no archive"):
        check_archive(Settings(data=tmp_path))


def test_a_base_that_is_none_is_named() -> None:
    with pytest.raises(InvalidField) as raised:
        build_iris(Settings(base_iri="https://exa mple.org/"))
    assert raised.value.field == "MATERIEL_BASE_IRI"
