import os
from pathlib import Path

import pytest

from graph.ingest.limits import limits
from graph.ingest.walking import walk, weigh


def is_text(name: str) -> bool:
    return name.endswith(".txt")


def test_files_come_in_order_of_names_folders_in_their_place(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c/d.txt", "c.png", "a.txt", "z/none.png"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"12345")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "round").symlink_to(tmp_path)
    found = [path for path in walk([tmp_path], is_text) if isinstance(path, Path)]
    names = [str(path.relative_to(tmp_path)) for path in found]
    assert names == ["a/b/c.txt", "a/z.txt", "a.txt", "b.txt", "c/d.txt", "link.txt"]
    assert weigh([tmp_path], is_text) == 30


def test_a_named_file_comes_whatever_it_is_called(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.png"
    assert list(walk([missing], is_text)) == [missing]
    assert weigh([missing], is_text) == 0


def test_a_folder_that_is_closed_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text("x", encoding="utf-8")
    scan = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    closed, text = walk([tmp_path], is_text)
    assert isinstance(closed, PermissionError)
    assert text == tmp_path / "open.txt"


def test_many_files_are_not_all_looked_at_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text("x", encoding="utf-8")
    assert weigh([tmp_path], is_text) == 4
    few = type(limits().collections)(
        unpacked_spared=1, unpacked_times=1, header_bytes=1, weighed_files=3
    )
    monkeypatch.setattr(
        "graph.ingest.walking.limits", lambda: type("Few", (), {"collections": few})
    )
    assert weigh([tmp_path], is_text) is None
