"""The service as a whole: layers around it, and parts that it opens and closes itself."""

from pathlib import Path

import anyio
import pytest

from app.main import create_app
from app.settings import Settings
from tests.unit.app.conftest import Client, OneSentenceReader


def test_every_answer_has_an_id_and_a_client_may_bring_one(client: Client) -> None:
    assert len(client.get("/healthz").headers["X-Request-ID"]) == 32
    brought = client.get("/healthz", headers={"X-Request-ID": "abc-1"})
    assert brought.headers["X-Request-ID"] == "abc-1"
    refused = client.get("/healthz", headers={"X-Request-ID": "a b\tc"})
    assert len(refused.headers["X-Request-ID"]) == 32


def test_large_answers_are_compressed(client: Client) -> None:
    answer = client.get("/v1/munitions", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"


def test_the_service_opens_and_closes_its_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.wiring.open_reader", OneSentenceReader)
    monkeypatch.setattr("app.main.start_logging", lambda _settings: None)
    app = create_app(Settings(data=tmp_path))

    async def live() -> None:
        for _ in range(2):  # the store can be opened again, so it was closed
            async with app.router.lifespan_context(app):
                assert app.state.materiel.store is not None
                assert app.state.materiel.archive.sequence() == 0

    anyio.run(live)
