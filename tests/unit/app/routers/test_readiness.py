"""/readyz says truly what works, in time, whatever hangs."""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from anyio.from_thread import start_blocking_portal

from app.main import create_app
from app.routers import readiness
from app.settings import Settings
from app.wiring import Materiel, open_materiel
from graph.archive.archive import FILE, Archive
from graph.errors import StorageError
from graph.pipeline import Pipeline
from graph.store import pool
from graph.store.worker import Worker
from tests.making import make_read, told
from tests.unit.app.conftest import Client, OneSentenceReader

Ready = tuple[int, dict[str, Any]]


@pytest.fixture
def materiel(tmp_path: Path) -> Iterator[Materiel]:
    """All parts, with a reader that is loaded at once."""
    reader: Any = OneSentenceReader()
    with open_materiel(Settings(data=tmp_path / "data"), store=True, readers=True) as opened:
        pipeline = Pipeline(
            archive=opened.archive, store=opened.store, network=opened.network, reader=reader
        )
        yield replace(opened, reader=reader, pipeline=pipeline)


@pytest.fixture(autouse=True)
def _always_anew_and_patiently(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "FRESH_SECONDS", 0)
    # What takes its time here is a machine that does much else, and is no finding.
    monkeypatch.setattr(readiness, "LIMIT_SECONDS", 60)
    monkeypatch.setattr(readiness, "_STEP_SECONDS", 30)


def ask(client: Client) -> Ready:
    answer = client.get("/readyz")
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, answer.json()


def test_it_is_ready_and_brings_the_projections_up_to_date(
    client: Client, materiel: Materiel
) -> None:
    read = make_read(told("POL", "UKR"))
    materiel.archive.add(read.article, read.reading)
    told_first = {"ready": True, "waiting": [], "archive": 1, "network": 1, "store": 1}
    assert ask(client) == (200, {**told_first, "behind": 0})


def test_it_says_how_far_behind_what_cannot_follow_is(
    client: Client, materiel: Materiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StorageError("the server of the store is gone")

    monkeypatch.setattr(materiel.store, "add_many", refuse)
    for who in ("POL", "NOR"):
        read = make_read(told(who, "UKR"), story=who)
        materiel.archive.add(read.article, read.reading)
    status, found = ask(client)
    assert (status, found["archive"], found["network"], found["store"]) == (503, 2, 2, 0)
    assert found["behind"] == 2


def test_an_archive_that_cannot_be_asked_is_told(
    client: Client, materiel: Materiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = make_read(told("POL", "UKR"))
    materiel.archive.add(read.article, read.reading)
    assert ask(client)[0] == 200

    def refuse() -> int:
        raise StorageError("the server of the archive is gone")

    monkeypatch.setattr(materiel.archive, "sequence", refuse)
    status, found = ask(client)
    assert (status, found["archive"]) == (503, 1)
    assert any("the server of the archive is gone" in reason for reason in found["waiting"])


def test_an_archive_that_another_keeps_is_told(
    client: Client, materiel: Materiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "_STEP_SECONDS", 0.05)
    writer = sqlite3.connect(materiel.settings.data / FILE, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    status, found = ask(client)
    assert (status, found["ready"]) == (503, False)
    assert "another process" in found["waiting"][0]
    writer.execute("ROLLBACK")
    writer.close()
    monkeypatch.setattr(readiness, "_STEP_SECONDS", 30)
    assert ask(client)[0] == 200


def test_a_disk_that_is_full_is_told(
    client: Client, materiel: Materiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graph.archive import space
    from graph.archive.engines import sqlite

    def fail(_: Path) -> None:
        raise space.full("nothing is free")

    monkeypatch.setattr(sqlite, "require_space", fail)
    status, found = ask(client)
    assert status == 503
    assert found["waiting"] == ["the disk is full, so that no articles are taken in"]


def test_processes_that_died_are_replaced(client: Client, materiel: Materiel) -> None:
    assert materiel.readers is not None
    dead = set(materiel.readers.pids())
    for pid in dead:
        os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 20
    while ask(client)[0] != 200:
        assert time.monotonic() < until
    assert set(materiel.readers.pids())
    assert not dead & set(materiel.readers.pids())


def test_processes_that_do_not_live_are_told(
    client: Client, materiel: Materiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert materiel.readers is not None

    class Stillborn(Worker):
        def __init__(self, memory_bytes: int) -> None:
            super().__init__(memory_bytes)
            os.kill(self.pid, signal.SIGKILL)
            self._process.wait()

    monkeypatch.setattr(pool, "Worker", Stillborn)
    for pid in materiel.readers.pids():
        os.kill(pid, signal.SIGKILL)
    status, found = ask(client)
    assert status == 503
    assert found["waiting"][0].startswith("SPARQL is not answered: ")


def test_what_hangs_is_named_in_time_and_holds_up_nothing(
    client: Client, materiel: Materiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()
    begun: list[str] = []

    def hang(*_: object) -> None:
        begun.append("once")
        over.wait(60)

    monkeypatch.setattr(Archive, "check_writable", hang)
    monkeypatch.setattr(readiness, "LIMIT_SECONDS", 0.2)
    for _ in range(5):
        status, found = ask(client)
        assert status == 503
        assert found["waiting"][0].startswith("whether the archive can be written takes longer")
        assert client.get("/healthz").status_code == 200
    assert begun == ["once"], "one thread hangs, not one for each who asks"
    over.set()
    until = time.monotonic() + 20
    while ask(client)[0] != 200:
        assert time.monotonic() < until


def test_many_who_ask_at_once_are_told_what_one_found(
    materiel: Materiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[float] = []
    monkeypatch.setattr(readiness, "FRESH_SECONDS", 60)
    monkeypatch.setattr(Archive, "check_writable", lambda *_: tried.append(1))
    app = create_app(materiel=materiel)
    with start_blocking_portal() as portal:
        http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://x")
        asked = [portal.start_task_soon(partial(http.get, "/readyz")) for _ in range(50)]
        assert {each.result().status_code for each in asked} == {200}
    assert tried == [1]
