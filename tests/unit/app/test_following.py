"""What others write is taken in before anybody asks, whatever fails meanwhile."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app import following as module
from app.following import following
from app.settings import Settings
from app.wiring import Materiel, open_materiel
from graph.archive.archive import Archive
from graph.claims.article import make_article
from graph.errors import StorageError
from tests.pipelines import OneClaimReader


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


def until(condition: Callable[[], bool]) -> None:
    ends = time.monotonic() + 60
    while not condition() and time.monotonic() < ends:
        time.sleep(0.01)
    assert condition()


def add(folder: Path, text: str) -> None:
    article = make_article(text)
    with Archive.open(folder) as elsewhere:
        elsewhere.add(article, OneClaimReader().read(article))


def has_taken_in(materiel: Materiel, changes: int) -> bool:
    return materiel.network.sequence() == changes


def test_what_others_write_is_followed_before_anybody_asks(settings: Settings) -> None:
    with open_materiel(settings, store=False) as materiel, following(materiel):
        for number in (1, 2):
            add(settings.data, f"Poland sent {number} tanks to Ukraine.")
            until(lambda number=number: has_taken_in(materiel, number))  # type: ignore[misc]  # bound now


def test_what_fails_is_tried_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "_PAUSE_SECONDS", 0.01)
    failures = iter(["the server is gone", "the server is gone"])
    with open_materiel(settings, store=False) as materiel:
        catch_up = materiel.pipeline.catch_up

        def fail_twice() -> int:
            if (why := next(failures, None)) is not None:
                raise StorageError(why)
            return catch_up()

        monkeypatch.setattr(materiel.pipeline, "catch_up", fail_twice)
        add(settings.data, "Poland sent tanks to Ukraine.")
        with following(materiel):
            until(lambda: has_taken_in(materiel, 1))
    assert caplog.text.count("cannot be followed") == 1
