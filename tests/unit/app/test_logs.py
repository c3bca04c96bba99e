"""Log lines carry the id of their request."""

import json
import logging
from collections.abc import Iterator
from typing import Literal

import pytest
import structlog

from app.logs import start_logging
from app.settings import Settings


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
