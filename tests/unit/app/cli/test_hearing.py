"""`mute` and `unmute` are doors like that of REST."""

from pathlib import Path

import pytest

from graph.archive.archive import Archive
from tests.making import make_read, told
from tests.unit.app.cli.conftest import Run


@pytest.fixture
def publisher(folder: Path) -> str:
    read = make_read(told("POL", "UKR"), publisher="Harbour Post")
    with Archive.open(folder) as archive:
        archive.add(read.article, read.reading)
    return "Harbour Post"


def test_a_publisher_is_muted_and_heard_again(run: Run, publisher: str, folder: Path) -> None:
    words = ("mute", publisher, "--who", "The desk", "--why", "It is planted")
    result = run(*words)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"muted: {publisher} (")
    assert run(*words).stdout.startswith(f"nothing changed: muted: {publisher}")
    with Archive.open(folder) as archive:
        assert len(archive.muted()) == 1
    heard = run("unmute", publisher, "--who", "The editor")
    assert heard.stdout.startswith(f"unmuted: {publisher}")
    with Archive.open(folder) as archive:
        assert archive.muted() == frozenset()


def test_nobody_is_muted_without_a_reason_or_an_article(run: Run, publisher: str) -> None:
    assert run("mute", publisher, "--who", "The desk").exit_code != 0
    result = run("mute", "Nobody's Paper", "--who", "The desk", "--why", "It is planted")
    assert result.exit_code != 0
    assert "Nobody's Paper" in result.stderr
