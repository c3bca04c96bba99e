"""`verify` and `salvage` on the command line."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.program import program
from graph.archive.archive import FILE, Archive
from tests.making import make_read, told

READS = [make_read(told("POL", "UKR"), story=str(number)) for number in range(3)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Archive.open(tmp_path / "data") as archive:
        for read in READS:
            archive.add(read.article, read.reading)
    return tmp_path / "data"


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(program, ["--data", str(folder), *arguments])
    return result.exit_code, result.stdout


def damage(folder: Path) -> str:
    with closing(sqlite3.connect(folder / FILE)) as connection, connection:
        connection.execute("UPDATE articles SET title = 'x' WHERE rowid = 2")
    return READS[1].article.id


def test_what_is_sound_ends_with_0(folder: Path) -> None:
    assert run(folder, "verify") == (
        0,
        "archive: 3 articles, all whole\nstore: not there\nnetwork: compared\n",
    )


def test_damage_is_named_with_what_can_be_saved(folder: Path, tmp_path: Path) -> None:
    article = damage(folder)
    code, told_ = run(folder, "verify")
    assert code == 1
    assert f"archive: article {article}: the article is damaged" in told_
    assert "archive: 2 of 3 articles are whole" in told_
    assert "`materiel salvage TO` copies what is whole" in told_
    code, told_ = run(folder, "salvage", str(tmp_path / "saved"))
    assert code == 0
    copied = f"copied 2 articles to {tmp_path / 'saved'} (0 keys, 3 entries of the trail)"
    assert told_.splitlines() == [copied, f"not whole: article {article}"]
    assert run(tmp_path / "saved", "verify")[0] == 0


def test_it_is_told_as_json(folder: Path) -> None:
    article = damage(folder)
    code, told_ = run(folder, "verify", "--json")
    found = json.loads(told_)
    assert code == 1
    assert (found["sound"], found["articles"], found["whole"]) == (False, 3, 2)
    assert found["damaged"] == [article]
    assert {each["part"] for each in found["findings"]} == {"archive"}


def test_a_folder_without_archive_is_a_mistake(tmp_path: Path) -> None:
    assert run(tmp_path, "verify")[0] == 2
