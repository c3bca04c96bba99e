"""The files that are not ours are those that the manifest names."""

import pytest

from tools.vendor import FILES, FOLDER, MANIFEST, wrong_files


@pytest.fixture
def present() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in FOLDER.iterdir() if path != MANIFEST}


def test_files_are_what_the_manifest_says(present: dict[str, bytes]) -> None:
    assert wrong_files(present) == []
    assert present.keys() == set(FILES.values())


def test_a_file_that_was_changed_is_named(present: dict[str, bytes]) -> None:
    present["swagger-ui.css"] += b" "
    present["more.js"] = b""
    del present["LICENSE.txt"]
    assert wrong_files(present) == ["LICENSE.txt", "more.js", "swagger-ui.css"]
