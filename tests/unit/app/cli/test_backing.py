"""`backup` and `restore`, as they are typed."""

import json
from pathlib import Path

import pytest

from app.settings import Settings
from app.wiring import open_materiel
from tests.unit.app.cli.conftest import Run


@pytest.fixture
def made(kept: Run, tmp_path: Path) -> Path:
    result = kept("backup", tmp_path / "b")
    assert (result.exit_code, result.stderr) == (0, "")
    (folder,) = (tmp_path / "b").iterdir()
    assert result.stdout.startswith(f"{folder} (sequence 1, articles 1, claims 1, ")
    return folder


def test_what_was_backed_up_beside_a_service_is_restored(
    kept: Run, folder: Path, tmp_path: Path
) -> None:
    with open_materiel(Settings(data=folder), store=True):
        assert kept("backup", tmp_path / "b").exit_code == 0
    (made,) = (tmp_path / "b").iterdir()
    result = kept("restore", made, "--data", tmp_path / "new")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"restored: {tmp_path / 'new'} is as of {made} (sequence 1")
    before = kept("ask", "--csv").stdout
    before_state = json.loads(kept("status", "--json").stdout)
    folder.rename(tmp_path / "gone")
    (tmp_path / "new").rename(folder)
    assert kept("ask", "--csv").stdout == before
    state = json.loads(kept("status", "--json").stdout)
    assert (state["store"], state["archive"]) == (1, 1)
    assert state["articles"] == before_state["articles"]


def test_keep_says_what_it_removed(kept: Run, made: Path) -> None:
    result = kept("backup", made.parent, "--keep", "1")
    assert result.exit_code == 0
    assert f"removed: {made}" in result.stdout
    assert len(list(made.parent.iterdir())) == 1
    assert kept("backup", made.parent, "--keep", "0").exit_code == 2


def test_an_archive_is_replaced_only_if_asked_and_kept(kept: Run, made: Path, folder: Path) -> None:
    refused = kept("restore", made)
    assert refused.exit_code == 2
    assert refused.stderr == (
        f"materiel: --data: there is an archive in {folder} already. Name another folder, or "
        "replace it with --replace, which keeps the old beside\n"
    )
    replaced = kept("restore", made, "--replace")
    assert replaced.exit_code == 0
    (beside,) = folder.glob("replaced-*")
    assert f"kept: {beside}" in replaced.stdout


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_folder_that_will_not_do_is_named(kept: Run, folder: Path, command: str) -> None:
    result = kept(command, folder / "x")
    assert (result.exit_code, result.stdout) == (2, "")
    assert str(folder / "x") in result.stderr
    assert result.stderr.count("\n") == 1


def test_another_base_is_told(kept: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATERIEL_BASE_IRI", "https://example.org/id/")
    result = kept("restore", made, "--replace")
    assert result.exit_code == 0
    assert "MATERIEL_BASE_IRI=http://127.0.0.1:8000/id/" in result.stderr


def test_without_an_archive_there_is_nothing_to_back_up(run: Run, tmp_path: Path) -> None:
    result = run("backup", tmp_path / "b")
    assert result.exit_code == 2
    assert "no archive" in result.stderr
    assert not (tmp_path / "b").exists()
