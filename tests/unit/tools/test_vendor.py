"""The files that are not ours are those that the manifests name."""

import pytest

from tools.vendor import Vendored, find_vendored

ALL = list(find_vendored())


@pytest.mark.parametrize("vendored", ALL, ids=lambda one: one.package)
def test_files_are_what_the_manifest_says(vendored: Vendored) -> None:
    present = vendored.present()
    assert vendored.wrong_files(present) == []
    assert present.keys() == set(vendored.files.values())
    assert any(name.upper().startswith("LICENSE") for name in present)


@pytest.mark.parametrize("vendored", ALL, ids=lambda one: one.package)
def test_a_file_that_was_changed_is_named(vendored: Vendored) -> None:
    present = vendored.present()
    first, *_, last = sorted(present)
    present[last] += b" "
    present["zzz-more.js"] = b""
    del present[first]
    assert vendored.wrong_files(present) == sorted({first, last, "zzz-more.js"})
