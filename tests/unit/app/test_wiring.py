"""Opening and closing the parts, and a reader that loads when it is needed."""

from pathlib import Path

import pytest

from app.settings import Settings
from app.wiring import check_archive, open_materiel, require_store
from graph.claims.article import make_article
from graph.errors import StoreLocked, UnreadableFile
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


def test_the_command_line_needs_no_store(settings: Settings) -> None:
    with open_materiel(settings, store=False) as materiel:
        assert materiel.store is None
    assert not (settings.data / "store").exists()


def test_a_folder_without_archive_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no archive"):
        check_archive(Settings(data=tmp_path))
