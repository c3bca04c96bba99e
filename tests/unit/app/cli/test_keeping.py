"""`withdraw`, `rebuild` and `status` look after the data folder."""

import json
from pathlib import Path

import pytest

from app.settings import Settings
from app.wiring import open_materiel
from graph.archive.archive import Archive
from tests.unit.app.cli.conftest import TOLD, Run


@pytest.fixture
def article_id(kept: Run, folder: Path) -> str:
    with Archive.open(folder) as archive:
        (read,) = archive.since(0)
    return read.article.id


def test_a_withdrawn_article_is_gone_from_every_answer(
    kept: Run, article_id: str, folder: Path
) -> None:
    result = kept("withdraw", article_id, "--why", "Its publisher retracted it")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"withdrawn: article {article_id} (1 claim)\n"
    assert kept("ask").stdout == "No claim says so.\n"
    assert TOLD not in kept("export").stdout
    found = json.loads(kept("status", "--json").stdout)
    assert (found["articles"], found["claims"], found["withdrawn"]) == (0, 0, 1)
    assert kept("rebuild").stdout == "rebuilt from 0 articles\n"
    with Archive.open(folder) as archive:
        kept_read = archive.find(article_id)
    assert kept_read is not None
    assert kept_read.article.text == TOLD


def test_withdrawing_again_says_who_did_and_why(kept: Run, article_id: str) -> None:
    kept("withdraw", article_id, "--why", "It was\x1b[31m planted", "--who", "the desk")
    again = kept("withdraw", article_id, "--why", "Another reason")
    assert again.exit_code == 0
    assert again.stdout.startswith(f"nothing changed: article {article_id} (1 claim); withdrawn on")
    assert again.stdout.endswith(" by the desk: It was [31m planted\n")


def test_what_was_withdrawn_can_be_restored(kept: Run, article_id: str) -> None:
    before = kept("ask", "--csv").stdout
    kept("withdraw", article_id, "--why", "It was planted")
    assert kept("withdraw", article_id, "--undo").stdout == (
        f"restored: article {article_id} (1 claim)\n"
    )
    assert kept("ask", "--csv").stdout == before
    assert kept("withdraw", article_id, "--undo").stdout == (
        f"nothing changed: article {article_id} (1 claim); it stands\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("0123", "--why", "It was planted"), "No article has the id '0123'"),
        (("0123", "--undo"), "No article has the id '0123'"),
        (("0123",), "--why is missing"),
        (("0123", "--why", " "), "--why is missing"),
    ],
)
def test_a_withdrawal_that_cannot_be_is_a_usage_error(
    kept: Run, words: tuple[str, ...], said: str
) -> None:
    result = kept("withdraw", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_withdrawing_waits_for_no_service(kept: Run, article_id: str, folder: Path) -> None:
    with open_materiel(Settings(data=folder), store=True) as service:
        service.pipeline.catch_up()
        assert service.network.counts().claims == 1
        assert kept("withdraw", article_id, "--why", "It was planted").exit_code == 0
        assert service.pipeline.catch_up() == 1
        assert service.network.counts().claims == 0
        assert service.store is not None
        assert service.store.sequence() == 2


def test_status_counts_what_there_is(kept: Run, folder: Path) -> None:
    found = json.loads(kept("status", "--json").stdout)
    assert (found["articles"], found["claims"], found["archive"]) == (1, 1, 1)
    assert found["data"] == str(folder)
    assert "articles" in kept("status").stdout


def test_rebuild_makes_the_store_anew(kept: Run) -> None:
    result = kept("rebuild")
    assert result.stdout == "rebuilt from 1 article\n"
    found = json.loads(kept("status", "--json").stdout)
    assert found["store"] == 1
    assert found["quads"] > 10


def test_rebuild_waits_for_no_service(kept: Run, folder: Path) -> None:
    with open_materiel(Settings(data=folder), store=True):
        result = kept("rebuild")
        assert result.exit_code == 1
        assert "Stop the service" in result.stderr
        assert "held by a running service" in kept("status").stdout


@pytest.mark.parametrize("command", ["export", "rebuild", "status", "withdraw 0123 --undo"])
def test_a_folder_without_archive_is_named(run: Run, command: str, folder: Path) -> None:
    result = run(*command.split())
    assert result.exit_code == 2
    assert "no archive" in result.stderr
    assert not folder.exists()
