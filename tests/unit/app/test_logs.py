"""Log lines carry the id of their request."""

import json
import logging
import sqlite3
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
import structlog

from app.logs import start_logging
from app.settings import Settings
from app.wiring import Materiel
from graph.archive.archive import FILE
from tests.unit.app.conftest import Client


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_lines_of_ours_and_of_libraries_have_one_form(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging(Settings(log_format="json"))
    with structlog.contextvars.bound_contextvars(request_id="abc"):
        structlog.get_logger("ours").info("read", articles=3)
        logging.getLogger("library").warning("old %s", "call")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["event"], line["request_id"]) for line in lines] == [
        ("read", "abc"),
        ("old call", "abc"),
    ]
    assert lines[0]["articles"] == 3


def test_a_level_leaves_lesser_lines_out(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging(Settings(log_level="error"))
    logging.getLogger("library").warning("not so bad")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_a_traceback_tells_the_place_but_no_variable(
    capsys: pytest.CaptureFixture[str], log_format: Literal["console", "json"]
) -> None:
    start_logging(Settings(log_format=log_format))
    secret = "of a client"
    try:
        int(secret[:2])
    except ValueError as error:
        structlog.get_logger("ours").error("failed", exc_info=error)
        logging.getLogger("library").exception("failed")
    written = capsys.readouterr().err
    assert written.count("test_a_traceback_tells_the_place") >= 2
    assert secret not in written.replace(f'secret = "{secret}"', "")


CANARY = "heron-of-the-estuary"
"""Stands for what must never be written: keys, texts, queries."""


@pytest.fixture
def asked(client: Client, materiel: Materiel) -> Callable[[Literal["console", "json"]], None]:
    """Ask all kinds of things with the canary in them, also of an archive that fails."""
    headers = {
        "X-API-Key": CANARY,
        "Cookie": f"session={CANARY}",
        "X-Request-ID": "asked-by-the-test",
    }
    keyed = headers | {"Authorization": f"Bearer {CANARY}"}
    story = f"Poland sends tanks to Ukraine. The {CANARY} was seen."
    ndjson = headers | {"Content-Type": "application/x-ndjson"}
    plain = headers | {"Content-Type": "application/json"}

    def ask(log_format: Literal["console", "json"]) -> None:
        start_logging(Settings(log_format=log_format, log_level="debug"))
        statuses = [
            client.post("/v1/articles", json={"text": story}, headers=keyed).status_code,
            client.post("/v1/articles", json={"text": story}, headers=headers).status_code,
            client.post("/v1/articles", json={"text": [story]}, headers=headers).status_code,
            client.post("/v1/articles", content=f'{{"{CANARY}', headers=plain).status_code,
            client.post("/v1/articles", content=f"{{{CANARY}\n", headers=ndjson).status_code,
            client.get("/v1/supplies", params={"key": CANARY}, headers=headers).status_code,
            client.get(
                "/sparql", params={"query": f"SELECT {CANARY}"}, headers=headers
            ).status_code,
        ]
        assert {200, 201, 400, 401, 422} <= set(statuses)
        connection = sqlite3.connect(materiel.settings.data / FILE)
        connection.executescript(
            "CREATE TRIGGER fault BEFORE INSERT ON articles"
            " BEGIN SELECT RAISE(ABORT, 'a fault of the disk'); END"
        )
        connection.close()
        failed = [
            client.post("/v1/articles", json={"text": f"{story} Again."}, headers=headers),
            client.post("/v1/articles", content=f'{{"text": "{story} B."}}\n', headers=ndjson),
        ]
        assert failed[0].status_code >= 500
        materiel.network.sequence = _fail  # type: ignore[method-assign]  # as a fault of ours would
        failed.append(client.get("/v1/actors/POL", headers=headers))
        assert failed[-1].status_code == 500
        assert not any(CANARY in one.text for one in failed)

    return ask


def _fail() -> int:
    raise ValueError(f"not a {CANARY}")


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_nothing_that_is_sent_is_written(
    asked: Callable[[str], None], capsys: pytest.CaptureFixture[str], log_format: str
) -> None:
    asked(log_format)
    written = capsys.readouterr().err
    assert "StorageError" in written, "what failed is told"
    assert "ValueError: (its words are left out)" in written
    assert CANARY not in written
    requests = [line for line in written.splitlines() if "materiel.http" in line]
    assert len(requests) >= 10
    assert all("asked-by-the-test" in line for line in requests)


def test_every_line_of_a_request_has_its_id(
    asked: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    asked("json")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    failed = [line for line in lines if line["event"] in {"failed", "unexpected"}]
    assert len(failed) >= 3
    assert {line["event"] for line in failed} == {"failed", "unexpected"}
    ours = [line for line in lines if line["logger"].startswith("materiel.")]
    assert {line["request_id"] for line in ours} == {"asked-by-the-test"}


def test_what_the_server_says_again_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging(Settings())
    server = logging.getLogger("uvicorn.error")
    server.error("Exception in ASGI application\n")
    server.error("Something else")
    written = capsys.readouterr().err
    assert "ASGI" not in written
    assert "Something else" in written
