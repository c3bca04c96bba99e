"""The seal: what is changed, cut or made anew under it is told; what grows or goes is not."""

from pathlib import Path

import pytest

from graph.store.seal import broken, seal, unseal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "000001.sst").write_bytes(b"quads" * 100)
    (tmp_path / "MANIFEST-000002").write_bytes(b"which files")
    (tmp_path / "000003.log").write_bytes(b"what comes")
    seal(tmp_path)
    return tmp_path


def test_what_is_as_it_was_is_not_told(folder: Path) -> None:
    assert broken(folder) is None
    with (folder / "MANIFEST-000002").open("ab") as file:
        file.write(b", and more")
    (folder / "000003.log").write_bytes(b"other")
    (folder / "000001.sst").unlink()
    assert broken(folder) is None
    seal(folder)
    assert broken(folder) is None


def test_what_is_changed_or_cut_is_named(folder: Path) -> None:
    path = folder / "000001.sst"
    path.write_bytes(path.read_bytes().replace(b"quads", b"quods", 1))
    assert broken(folder) == "000001.sst is not what was written"
    path.write_bytes(b"quads")
    assert broken(folder) == "000001.sst is shorter than it was"
    unseal(folder)
    assert broken(folder) is None


@pytest.mark.parametrize("content", ["", "[1]", "{}", '{"a": 1}', "\x00"])
def test_a_seal_that_cannot_be_read_seals_nothing(folder: Path, content: str) -> None:
    (folder / "seal.json").write_text(content, encoding="utf-8")
    (folder / "000001.sst").write_bytes(b"other")
    assert broken(folder) is None
    seal(folder)
    assert broken(folder) is None
