"""A service without the store has it as soon as the process that held it is gone."""

from contextlib import ExitStack
from pathlib import Path
from queue import Queue

import pytest

from app.settings import Settings
from app.stores import open_readers
from app.taking_over import awaiting_store
from app.wiring import Materiel, open_materiel, require_store
from graph.claims.article import make_article
from graph.errors import StorageError
from graph.store.answering import Answering
from graph.store.protocol import Store
from tests.unit.app.conftest import OneSentenceReader

TANKS = make_article("Poland sends tanks to Ukraine.")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr("app.wiring.open_reader", OneSentenceReader)
    return Settings(data=tmp_path / "data")


def test_a_store_that_is_let_go_of_is_taken_over(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.taking_over._LOOK_SECONDS", 0.05)
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
    monkeypatch.setattr("app.taking_over._LOOK_SECONDS", 0.05)
    failures = iter(["no memory", "still none"])

    def fail_twice(settings: Settings, store: Store, opened: ExitStack) -> Answering:
        if (why := next(failures, None)) is not None:
            raise StorageError(why)
        return open_readers(settings, store, opened)

    monkeypatch.setattr("app.taking_over.open_readers", fail_twice)
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
