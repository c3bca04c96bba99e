from dataclasses import replace
from email.message import Message
from importlib import metadata
from typing import cast

import pytest

from tools.licences import WRITTEN, all_wrong, bundled, lines, load_policy, wrong_with
from tools.locked import Package, read_lock
from tools.spdx import is_expression
from tools.vendor import find_vendored

POLICY = load_policy()
WORDS = {
    "MIT": "Permission is hereby granted",
    "ISC": "with or without fee",
    "Apache-2.0": "Apache",
}


def package(name: str) -> Package:
    return Package(name=name, version="1", marker="", hashes=("a",), wanted_by=("x",))


def about(**given: str) -> metadata.PackageMetadata:
    told = Message()
    for name, value in given.items():
        told[name.replace("_", "-")] = value
    return cast("metadata.PackageMetadata", told)


def test_every_licence_is_known_and_allowed() -> None:
    assert list(all_wrong(POLICY)) == []


def test_the_list_is_the_one_that_is_written() -> None:
    assert WRITTEN.read_text(encoding="utf-8") == "\n".join(lines(POLICY)) + "\n"


@pytest.mark.parametrize(
    ("licence", "wrong"),
    [
        ("MIT", []),
        ("GPL-3.0-only", ["newcomer: GPL-3.0-only is not allowed by tools/licences.toml"]),
        ("MIT AND AGPL-3.0-only", ["newcomer: MIT AND AGPL-3.0-only is not allowed"]),
        ("GPL-2.0-only OR MIT", []),
        ("LGPL-3.0-only", ["newcomer: LGPL-3.0-only is not allowed by"]),
        ("Proprietary", ["newcomer: read its licence"]),
        ("", ["newcomer: read its licence"]),
    ],
)
def test_a_new_dependency_with_another_licence_fails(
    licence: str, wrong: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "metadata", lambda _: about(License_Expression=licence))
    found = list(wrong_with([package("newcomer")], POLICY.product, POLICY))
    assert len(found) == len(wrong)
    assert all(one.startswith(expected) for one, expected in zip(found, wrong, strict=True))


def test_a_dependency_that_is_not_installed_has_no_licence() -> None:
    (wrong,) = wrong_with([package("no-such-package-at-all")], POLICY.product, POLICY)
    assert "read its licence" in wrong


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"License": "Apache 2.0"}, "Apache-2.0"),
        ({"License": "BSD"}, None),
        ({"License": "UNKNOWN", "Classifier": "License :: OSI Approved :: MIT License"}, "MIT"),
        ({"Classifier": "License :: OSI Approved :: BSD License"}, None),
        ({"License_Expression": "MIT", "License": "GPL-3.0-only"}, "MIT"),
    ],
)
def test_what_a_package_declares_is_spelled_as_spdx_does(
    given: dict[str, str], expected: str | None
) -> None:
    assert POLICY.declared(about(**given)) == expected


def test_two_classifiers_are_no_answer() -> None:
    told = about(Classifier="License :: OSI Approved :: MIT License")
    cast("Message", told)["Classifier"] = "License :: OSI Approved :: Apache Software License"
    assert POLICY.declared(told) is None


def test_what_the_policy_allows_and_reads_are_expressions() -> None:
    for one in [*POLICY.tools, *POLICY.spelled.values(), *POLICY.classified.values()]:
        assert is_expression(one), one
    for one in [*POLICY.read.values(), *POLICY.bundled.values()]:
        assert is_expression(one), one


def test_only_what_is_not_clear_is_read_by_a_person() -> None:
    locked = {one.name for one in read_lock("dev")}
    assert sorted(POLICY.read.keys() - locked) == []
    without = replace(POLICY, read={})
    assert [name for name in POLICY.read if without.of(name) is not None] == []


def test_the_bundled_licences_are_those_of_the_files_beside_them() -> None:
    assert POLICY.bundled.keys() == bundled().keys()
    for one in find_vendored():
        (file, *_) = sorted(one.folder.glob("LICENSE*"))
        text = " ".join(file.read_text(encoding="utf-8").split())
        licence = POLICY.bundled[one.package]
        assert WORDS[licence] in text or f'"license": "{licence}"' in text, one.package


def test_a_bundled_file_without_a_licence_fails() -> None:
    less = replace(POLICY, bundled={k: v for k, v in POLICY.bundled.items() if k != "d3"})
    assert list(all_wrong(less)) == ["d3: no licence, by [bundled] of tools/licences.toml"]
