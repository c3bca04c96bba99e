import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.cli.auditing import read_start
from graph.archive.archive import Archive
from graph.archive.trail import Caller, Door, called_by
from graph.errors import InvalidField
from tests.unit.app.cli.conftest import Run

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_what_commands_write_is_told(kept: Run, folder: Path) -> None:
    with Archive.open(folder) as archive:
        (read,) = archive.since(0)
    kept("withdraw", read.article.id, "--why", "It was planted")
    told = [json.loads(line) for line in kept("audit", "--json").stdout.splitlines()]
    assert [each["action"] for each in told] == ["article added", "article withdrawn"]
    assert {each["subject"] for each in told} == {read.article.id}
    assert {each["door"] for each in told} == {"command"}
    lines = kept("audit").stdout.splitlines()
    assert len(lines) == 2
    assert "by command" in lines[0]
    assert kept("audit", "--since", "2h").stdout.splitlines() == lines
    assert kept("audit", "--since", "2999-01-01").stdout == ""


def test_what_comes_from_elsewhere_does_not_steer_the_terminal(kept: Run, folder: Path) -> None:
    caller = Caller(door=Door.HTTP, key="0" * 12, address="192.0.2.7", request="r\x1b[2J")
    with Archive.open(folder) as archive, called_by(caller):
        archive.trail.note_refusal("DELETE /v1/articles/\x1b[31m")
    shown = kept("audit").stdout
    assert "\x1b" not in shown
    assert "key 000000000000" in shown
    assert "192.0.2.7" in shown
    assert "forbidden" in shown


def test_a_start_is_a_moment_or_so_long_ago() -> None:
    assert read_start("24h", NOW) == NOW - timedelta(days=1)
    assert read_start("7d", NOW) == NOW - timedelta(days=7)
    assert read_start("2026-02-01", NOW) == datetime(2026, 2, 1, tzinfo=UTC)
    for written in ("", "soon", "0h", "2026-13-01"):
        with pytest.raises(InvalidField):
            read_start(written, NOW)
